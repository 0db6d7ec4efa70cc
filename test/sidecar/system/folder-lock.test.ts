import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { isFolderTaken, lockFolder } from '../../../src/sidecar/system/folder-lock.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

test.each(['linux', 'macos'] as const)(
  'on %s a folder is taken once, also under another name; another folder is free',
  async (system) => {
    const folder = await temporaryFolder();
    expect(await lockFolder(folder, system)).toBe(true);
    expect(await lockFolder(folder, system)).toBe(false);
    const alias = join(await temporaryFolder(), 'alias');
    await symlink(folder, alias);
    expect(await lockFolder(alias, system)).toBe(false);
    expect(await lockFolder(await temporaryFolder(), system)).toBe(true);
  },
);

/** The user ids of root and of nobody. */
const root = 0;
const nobody = 65_534;
const mayBeAnother = process.platform === 'linux' && process.getuid?.() === root;

/** A program of another user that takes a folder and keeps it. Resolves with what it has printed. */
async function takenAs(uid: number, folder: string): Promise<{ child: ChildProcess; said: string }> {
  const place = await temporaryFolder();
  await chmod(place, 0o755);
  const file = join(place, 'lock.mjs');
  const source = fileURLToPath(new URL('../../../src/sidecar/system/folder-lock.ts', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: source, outDir: place, rollupOptions: { output: { entryFileNames: 'lock.mjs' } } },
  });
  const program = `import { lockFolder } from ${JSON.stringify(file)};
    console.log(await lockFolder(process.argv[1]));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, folder], {
    uid,
    gid: uid,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, said: said.toString().trim() };
}

/** Only root can start programs of other users. */
const pairs: [string, number, string, number][] = [
  ['nobody', nobody, 'root', root],
  ['root', root, 'nobody', nobody],
];
test.each(mayBeAnother ? pairs : [])(
  'what %s (%i) has taken, %s cannot take, until the first one is killed',
  async (_one, first, _other, second) => {
    const folder = await temporaryFolder();
    await chown(folder, nobody, nobody);
    const holder = await takenAs(first, folder);
    expect(holder.said).toBe('true');
    expect((await takenAs(second, folder)).said).toBe('false');
    holder.child.kill('SIGKILL');
    await once(holder.child, 'exit');
    expect((await takenAs(second, folder)).said).toBe('true');
  },
);

test('whether a folder is taken is known without a right to read it', async () => {
  const folder = await temporaryFolder();
  expect(await isFolderTaken(folder)).toBe(false);
  expect(await lockFolder(folder)).toBe(true);
  expect(await isFolderTaken(folder)).toBe(true);
  expect(await isFolderTaken(join(folder, 'missing'))).toBe(false);
});

// A listener of Linux takes some 500 connections while it hangs, and refuses the next one with EAGAIN.
test.skipIf(process.platform !== 'linux')('a folder stays taken while its program hangs', async () => {
  const folder = await temporaryFolder();
  const { child, said } = await takenAs(process.getuid?.() ?? root, folder);
  expect(said).toBe('true');
  child.kill('SIGSTOP');
  const looks = await Promise.all(Array.from({ length: 5000 }, () => isFolderTaken(folder)));
  expect(looks.filter((isTaken) => !isTaken)).toEqual([]);
  expect(await lockFolder(folder)).toBe(false);
});
