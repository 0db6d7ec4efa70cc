import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteHome, runningHome } from '../../../src/sidecar/access/running-home.ts';
import { homeFolder } from '../../../src/sidecar/program/home-folder.ts';
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

test('a folder that a person names is the folder, whatever runs elsewhere', async () => {
  const { places, run } = await folders();
  await run(places.system);
  expect(await runningHome('/named', {}, places)).toBe('/named');
  expect(await runningHome(undefined, { HIPAY_ECR_HOME: '/of-env' }, places)).toBe('/of-env');
});

test('the folder of a start with --home is found while that connector runs', async () => {
  const { top, places, run } = await folders();
  const home = join(top, 'shop');
  await noteHome(home, places.usual);
  expect(await runningHome(undefined, {}, places)).toBe(homeFolder(undefined, {}));
  await run(home);
  expect(await runningHome(undefined, {}, places)).toBe(home);
  // A killed connector leaves its file. No process of Linux has this id.
  await run(home, 2 ** 22 + 1);
  expect(await runningHome(undefined, {}, places)).toBe(homeFolder(undefined, {}));
});

test('the service of the computer is found by those who may read its folder', async () => {
  const { places, run } = await folders();
  await run(places.system);
  expect(await runningHome(undefined, {}, places)).toBe(places.system);
});

test('the usual folder needs no note', async () => {
  const { places } = await folders();
  await mkdir(places.usual);
  await noteHome(places.usual, places.usual);
  expect(await readdir(places.usual)).toEqual([]);
});
