import { chown, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchConnector } from '../../../src/sidecar/commands/launch.ts';
import { pilotRun } from '../../../src/sidecar/commands/pilot/pilot.ts';
import { runSetup } from '../../../src/sidecar/commands/setup/setup.ts';
import { foreignHome, foreignInstallation } from '../../../src/sidecar/program/foreign-home.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const till = { id: 1000, name: 'till' };
const root = { id: 0, name: 'root' };

test.each([
  ['root in the folder of the till is refused', 0, till, true],
  ['root in its own folder', 0, root, false],
  ['the till in its own folder', 1000, till, false],
  ['the till in a folder of root', 1000, root, false],
  ['Windows, which has no root', undefined, undefined, false],
])('%s', (_name, userId, owner, isRefused) => {
  const words = foreignHome('/home/till/hipay', { userId, ownerOf: () => owner, exists: () => true });
  expect(words !== undefined).toBe(isRefused);
  if (isRefused) expect(words).toContain('sudo -u till hipay-ecr');
});

test('a new folder counts as one of the user of the nearest folder that is there', () => {
  const ownerOf = (path: string) => (path === '/home/till' ? till : root);
  const exists = (path: string) => path === '/home/till' || path === '/home';
  expect(foreignHome('/home/till/a/b', { userId: 0, ownerOf, exists })).toContain('belongs to the user till');
});

test.skipIf(process.getuid?.() !== 0)('asks the real file system', async () => {
  const folder = join(await temporaryFolder(), 'home');
  await mkdir(folder);
  expect(foreignHome(folder)).toBeUndefined();
  await chown(folder, 65534, 65534);
  expect(foreignHome(folder)).toContain(folder);
});

test('root changes no installation of another user, and is told what to type', () => {
  const words = (userId: number, owner: typeof till) =>
    foreignInstallation('/opt/ecr', { userId, ownerOf: () => owner, exists: () => true });
  expect(words(0, till)).toMatch(/\/opt\/ecr belongs to the user till.*sudo -u till hipay-ecr/);
  expect(words(0, root)).toBeUndefined();
  expect(words(1000, till)).toBeUndefined();
});

type Run = (args: readonly string[], deps: never) => Promise<number>;

test.skipIf(process.getuid?.() !== 0).each<[string, Run, readonly string[]]>([
  ['setup', runSetup, ['--yes']],
  ['setup', runSetup, []],
  ['pilot', pilotRun, []],
  ['launch', launchConnector, []],
])('%s writes nothing there and names the user', async (_name, command, args) => {
  const folder = await temporaryFolder();
  await chown(folder, 65534, 65534);
  const screen = recordedScreen();
  const deps = {
    screen,
    env: {},
    fetchUrl: fetch,
    dialogue: args.length > 0 ? undefined : {},
    computer: {},
    startService: () => false,
    startProgram: () => expect.unreachable('it is not started'),
  };
  expect(await command([...args, '--home', folder], deps as never)).toBe(1);
  expect(screen.complained()).toContain(`The home folder ${folder} belongs to the user`);
  expect(await readdir(folder)).toEqual([]);
});
