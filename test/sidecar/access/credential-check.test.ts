import { describe, expect, test } from 'vitest';
import { credentialCheck } from '../../../src/sidecar/access/credential-check.ts';
import { digestOf, writeDigest } from '../../../src/sidecar/access/password-digest.ts';

const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`;
const check = credentialCheck([
  { user: 'till', password: 'pass:wörd' },
  { user: 'shop', password: 'other' },
  { user: 'euro', password: '5€' },
]);

test.each([
  ['the password', 'right', basic('till:pass:wörd')],
  ['the same password again', 'right', basic('till:pass:wörd')],
  ['the password in Latin-1', 'right', basic('till:pass:wörd', 'latin1')],
  [
    'the password in Windows-1252',
    'right',
    `Basic ${Buffer.from([...Buffer.from('euro:5'), 0x80]).toString('base64')}`,
  ],
  ['"basic" in lower case', 'right', basic('till:pass:wörd').replace('Basic', 'basic')],
  ['base64 without padding', 'right', basic('till:pass:wörd').replace(/=+$/, '')],
  ['the second user with his password', 'right', basic('shop:other')],
  ['the first user with the second one’s password', 'wrong', basic('till:other')],
  ['another password', 'wrong', basic('till:pass')],
  ['the same other password again', 'wrong', basic('till:pass')],
  ['the user name in another case', 'wrong', basic('Till:pass:wörd')],
  ['empty user and password', 'wrong', basic(':')],
  ['no header', 'wrong', undefined],
  ['another scheme than Basic', 'wrong', 'Digest x'],
])('%s: %s', async (_name, expected, header) => {
  expect(await check(header)).toBe(expected);
});

describe('A9: guessing', () => {
  /** A check whose held answers end when the test says so. */
  function limited(password = 'secret') {
    const held: { ms: number; end: () => void }[] = [];
    const closing = new AbortController();
    const check = credentialCheck([{ user: 'till', password }], {
      now: () => 0,
      wait: (ms, until) =>
        new Promise((resolve) => {
          held.push({ ms, end: resolve });
          until.addEventListener('abort', () => resolve());
        }),
      closing: closing.signal,
    });
    const guesses = (count: number, from = 0) =>
      Array.from({ length: count }, (_, i) => check(basic(`till:guess ${from + i}`)));
    return { check, held, guesses, close: () => closing.abort() };
  }

  test('the right password opens at once, after any number of wrong ones, also the first time', async () => {
    const { check, guesses, held } = limited();
    expect(await Promise.all(guesses(4))).toEqual(Array(4).fill('wrong'));
    const slowed = guesses(3, 4);
    expect(await check(basic('till:secret'))).toBe('right');
    expect(held.map(({ ms }) => ms)).toEqual([1000, 2000, 4000]);
    for (const { end } of held) end();
    expect(await Promise.all(slowed)).toEqual(Array(3).fill('wrong'));
    await expect(check(basic('till:secret'))).resolves.toBe('right');
  });

  test('the number of answers that are held back is limited; the others come at once, with a time to wait', async () => {
    const { check, guesses, held } = limited();
    const all = guesses(1000);
    expect(await all[999]).toEqual({ waitMs: 8000 });
    expect(held).toHaveLength(32);
    expect(await check(basic('till:secret'))).toBe('right');
    for (const { end } of held) end();
    const verdicts = await Promise.all(all);
    expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(4 + 32);
  });

  test('a caller that leaves makes room for another one', async () => {
    const { check, guesses, held } = limited();
    await Promise.all(guesses(4));
    const callers = Array.from({ length: 32 }, () => new AbortController());
    const leaving = callers.map(({ signal }, i) =>
      check(basic(`till:leaves ${i}`), { clientClosed: signal }),
    );
    expect(await check(basic('till:one more'))).toEqual({ waitMs: 8000 });
    for (const caller of callers) caller.abort();
    await Promise.all(leaving);
    const next = check(basic('till:next'));
    expect(await check(basic('till:secret'))).toBe('right');
    expect(held).toHaveLength(33);
    held.at(-1)?.end();
    expect(await next).toBe('wrong');
  });

  test('a caller that closes its sending side after the right password is still let in', async () => {
    const { check } = limited(writeDigest(await digestOf('secret')));
    const running = check(basic('till:guess'));
    expect(await check(basic('till:secret'), { clientClosed: AbortSignal.abort() })).toBe('right');
    expect(await running).toBe('wrong');
  });

  test('no answer is held back while the port closes', async () => {
    const { check, guesses, close } = limited();
    await Promise.all(guesses(4));
    const before = check(basic('till:before'));
    close();
    expect(await before).toBe('wrong');
    expect(await check(basic('till:after'))).toBe('wrong');
  });

  test('counts a repeated wrong password as one guess, and answers "wrong" each time', async () => {
    const { check } = limited();
    for (let i = 0; i < 50; i++) expect(await check(basic('till:old'))).toBe('wrong');
  });

  test('does not count a header without user name and password as a guess', async () => {
    const { check } = limited();
    for (let i = 0; i < 70; i++) expect(await check(`Nothing ${i}`)).toBe('wrong');
    expect(await check(basic('till:old'))).toBe('wrong');
  });

  test('a password that has matched its digest is not digested again: it does not wait for other checks', async () => {
    const { check, guesses, close } = limited(writeDigest(await digestOf('secret')));
    expect(await check(basic('till:secret'))).toBe('right');
    const order: string[] = [];
    const flood = guesses(3).map((guess) => guess.then(() => order.push('guess')));
    await check(basic('till:secret')).then(() => order.push('till'));
    close();
    await Promise.all(flood);
    expect(order[0]).toBe('till');
  });

  test('the first right password of a digest waits for two other checks at most', async () => {
    const { check, guesses, close } = limited(writeDigest(await digestOf('secret')));
    const order: string[] = [];
    const flood = guesses(6).map((guess) => guess.then(() => order.push('guess')));
    // The first guess runs, then the oldest one that waits, then the newest one: the till's.
    const till = check(basic('till:secret')).then((verdict) => order.push(`till ${verdict}`));
    close();
    await Promise.all([...flood, till]);
    expect(order.indexOf('till right')).toBeLessThanOrEqual(2);
  });
});
