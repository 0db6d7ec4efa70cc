import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  findOwnSidecar,
  keepRunningFile,
  readLiveRunningFile,
} from '../../../src/sidecar/access/owner-key.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { lockFolder } from '../../../src/sidecar/system/folder-lock.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

/** A second of the program is a millisecond of the test. */
const clock = { after: (ms: number, then: () => void) => systemClock.after(ms / 1000, then) };
const ours = { port: 1, pid: process.pid, key: 'ours' };

async function keep() {
  const home = await temporaryFolder();
  const path = join(home, 'running.json');
  const lines: string[] = [];
  const log = { warn: (_fields: object, text: string) => void lines.push(text) } as never;
  const close = await keepRunningFile(home, ours, { log, clock });
  onTestFinished(() => close());
  const key = () =>
    readFile(path, 'utf8').then(
      (text) => JSON.parse(text).key as string,
      () => undefined,
    );
  return { home, path, close, key, lines };
}

test('a running.json that is lost or replaced is written again, and removed at the end', async () => {
  const { path, close, key } = await keep();
  expect(await key()).toBe('ours');
  await rm(path);
  await expect.poll(key).toBe('ours');
  await writeFile(path, '{"version":1,"port":2,"pid":1,"key":"of a backup"}');
  await expect.poll(key).toBe('ours');
  await close();
  expect(await key()).toBeUndefined();
  await new Promise((go) => setTimeout(go, 50));
  expect(await key()).toBeUndefined();
});

test('a running.json that could not be written is written later, with one line in the log', async () => {
  const { home, path, key, lines } = await keep();
  await rm(path);
  await mkdir(path);
  await expect.poll(() => lines).toHaveLength(1);
  await new Promise((go) => setTimeout(go, 50));
  expect(lines).toEqual([expect.stringContaining('until the file can be written')]);
  await rm(path, { recursive: true });
  await expect.poll(key).toBe('ours');
  expect(await findOwnSidecar(home, fetch)).toMatchObject({ pid: process.pid });
});

test('the file of a killed sidecar is not believed, whatever has its process id and its port now', async () => {
  const home = await temporaryFolder();
  const write = (locked: boolean) =>
    writeFile(join(home, 'running.json'), JSON.stringify({ version: 1, ...ours, locked }));
  await write(true);
  expect(await findOwnSidecar(home, fetch)).toBeUndefined();
  expect(await readLiveRunningFile(home)).toBeUndefined();
  // A service without local sockets has no lock.
  await write(false);
  expect(await findOwnSidecar(home, fetch)).toBeDefined();
  await write(true);
  await lockFolder(home);
  expect(await readLiveRunningFile(home)).toBeDefined();
  expect(await findOwnSidecar(home, fetch)).toBeDefined();
});
