import { expect, test } from 'vitest';
import { credentialCheck } from '../../../src/sidecar/access/credential-check.ts';
import { digestOf, readDigest, writeDigest } from '../../../src/sidecar/access/password-digest.ts';

test('accepts the password of a digest in the configuration', async () => {
  const digest = await digestOf('pässword');
  const written = writeDigest(digest);
  expect(written).not.toContain('word');
  expect(readDigest(written)).toEqual(digest);
  const check = credentialCheck([
    { user: 'plain', password: 'other' },
    { user: 'till', password: written },
  ]);
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  expect(await check(basic('till:pässword'))).toBe('right');
  expect(await check(basic('plain:other'))).toBe('right');
  expect(await check(basic('plain:pässword'))).toBe('wrong');
  expect(await check(basic(`till:${written}`))).toBe('wrong');
});

test('two digests of one password differ', async () => {
  expect(writeDigest(await digestOf('a'))).not.toBe(writeDigest(await digestOf('a')));
});

test.each(['', 'pwd', 'scrypt:', 'scrypt:x:y', 'scrypt'])('%j is a password, not a digest', (text) => {
  expect(readDigest(text)).toBeUndefined();
});
