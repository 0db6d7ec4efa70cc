import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareVersions } from '../../../src/core/update/program-version.ts';
import {
  isReadableBy,
  judgeInstall,
  newestReader,
  switchFault,
} from '../../../src/core/update/switch-fault.ts';
import {
  pointerBack,
  pointerFault,
  provenPointer,
  rolledBackPointer,
  switchedPointer,
  type UpdatePointer,
} from '../../../src/core/update/update-pointer.ts';

const stored = (version: string, storedForms = 2) => ({ version, storedForms });
const proving = { home: '/h', pageExpected: false, readable: true, starts: 1 };

describe('at the moment of the switch', () => {
  const pointer: UpdatePointer = { format: 1, version: '0.3.0', previous: '0.2.0' };
  const present = stored('0.3.0');
  it.each([
    ['a lower version', {}, stored('0.2.1'), 'update', /lower than the present 0\.3\.0/],
    ['the same version', {}, stored('0.3.0'), 'update', /runs already/],
    ['an update while another one is proven', { proving }, stored('0.4.0'), 'update', /being proven/],
    ['a version that cannot read the records', {}, stored('0.4.0', 1), 'update', /cannot read/],
    ['a rollback that cannot read the records', {}, stored('0.2.0', 1), 'rollback', /cannot read/],
    ['a rollback to another version', {}, stored('0.1.0'), 'rollback', /not the one before 0\.3\.0/],
  ] as const)('%s is refused', (_name, change, other, as, why) => {
    expect(switchFault({ pointer: { ...pointer, ...change }, present, other, as })).toMatch(why);
  });
  it('a higher version is taken, and a rollback also from an unproven one', () => {
    expect(switchFault({ pointer, present, other: stored('0.4.0', 3), as: 'update' })).toBeUndefined();
    const unproven = { ...pointer, proving };
    expect(
      switchFault({ pointer: unproven, present, other: stored('0.2.0'), as: 'rollback' }),
    ).toBeUndefined();
  });
});

test('if the form of a damaged version is not known, only the same version and a higher one read it', () => {
  const damaged = { version: '0.3.0', storedForms: undefined };
  expect(isReadableBy(stored('0.3.0', 1), damaged)).toBe(true);
  expect(isReadableBy(stored('0.4.0', 1), damaged)).toBe(true);
  expect(isReadableBy(stored('0.2.0', 9), damaged)).toBe(false);
  expect(isReadableBy(damaged, stored('0.3.0'))).toBe(true);
  expect(isReadableBy(damaged, stored('0.2.0', 1))).toBe(false);
});

describe('an alarm', () => {
  const alarm = { version: '0.3.0', why: 'no page connected', at: 5 };
  const pointer: UpdatePointer = { format: 1, version: '0.3.0', previous: '0.2.0', proving, alarm };
  const next = switchedPointer(pointer, '0.4.0', { home: '/h', pageExpected: true, readable: true });

  it.each([2, 3])('does not keep out a higher version, with the stored form %i', (forms) => {
    const other = stored('0.4.0', forms);
    expect(switchFault({ pointer, present: stored('0.3.0'), other, as: 'update' })).toBeUndefined();
  });
  it('is over with the higher version', () => {
    expect(next).toMatchObject({ version: '0.4.0', previous: '0.3.0', proving: { starts: 0 } });
    expect(next.alarm).toBeUndefined();
    expect(provenPointer(next)).toEqual({ format: 1, version: '0.4.0', previous: '0.3.0', failed: [] });
  });
  it('is on again if the higher version goes back', () => {
    expect(pointerBack(next, 'it ended by itself', 9)).toMatchObject({
      ...pointer,
      failed: [{ version: '0.4.0' }],
    });
    expect(rolledBackPointer(next, 9)).toMatchObject(pointer);
  });
});

describe('a damaged pointer', () => {
  it.each([
    ['', 'it is empty'],
    ['{"for', 'it is no JSON object'],
    ['{"version":"0.1.0"}', '"format" is missing'],
    ['{"format":2,"version":"0.1.0"}', '"format" is 2, and this program knows 1'],
    ['{"format":1}', '"version" is no version'],
    ['{"format":1,"version":"../../x"}', '"version" is no version'],
    ['{"format":1,"version":"0.1.0","proving":7}', 'one of its fields has a wrong value'],
    ['{"format":1,"version":"0.1.0"}', undefined],
  ])('%s: %s', (text, fault) => {
    expect(pointerFault(text)).toBe(fault);
  });
});

test.each([
  [
    'the newest one that reads what all store',
    [stored('0.9.0', 3), stored('0.10.0', 3), stored('0.11.0', 2)],
    '0.10.0',
  ],
  ['none of none', [], undefined],
])('the version that a damaged pointer should name: %s', (_name, versions, found) => {
  expect(newestReader(versions)).toBe(found);
});

describe('an installer over another version', () => {
  it.each([
    ['0.3.0', 2, false, 'replace'],
    ['0.2.0', 2, false, 'replace'],
    ['0.1.0', 2, false, 'keep-newer'],
    ['0.1.0', 2, true, 'replace'],
    ['0.1.0', 1, true, 'unreadable'],
    ['0.1.0', 1, false, 'unreadable'],
  ] as const)('%s with the stored form %i, asked to go lower: %s -> %s', (version, forms, lower, verdict) => {
    expect(judgeInstall(stored('0.2.0'), stored(version, forms), lower)).toBe(verdict);
  });
  it('never accepts a version that cannot read what is stored', () => {
    const forms = fc.integer({ min: 1, max: 5 });
    const version = fc.integer({ min: 0, max: 9 }).map((minor) => `0.${minor}.0`);
    fc.assert(
      fc.property(version, forms, version, forms, fc.boolean(), (one, has, other, reads, lower) => {
        const verdict = judgeInstall(stored(one, has), stored(other, reads), lower);
        if (verdict === 'replace')
          expect(reads >= has && (lower || compareVersions(other, one) >= 0)).toBe(true);
      }),
    );
  });
});

describe('the note about a version from which the program went back', () => {
  const pointer: UpdatePointer = { format: 1, version: '0.3.0', previous: '0.2.0' };
  it('names the person, and is written once, if a person went back', () => {
    const back = rolledBackPointer(pointer, 7);
    expect(back).toEqual({
      format: 1,
      version: '0.2.0',
      failed: [{ version: '0.3.0', why: 'a person went back from it', at: 7, by: 'person' }],
    });
    expect(rolledBackPointer({ ...pointer, failed: back.failed }, 8).failed).toHaveLength(1);
  });
  it('names no person if the program went back by itself', () => {
    expect(pointerBack(pointer, 'it ended', 7).failed).toEqual([
      { version: '0.3.0', why: 'it ended', at: 7 },
    ]);
  });
});
