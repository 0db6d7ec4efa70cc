import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { UpdatePointer } from '../../../src/core/update/update-pointer.ts';
import { checkReplacement } from '../../../src/sidecar/commands/update/check-replacement.ts';
import { rollBackProgram } from '../../../src/sidecar/commands/update/rollback.ts';
import { updateProgram } from '../../../src/sidecar/commands/update/update.ts';
import { version as running, systemClock } from '../../../src/sidecar/program/version.ts';
import { lockInstallation } from '../../../src/sidecar/system/folder-lock.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { UpdateRunner } from '../../../src/sidecar/updates/update-runner.ts';
import { tarOf } from '../../core/update/tar-of.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const [lower, higher, highest] = ['0.0.1', '90.0.0', '91.0.0'] as const;
const packageText = (version: string, storedForms: number) =>
  JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms });

async function addVersion(installation: Installation, version: string, storedForms = 2): Promise<void> {
  await mkdir(installation.folderOf(version), { recursive: true });
  await writeFile(join(installation.folderOf(version), 'package.json'), packageText(version, storedForms));
}

/** An installation of the version that these tests run. */
async function openInstallation(pointer: Partial<UpdatePointer> = {}): Promise<Installation> {
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  await addVersion(installation, running);
  await installation.writePointer({ format: 1, version: running, ...pointer });
  return installation;
}

