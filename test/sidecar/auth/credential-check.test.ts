import { expect, test } from 'vitest';
import { credentialCheck } from '../../../src/sidecar/auth/credential-check.ts';

const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
  `Basic ${Buffer.from(text, encoding).toString('base64')}`;
const check = credentialCheck([
  { user: 'till', password: 'pass:wörd' },
  { user: 'shop', password: 'other' },
]);

test.each([
  ['the right one', basic('till:pass:wörd'), true],
  ['the right one again, remembered', basic('till:pass:wörd'), true],
  ['Latin-1', basic('till:pass:wörd', 'latin1'), true],
  ['lower case', basic('till:pass:wörd').replace('Basic', 'basic'), true],
  ['without padding', basic('till:pass:wörd').replace(/=+$/, ''), true],
  ['the second credential', basic('shop:other'), true],
  ["one's user, the other's password", basic('till:other'), false],
  ['a wrong one', basic('till:pass'), false],
  ['the wrong one again', basic('till:pass'), false],
  ['case matters', basic('Till:pass:wörd'), false],
  ['an empty one', basic(':'), false],
  ['nothing', undefined, false],
  ['no Basic', 'Digest x', false],
])('%s', async (_name, header, expected) => {
  expect(await check(header)).toBe(expected);
});

test('many wrong ones do not push the right one out for good', async () => {
  await Promise.all(Array.from({ length: 70 }, (_, i) => check(`Nothing ${i}`)));
  expect(await check(basic('shop:other'))).toBe(true);
});
