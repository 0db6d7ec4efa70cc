import { describe, expect, test } from 'vitest';
import { credentialCheck } from '../../../src/sidecar/access/credential-check.ts';

const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`;
const check = credentialCheck([
  { user: 'till', password: 'pass:wörd' },
  { user: 'shop', password: 'other' },
  { user: 'euro', password: '5€' },
]);

test.each([
  ['the right one', basic('till:pass:wörd'), 'right'],
  ['the right one again, remembered', basic('till:pass:wörd'), 'right'],
  ['Latin-1', basic('till:pass:wörd', 'latin1'), 'right'],
  ['Windows-1252', `Basic ${Buffer.from([...Buffer.from('euro:5'), 0x80]).toString('base64')}`, 'right'],
  ['lower case', basic('till:pass:wörd').replace('Basic', 'basic'), 'right'],
  ['without padding', basic('till:pass:wörd').replace(/=+$/, ''), 'right'],
  ['the second credential', basic('shop:other'), 'right'],
  ["one's user, the other's password", basic('till:other'), 'wrong'],
  ['a wrong one', basic('till:pass'), 'wrong'],
  ['the wrong one again', basic('till:pass'), 'wrong'],
  ['case matters', basic('Till:pass:wörd'), 'wrong'],
  ['an empty one', basic(':'), 'wrong'],
  ['nothing', undefined, 'wrong'],
  ['no Basic', 'Digest x', 'wrong'],
])('checks a password: %s', async (_name, header, expected) => {
  expect(await check(header)).toBe(expected);
});

describe('A9: guessing', () => {
  const clock = { ms: 0 };
  const limited = () => credentialCheck([{ user: 'till', password: 'secret' }], () => clock.ms);
  const guesses = (check: ReturnType<typeof limited>, count: number, from = 0) =>
    Promise.all(Array.from({ length: count }, (_, i) => check(basic(`till:guess ${from + i}`))));

  test('checks no unknown password after five wrong ones, not even the right one', async () => {
    const check = limited();
    expect(await guesses(check, 7)).toEqual([
      ...Array.from({ length: 5 }, () => 'wrong'),
      { waitMs: 1000 },
      { waitMs: 1000 },
    ]);
    expect(await check(basic('till:secret'))).toEqual({ waitMs: 1000 });
    clock.ms += 1000;
    expect(await check(basic('till:secret'))).toBe('right');
  });

  test('a till with a known header is never slowed by any number of wrong ones', async () => {
    const check = limited();
    expect(await check(basic('till:secret'))).toBe('right');
    for (let i = 0; i < 66; i++) {
      await guesses(check, 1, i);
      clock.ms += 3_600_000;
    }
    await guesses(check, 20, 1000);
    expect(await check(basic('till:again'))).toMatchObject({ waitMs: 1000 });
    expect(await check(basic('till:secret'))).toBe('right');
  });

  test('counts a repeated wrong password as one guess, and answers "wrong" each time', async () => {
    const check = limited();
    for (let i = 0; i < 50; i++) expect(await check(basic('till:old'))).toBe('wrong');
    expect(await check(basic('till:secret'))).toBe('right');
  });

  test('does not count a header without user name and password as a guess', async () => {
    const check = limited();
    for (let i = 0; i < 70; i++) expect(await check(`Nothing ${i}`)).toBe('wrong');
    expect(await check(basic('till:secret'))).toBe('right');
  });
});