/** A package file of a version. */
async function packOf(version: string): Promise<string> {
  const files = {
    'package.json': packageText(version, 2),
    'dist/sidecar/main.js': '',
    'dist/pwa/index.html': '',
  };
  const sums = Object.entries(files)
    .map(([path, text]) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`)
    .join('');
  const entries = Object.entries({ ...files, 'dist/SHA256SUMS': sums });
  const path = join(await temporaryFolder(), 'package.tgz');
  await writeFile(
    path,
    gzipSync(tarOf(entries.map(([name, content]) => ({ path: `package/${name}`, content })))),
  );
  return path;
}

async function run(
  command: typeof updateProgram,
  args: readonly string[],
  installation: Installation | undefined,
  env: NodeJS.ProcessEnv = {},
) {
  const screen = recordedScreen();
  const home = await temporaryFolder();
  const code = await command([...args, '--home', home], {
    screen,
    env,
    fetching: fetch,
    findInstallation: async () => installation,
  });
  return { code, printed: screen.printed(), complained: screen.complained() };
}

const versionsIn = (installation: Installation) => readdirSync(join(installation.root, 'versions')).sort();
/** The id of a process that has ended. */
const deadPid = () => Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));

describe('two updates at once', () => {
  test('a slow one does not replace what was switched to meanwhile', async () => {
    const installation = await openInstallation();
    await addVersion(installation, highest, 3);
    let looks = 0;
    const changing: Installation = {
      ...installation,
      async pointer() {
        const pointer = await installation.pointer();
        looks += 1;
        if (looks === 1) await installation.writePointer({ format: 1, version: highest, previous: running });
        return pointer;
      },
    };
    const { code, complained } = await run(updateProgram, ['--from', await packOf(higher)], changing);
    expect(code).toBe(1);
    expect(complained).toContain(highest);
    expect(await installation.pointer()).toEqual({ format: 1, version: highest, previous: running });
    expect(versionsIn(installation)).toEqual([highest, running].sort());
  });

  test('the second one names the first one and ends; also a rollback; later it works', async () => {
    const installation = await openInstallation({ previous: lower });
    await addVersion(installation, lower);
    const free = await lockInstallation(installation.root);
    await mkdir(installation.folderOf(`.new-${process.ppid}`));
    for (const [command, args] of [
      [updateProgram, ['--from', await packOf(higher)]],
      [rollBackProgram, []],
    ] as const) {
      const { code, complained } = await run(command, args, installation);
      expect(code).toBe(1);
      expect(complained).toContain(`runs (process ${process.ppid})`);
    }
    expect((await installation.pointer()).version).toBe(running);
    free?.();
    expect((await run(rollBackProgram, [], installation)).code).toBe(0);
    expect((await installation.pointer()).version).toBe(lower);
  });

  test('what a killed one has left goes at the next start; what a living process unpacks stays', async () => {
    const installation = await openInstallation();
    await mkdir(installation.folderOf(`.new-${deadPid()}`));
    await mkdir(installation.folderOf(`.new-${process.ppid}`));
    expect((await run(updateProgram, ['--from', await packOf(higher)], installation)).code).toBe(0);
    expect(versionsIn(installation)).toEqual([`.new-${process.ppid}`, running, higher].sort());
    expect(await installation.pointer()).toMatchObject({ version: higher, previous: running });
  });
});

describe('the versions on the disk', () => {
  test('none is removed while the present one is not proven, and later not the one that waits', async () => {
    const proving = { home: '/h', pageExpected: false, readable: true, starts: 0 };
    const installation = await openInstallation({ proving });
    for (const version of [lower, higher, highest]) await addVersion(installation, version);
    await installation.keepWaiting({ version: higher, as: 'update', since: 0, atOnce: true });
    await installation.removeUnused();
    expect(versionsIn(installation)).toHaveLength(4);
    await installation.writePointer({ format: 1, version: running });
    await installation.removeUnused();
    expect(versionsIn(installation)).toEqual([running, higher].sort());
  });
});

describe('the running program', () => {
  const silent = () => {};
  function runnerOf(installation: Installation, stop = silent) {
    const log = { info: silent, warn: silent, error: silent } as never;
    return new UpdateRunner({
      installation,
      version: running,
      home: '/h',
      clock: systemClock,
      log,
      updateTime: undefined,
      dayMinute: () => 0 as never,
      isBusy: async () => false,
      isPageOpen: () => false,
      onAlarm: silent,
      stop,
    });
  }

  test.each([
    ['a lower version', lower, 2, /lower/],
    ['a version that cannot read the records', higher, 1, /cannot read/],
    ['a version that is not there', highest, undefined, /package\.json/],
  ])('does not take %s', async (_name, version, forms, why) => {
    const installation = await openInstallation();
    if (forms !== undefined) await addVersion(installation, version, forms);
    expect(await runnerOf(installation).accept(version, 'update', true)).toEqual({
      accepted: false,
      why: expect.stringMatching(why),
    });
    expect(await installation.waiting()).toBeUndefined();
  });

  test('takes nothing when another version is the next to start', async () => {
    const installation = await openInstallation({ version: higher, previous: running });
    for (const version of [higher, highest]) await addVersion(installation, version);
    expect(await runnerOf(installation).accept(highest, 'update', true)).toMatchObject({ accepted: false });
  });

  test('looks at the pointer again when it makes the switch', async () => {
    const installation = await openInstallation();
    for (const version of [higher, highest]) await addVersion(installation, version);
    const runner = await new Promise<UpdateRunner>((resolve) => {
      const made = runnerOf(installation, () => resolve(made));
      void made.open().then(() => made.accept(higher, 'update', true));
    });
    runner.close();
    const changed = { format: 1, version: highest, previous: running } as const;
    await installation.writePointer(changed);
    expect(await runner.finish()).toBe(true);
    expect(await installation.pointer()).toEqual(changed);
    expect(existsSync(join(installation.root, 'waiting.json'))).toBe(false);
  });

  test('does not report the way back of a person as one of the program', async () => {
    const failed = [{ version: higher, why: 'a person went back from it', at: 1, by: 'person' as const }];
    const runner = runnerOf(await openInstallation({ failed }));
    await runner.open();
    runner.close();
    expect(runner.report()).toEqual({});
  });
});

test('a version that a person went back from comes again only by --from', async () => {
  const installation = await openInstallation({
    failed: [{ version: higher, why: 'a person went back from it', at: 1, by: 'person' }],
  });
  const from = ['--from', await packOf(higher)];
  const daily = await run(updateProgram, [...from, '--automatic'], installation);
  expect(daily).toMatchObject({ code: 0, printed: expect.stringContaining('a person went back from') });
  expect((await installation.pointer()).version).toBe(running);
  expect((await run(updateProgram, from, installation)).code).toBe(0);
  expect((await installation.pointer()).version).toBe(higher);
});

describe('an installer over an installation', () => {
  async function install(offered: readonly [string, number], installation: Installation, lower = false) {
    const copy = await temporaryFolder();
    await writeFile(join(copy, 'package.json'), packageText(...offered));
    const screen = recordedScreen();
    const code = await checkReplacement(installation.root, lower, screen, join(copy, 'dist/sidecar'));
    return { code, complained: screen.complained() };
  }

  test.each([
    ['a version that cannot read what is stored', [lower, 1], false, 7, /cannot read what version/],
    ['that also if a person asks for it', [lower, 1], true, 7, /cannot read what version/],
    ['a lower version', [lower, 2], false, 8, /newer version .* stays.*rollback/],
    ['a lower version that a person asks for', [lower, 2], true, 0, /^$/],
    ['the same version', [running, 2], false, 0, /^$/],
    ['a higher version', [higher, 3], false, 0, /^$/],
  ] as const)('%s', async (_name, offered, asked, code, said) => {
    const found = await install(offered, await openInstallation(), asked);
    expect(found).toEqual({ code, complained: expect.stringMatching(said) });
  });

  test('a damaged pointer: the highest version that is there counts; an empty folder takes any', async () => {
    const installation = await openInstallation();
    await addVersion(installation, highest, 3);
    await writeFile(join(installation.root, 'current'), '{"form');
    expect((await install([higher, 2], installation)).code).toBe(7);
    const empty = installationAt(await temporaryFolder());
    expect((await install([lower, 1], empty)).code).toBe(0);
  });
});

test.each([
  ['update', updateProgram, ['--from', 'x.tgz']],
  ['rollback', rollBackProgram, []],
] as const)('%s in the Debian package names apt, in a copy of npm npm', async (_name, command, args) => {
  const ofPackage = await run(command, args, undefined, { HIPAY_ECR_COMMAND: '/usr/bin/hipay-ecr' });
  expect(ofPackage.code).toBe(1);
  expect(ofPackage.complained).toMatch(/apt install \.\/.*apt install --allow-downgrades/);
  expect(ofPackage.complained).not.toContain('npm');
  expect((await run(command, args, undefined)).complained).toContain('npm');
});
