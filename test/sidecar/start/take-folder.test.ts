import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeFolder } from '../../../src/sidecar/start/take-folder.ts';
import { lockFolder } from '../../../src/sidecar/system/folder-lock.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const log = { info() {}, warn() {}, error() {} } as never;

async function start(version: string, change: (installation: Installation) => Promise<unknown>, waitMs = 0) {
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  await installation.writePointer({ format: 1, version: '0.1.0' });
  const place = { port: 1, folder: await temporaryFolder() };
  await change(installation);
  const places = {
    page: join(installation.folderOf(version), 'dist/pwa'),
    sidecar: join(installation.folderOf(version), 'dist/sidecar'),
  };
  return { place, taken: takeFolder({ place, log, waitMs, installation }, places.sidecar) };
}

test('a start of the version that the pointer names gets the folder', async () => {
  const { place, taken } = await start('0.1.0', async () => {});
  expect(await taken).toEqual({ is: 'locked' });
  expect(await lockFolder(place.folder)).toBe(false);
});

test('a start that has waited while another version was chosen does not open the records', async () => {
  const { taken } = await start('0.1.0', (installation) =>
    installation.writePointer({ format: 1, version: '0.2.0', previous: '0.1.0' }),
  );
  expect(await taken).toEqual({ is: 'other-version', version: '0.2.0' });
});

test('a pointer that cannot be used any more blocks the start, and the words say what to do', async () => {
  const { taken } = await start('0.1.0', ({ pointerPath }) => writeFile(pointerPath, ''));
  expect(await taken).toEqual({ is: 'blocked', why: expect.stringContaining('it is empty') });
});

test('a folder that stays taken: the words name the connector, and the command that finds another holder', async () => {
  const folder = join(await temporaryFolder(), 'home');
  await mkdir(folder);
  expect(await lockFolder(folder)).toBe(true);
  const begun = performance.now();
  const taken = await takeFolder({ place: { port: 1, folder }, log, waitMs: 300, installation: undefined });
  expect(performance.now() - begun).toBeGreaterThanOrEqual(300);
  expect(taken).toEqual({
    is: 'blocked',
    why: expect.stringMatching(
      /^Another connector runs with the folder .*If no connector runs, another program/s,
    ),
  });
});
