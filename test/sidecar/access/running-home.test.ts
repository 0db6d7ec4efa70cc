import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeNoAnswer, findRunningHome, noteHome } from '../../../src/sidecar/access/running-home.ts';
import { homeFolder } from '../../../src/sidecar/program/home-folder.ts';
import { lockFolder } from '../../../src/sidecar/system/folder-lock.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

/** Folders of connectors that run, or of none. */
async function folders() {
  const top = await temporaryFolder();
  const places = { usual: join(top, 'usual'), system: join(top, 'system') };
  const run = async (folder: string, pid = process.pid) => {
    await mkdir(folder, { recursive: true });
    const running = { version: 1, port: 8080, pid, key: 'k' };
    await writeFile(join(folder, 'running.json'), JSON.stringify(running));
  };
  return { top, places, run };
}

test('the folder that a person names is taken, whatever runs elsewhere', async () => {
  const { places, run } = await folders();
  await run(places.system);
  expect(await findRunningHome('/named', {}, places)).toBe('/named');
  expect(await findRunningHome(undefined, { HIPAY_ECR_HOME: '/of-env' }, places)).toBe('/of-env');
});

test('the folder of a start with --home is found while that connector runs', async () => {
  const { top, places, run } = await folders();
  const home = join(top, 'shop');
  await noteHome(home, places.usual);
  expect(await findRunningHome(undefined, {}, places)).toBe(homeFolder(undefined, {}));
  await run(home);
  expect(await findRunningHome(undefined, {}, places)).toBe(home);
  // A killed connector leaves its file. No process of Linux has this id.
  await run(home, 2 ** 22 + 1);
  expect(await findRunningHome(undefined, {}, places)).toBe(homeFolder(undefined, {}));
});

test('the service of the computer is found if this user may read its folder', async () => {
  const { places, run } = await folders();
  await run(places.system);
  expect(await findRunningHome(undefined, {}, places)).toBe(places.system);
});

test('finds a connector whose folder this user may not read, and the text says what to type', async () => {
  const { places } = await folders();
  await mkdir(places.system);
  expect(await findRunningHome(undefined, {}, places)).toBe(homeFolder(undefined, {}));
  expect(await lockFolder(places.system)).toBe(true);
  expect(await findRunningHome(undefined, {}, places)).toBe(places.system);
  expect(await describeNoAnswer(places.system, 'stop')).toEqual({
    isTaken: true,
    text: expect.stringContaining(`(sudo): hipay-ecr stop --home ${places.system}`),
  });
  expect(await describeNoAnswer(places.usual, 'stop')).toEqual({
    isTaken: false,
    text: expect.stringContaining('Not running'),
  });
});

test('of a connector that hangs, names the process to end, and says when', async () => {
  const { places, run } = await folders();
  await run(places.usual);
  expect((await describeNoAnswer(places.usual, 'stop')).text).toContain('Not running');
  await lockFolder(places.usual);
  expect(await describeNoAnswer(places.usual, 'stop')).toEqual({
    isTaken: true,
    text: expect.stringContaining(`when no customer is at the terminal, end process ${process.pid}`),
  });
});

test('a start with the usual folder writes no note', async () => {
  const { places } = await folders();
  await mkdir(places.usual);
  await noteHome(places.usual, places.usual);
  expect(await readdir(places.usual)).toEqual([]);
});
