import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import {
  findBrowserKey,
  makeBrowserKey,
  readBrowserKey,
  readBrowserKeyFile,
} from '../../../src/sidecar/access/browser-key.ts';
import { writeKeyFiles } from '../../../src/sidecar/commands/service/browser-key-files.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

function keyOf(text: string) {
  const key = readBrowserKey(text);
  if (!key) throw new Error('no key');
  return key;
}

test('a message opens only with its key, in its direction, for its port, and unchanged', () => {
  const key = keyOf(makeBrowserKey());
  const sealed = key.seal('to-sidecar', 8080, { wants: 'token' });
  expect(key.open('to-sidecar', 8080, sealed)).toEqual({ wants: 'token' });
  expect(key.open('to-keeper', 8080, sealed)).toBeUndefined();
  expect(key.open('to-sidecar', 8081, sealed)).toBeUndefined();
  expect(keyOf(makeBrowserKey()).open('to-sidecar', 8080, sealed)).toBeUndefined();
  const bytes = Buffer.from(sealed, 'base64url');
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(key.open('to-sidecar', 8080, changed.toString('base64url'))).toBeUndefined();
  }
  expect(key.open('to-sidecar', 8080, '')).toBeUndefined();
});

test('no message shows the key or its own text', () => {
  const text = makeBrowserKey();
  const sealed = keyOf(text).seal('to-keeper', 8080, { token: 'the-token-of-the-browser' });
  for (const secret of [Buffer.from(text.trim(), 'base64url'), Buffer.from('the-token-of-the-browser')])
    expect(Buffer.from(sealed, 'base64url').includes(secret)).toBe(false);
});

test.each([
  ['', undefined],
  ['\n', undefined],
  ['short', undefined],
])('%j is no key', (text, expected) => {
  expect(readBrowserKey(text)).toBe(expected);
});

test('a file that is missing or holds no key is named, with the command that makes it', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'wrong'), 'wrong');
  for (const name of ['missing', 'wrong'])
    expect(await readBrowserKeyFile(join(folder, name))).toEqual({
      ok: false,
      fault: expect.stringContaining('hipay-ecr service --user-of-the-screen NAME --write'),
    });
});

test('the sidecar takes the key of the named file, else of systemd; the empty line of the unit is no key', async () => {
  const folder = await temporaryFolder();
  const [named, ofSystemd] = [makeBrowserKey(), makeBrowserKey()];
  await writeFile(join(folder, 'named'), named);
  const env = { CREDENTIALS_DIRECTORY: folder };
  expect(await findBrowserKey(undefined, {})).toBeUndefined();
  expect(await findBrowserKey(undefined, env)).toBeUndefined();
  await writeFile(join(folder, 'browser_key'), '\n');
  expect(await findBrowserKey(undefined, env)).toBeUndefined();
  await writeFile(join(folder, 'browser_key'), ofSystemd);
  for (const [option, text] of [
    [undefined, ofSystemd],
    [join(folder, 'named'), named],
  ] as const) {
    const found = await findBrowserKey(option, env);
    const sealed = keyOf(text).seal('to-keeper', 1, { at: 1 });
    expect(found?.ok && found.key.open('to-keeper', 1, sealed)).toEqual({ at: 1 });
  }
});

test('the pairing file is for its user alone; a second --write keeps the key and closes the file again', async () => {
  const path = join(await temporaryFolder(), 'etc', 'browser.key');
  const own = process.getuid?.() ?? 0;
  await writeKeyFiles([{ path, owner: 'till' }], async () => own);
  const first = await readFile(path, 'utf8');
  await chmod(path, 0o644);
  await writeKeyFiles([{ path, owner: 'till' }], async () => own);
  expect(await readFile(path, 'utf8')).toBe(first);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('another user gets a new key, because the previous user knows the old key', async () => {
  const path = join(await temporaryFolder(), 'etc', 'browser.key');
  const own = process.getuid?.() ?? 0;
  await writeKeyFiles([{ path, owner: 'anna' }], async () => own);
  const first = await readFile(path, 'utf8');
  const copy = join(dirname(path), 'connector.key');
  const idOf = async (user: string) => (user === 'bert' ? own + 1 : own);
  const files = [
    { path, owner: 'bert' },
    { path: copy, owner: 'connector' },
  ];
  // Only root may give a file away.
  await writeKeyFiles(files, idOf).catch(({ code }) => expect(code).toBe('EPERM'));
  const second = await readFile(path, 'utf8');
  expect(readBrowserKey(second)).toBeDefined();
  expect(second).not.toBe(first);
});

test('two copies have one key, and a user that does not exist leaves no file', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'etc'));
  const [one, other] = ['a.key', 'b.key'].map((name) => join(folder, 'etc', name)) as [string, string];
  const files = [one, other].map((path) => ({ path, owner: 'no-such-user-here' }));
  await expect(writeKeyFiles(files)).rejects.toThrow('There is no user no-such-user-here');
  await expect(stat(one)).rejects.toThrow('ENOENT');
  await writeKeyFiles(files, async () => process.getuid?.() ?? 0);
  expect(await readFile(one, 'utf8')).toBe(await readFile(other, 'utf8'));
});
