import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makePrivateFolder } from '../../../src/sidecar/system/private-folder.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

afterEach(() => void vi.unstubAllEnvs());

/** An `icacls` on the search path that notes its arguments, one a line. */
async function standIn(exitCode: number): Promise<() => Promise<string[]>> {
  const folder = await temporaryFolder();
  await writeFile(
    join(folder, 'icacls'),
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/calls'\nexit ${exitCode}\n`,
  );
  await chmod(join(folder, 'icacls'), 0o755);
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH']}`);
  return () =>
    readFile(join(folder, 'calls'), 'utf8').then(
      (text) => text.trim().split('\n'),
      () => [],
    );
}

test('on Windows a new folder is for its owner, the system and the administrators alone', async () => {
  const calls = await standIn(0);
  const path = join(await temporaryFolder(), 'Caisse n°1', 'home');
  await makePrivateFolder(path, 'windows');
  expect((await stat(path)).isDirectory()).toBe(true);
  const [folder, ...words] = await calls();
  expect(path.startsWith(folder ?? '-')).toBe(true);
  expect(words.slice(0, 3)).toEqual(['/inheritance:r', '/grant:r', `${userInfo().username}:(OI)(CI)F`]);
});
test('a folder that is there keeps the rights that a person has chosen', async () => {
  const calls = await standIn(0);
  const path = join(await temporaryFolder(), 'shared');
  await mkdir(path);
  await makePrivateFolder(path, 'windows');
  expect(await calls()).toEqual([]);
});
test('an icacls that fails stops no start', async () => {
  await standIn(5);
  const path = join(await temporaryFolder(), 'home');
  await makePrivateFolder(path, 'windows');
  expect((await stat(path)).isDirectory()).toBe(true);
});
test('on other systems the mode makes a new folder private', async () => {
  const path = join(await temporaryFolder(), 'home');
  await makePrivateFolder(path, 'linux');
  expect((await stat(path)).mode & 0o777).toBe(0o700);
});
