import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, isProgramVersion } from '../../../src/core/update/program-version.ts';
import { readReleaseIndex, releaseFault, ringOf } from '../../../src/core/update/release-index.ts';

describe('versions', () => {
  it('are ordered as semantic versions', () => {
    const ordered = [
      '0.1.0',
      '0.2.0',
      '0.10.0',
      '1.0.0-rc.1',
      '1.0.0-rc.2',
      '1.0.0-rc.10',
      '1.0.0-rc.a',
      '1.0.0',
    ];
    for (const [i, one] of ordered.entries())
      for (const [j, other] of ordered.entries())
        expect(Math.sign(compareVersions(one, other)), `${one} ${other}`).toBe(Math.sign(i - j));
  });
  it('compare by their numbers', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 99 }),
    );
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const sign = Math.sign(one[0] - other[0] || one[1] - other[1] || one[2] - other[2]);
        expect(Math.sign(compareVersions(one.join('.'), other.join('.')))).toBe(sign);
      }),
    );
  });
  it.each(['', '1', '1.2', '01.2.3', '1.2.3+a', '../1.2.3', '1.2.3-', '1.2.3-A', '1.2.3/..', '1.2.3 '])(
    'refuses %j, which would be the name of a folder',
    (text) => expect(isProgramVersion(text)).toBe(false),
  );
});

const index = { format: 1, version: '0.2.0', file: 'a.tgz', sha256: 'a'.repeat(64), size: 5 };

describe('index.json', () => {
  it('is read, and without a ring it is for every installation', () => {
    expect(readReleaseIndex(JSON.stringify(index))).toMatchObject({ version: '0.2.0', ring: 100 });
  });
  it.each([
    { file: '../a.tgz' },
    { file: 'a/b.tgz' },
    { file: '.tgz' },
    { version: '../../x' },
    { sha256: 'A'.repeat(64) },
    { size: 0 },
    { size: 1e12 },
    { ring: 101 },
    { ring: 1.5 },
    { format: 2 },
  ])('with %j is refused', (change) => {
    expect(readReleaseIndex(JSON.stringify({ ...index, ...change }))).toBeUndefined();
  });
});

describe('a release', () => {
  const asked = {
    running: '0.2.0',
    failed: [{ version: '0.4.0' }, { version: '0.6.0', by: 'person' as const }],
    automatic: true,
  };
  it.each([
    ['0.2.0', {}, /runs already/],
    ['0.1.0', {}, /lower than the running 0\.2\.0.*rollback/],
    ['0.5.0', { from: '0.3.0' }, /Update to 0\.3\.0 first/],
    ['0.4.0', {}, /went back by itself/],
    ['0.6.0', {}, /a person went back from version 0\.6\.0/],
  ])('%s %j is refused with the reason', (version, more, why) => {
    expect(releaseFault({ ...asked, release: { version, ...more } })).toMatch(why);
  });
  it('is taken if it is higher; after it went back by itself, only a person can take it', () => {
    expect(releaseFault({ ...asked, release: { version: '0.3.0', from: '0.2.0' } })).toBeUndefined();
    for (const version of ['0.4.0', '0.6.0'])
      expect(releaseFault({ ...asked, automatic: false, release: { version } })).toBeUndefined();
  });
});

it('the ring of an installation is between 0 and 99, and is the same for the same digest', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 12, maxLength: 64 }), (digits) => {
      const digest = digits.map((digit) => digit.toString(16)).join('');
      expect(ringOf(digest)).toBeGreaterThanOrEqual(0);
      expect(ringOf(digest)).toBeLessThan(100);
      expect(ringOf(digest)).toBe(ringOf(digest));
    }),
  );
});
