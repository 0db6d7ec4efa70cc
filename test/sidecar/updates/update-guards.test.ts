import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { UpdatePointer } from '../../../src/core/update/update-pointer.ts';
import { checkReplacement } from '../../../src/sidecar/commands/update/check-replacement.ts';
import { makeInstallation } from '../../../src/sidecar/commands/update/make-installation.ts';
import { rollBackProgram } from '../../../src/sidecar/commands/update/rollback.ts';
import { updateProgram } from '../../../src/sidecar/commands/update/update.ts';
import { version as running, systemClock } from '../../../src/sidecar/program/version.ts';
import { lockFolder, lockInstallation } from '../../../src/sidecar/system/folder-lock.ts';
import {
  findOwnInstallation,
  type Installation,
  installationAt,
  makeFolders,
} from '../../../src/sidecar/updates/installation.ts';
import { UpdateRunner } from '../../../src/sidecar/updates/update-runner.ts';
import { tarOf } from '../../core/update/tar-of.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';
import { refuseFile } from '../helpers/unusable-file.ts';

const [lower, higher, highest] = ['0.0.1', '90.0.0', '91.0.0'] as const;
const packageText = (version: string, storedForms: number) =>
  JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms });

async function addVersion(installation: Installation, version: string, storedForms = 2): Promise<void> {
  await writeVersion(installation.folderOf(version), version, storedForms);
}

async function writeVersion(folder: string, version: string, storedForms = 2): Promise<void> {
  for (const [path, text] of filesOf(version, storedForms)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

/** The files of a version, with their sums. */
function filesOf(version: string, storedForms = 2): [string, string][] {
  const files: [string, string][] = [
    ['package.json', packageText(version, storedForms)],
    ['dist/sidecar/main.js', ''],
    ['dist/pwa/index.html', ''],
  ];
  const sums = files.map(([path, text]) => `${createHash('sha256').update(text).digest('hex')}  ${path}\n`);
  return [...files, ['dist/SHA256SUMS', sums.join('')]];
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
  const path = join(await temporaryFolder(), 'package.tgz');
  await writeFile(
    path,
    gzipSync(tarOf(filesOf(version).map(([name, content]) => ({ path: `package/${name}`, content })))),
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
    fetchUrl: fetch,
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
    await rm(installation.folderOf(`.new-${process.ppid}`), { recursive: true });
    const { complained } = await run(rollBackProgram, [], installation);
    if (process.platform === 'linux') expect(complained).toContain('another program holds its lock: sudo ss');
    expect((await installation.pointer()).version).toBe(running);
    free?.();
    expect((await run(rollBackProgram, [], installation)).code).toBe(0);
    expect((await installation.pointer()).version).toBe(lower);
  });

  test('what a killed one has left goes at the next start, also if another program has its process id', async () => {
    const installation = await openInstallation();
    await mkdir(installation.folderOf(`.new-${deadPid()}`));
    await mkdir(installation.folderOf(`.new-${process.ppid}`));
    expect((await run(updateProgram, ['--from', await packOf(higher)], installation)).code).toBe(0);
    expect(versionsIn(installation)).toEqual([running, higher].sort());
    expect(await installation.pointer()).toMatchObject({ version: higher, previous: running });
  });
});

describe('a rollback while an update waits', () => {
  const waiting = { version: higher, as: 'update', atOnce: false, since: 1 } as const;

  test('calls the update off, so that the next start does not switch to it', async () => {
    const installation = await openInstallation({ previous: lower });
    for (const version of [lower, higher]) await addVersion(installation, version);
    await installation.keepWaiting(waiting);
    const { code, printed } = await run(rollBackProgram, [], installation);
    expect(code).toBe(0);
    expect(printed).toContain(`The update to version ${higher}, which waited, is called off`);
    expect(await installation.waiting()).toBeUndefined();
  });

  test('names it, and how to call it off, if there is no version before', async () => {
    const installation = await openInstallation();
    await addVersion(installation, higher);
    await installation.keepWaiting(waiting);
    const { code, complained } = await run(rollBackProgram, [], installation);
    expect(code).toBe(1);
    expect(complained).toContain(`Version ${higher} waits for its switch. To call it off: delete`);
    expect(complained).toContain('waiting.json');
    expect(await installation.waiting()).toEqual(expect.objectContaining(waiting));
  });
});

describe('after an alarm', () => {
  const proving = { home: '/h', pageExpected: true, readable: false, starts: 1 };
  const alarm = { version: running, why: 'no page connected within 5 minutes', at: 1 };

  test.each([[['--automatic']], [[]]])('a higher version is taken %j, and rollback names it', async (how) => {
    const installation = await openInstallation({ previous: lower, proving, alarm });
    await addVersion(installation, lower, 1);
    const back = await run(rollBackProgram, [], installation);
    expect(back).toMatchObject({
      code: 1,
      complained: expect.stringContaining('hipay-ecr update --from FILE'),
    });
    expect(back.complained).not.toContain('being proven');
    const forward = await run(updateProgram, ['--from', await packOf(higher), ...how], installation);
    expect(forward).toMatchObject({ code: 0, complained: '' });
    expect(await installation.pointer()).toMatchObject({ version: higher, previous: running });
  });

  test('but before it is raised, a version is proven first, and both commands say for how long', async () => {
    const installation = await openInstallation({ previous: lower, proving });
    await addVersion(installation, lower, 1);
    for (const [command, args] of [
      [rollBackProgram, []],
      [updateProgram, ['--from', await packOf(higher)]],
    ] as const) {
      const { code, complained } = await run(command, args, installation);
      expect(code).toBe(1);
      expect(complained).toMatch(/being proven, which takes five minutes of a running connector at most/);
    }
  });
});

describe('an installation that cannot be written', () => {
  const refusing = (installation: Installation, code: string): Installation => {
    const refuse = () => Promise.reject(Object.assign(new Error(`${code}: no`), { code }));
    return { ...installation, writePointer: refuse, removeUnfinished: refuse };
  };
  test.each([
    ['EACCES', 'run the command as its owner (sudo)'],
    ['EPERM', 'run the command as its owner (sudo)'],
    ['ENOSPC', 'Free space there'],
    ['EROFS', 'Mount it for writing'],
  ])('%s: both commands say what to do', async (code, remedy) => {
    const installation = await openInstallation({ previous: lower });
    await addVersion(installation, lower);
    for (const [command, args] of [
      [rollBackProgram, []],
      [updateProgram, ['--from', await packOf(higher)]],
    ] as const) {
      const end = await run(command, args, refusing(installation, code));
      expect(end).toMatchObject({ code: 1, complained: expect.stringContaining(remedy) });
      expect(end.complained).toContain(installation.root);
    }
    expect((await installation.pointer()).version).toBe(running);
  });

  test.runIf(process.getuid?.() === 0)('the first update ever, by a user who may not write', async () => {
    const installation = await openInstallation();
    const from = ['--from', await packOf(higher)];
    await chmod(installation.root, 0o755);
    process.seteuid?.(65_534);
    const { code, complained } = await run(updateProgram, from, installation).finally(() =>
      process.seteuid?.(0),
    );
    expect(code).toBe(1);
    expect(complained).toMatch(/installation-id cannot be written: this user may not write there \(EACCES\)/);
  });

  test.runIf(process.getuid?.() === 0)(
    'root in the installation of another user changes nothing',
    async () => {
      const installation = await openInstallation({ previous: lower });
      await addVersion(installation, lower);
      await chown(installation.root, 65_534, 65_534);
      for (const [command, args] of [
        [rollBackProgram, []],
        [updateProgram, ['--from', await packOf(higher)]],
      ] as const) {
        const { code, complained } = await run(command, args, installation);
        expect(code).toBe(1);
        expect(complained).toMatch(/belongs to the user .*runs as root.*Nothing was changed/);
      }
      expect((await installation.pointer()).version).toBe(running);
    },
  );

  test('a version from which a program runs is not replaced', async () => {
    const installation = await openInstallation();
    await addVersion(installation, higher);
    const letGo = await installation.hold(higher);
    const { code, complained } = await run(updateProgram, ['--from', await packOf(higher)], installation);
    letGo();
    expect(code).toBe(1);
    expect(complained).toContain(`a connector still runs from version ${higher}`);
  });

  test('a damaged pointer: the commands say what is wrong with it, and name the version to write', async () => {
    const installation = await openInstallation();
    await addVersion(installation, lower, 1);
    await installation.noteProven(running, true);
    await writeFile(installation.pointerPath, `{"format":2,"version":"${running}"}`);
    for (const [command, args] of [
      [rollBackProgram, []],
      [updateProgram, ['--from', await packOf(higher)]],
    ] as const) {
      const { code, complained } = await run(command, args, installation);
      expect(code).toBe(1);
      expect(complained).toContain('"format" is 2, and this program knows 1');
      expect(complained).toContain(`Put {"format":1,"version":"${running}"} into it`);
    }
  });

  test('a folder with a damaged pointer is an installation', async () => {
    const installation = await openInstallation();
    const sidecar = join(installation.folderOf(running), 'dist/sidecar');
    await writeFile(installation.pointerPath, '');
    expect((await findOwnInstallation(sidecar))?.root).toBe(installation.root);
    expect(
      await findOwnInstallation(join(await temporaryFolder(), 'versions/1/dist/sidecar')),
    ).toBeUndefined();
  });
});

test('while another user has the folder of the connector, no command calls it stopped', async () => {
  const installation = await openInstallation({ previous: lower });
  await addVersion(installation, lower);
  const home = await temporaryFolder();
  expect(await lockFolder(home)).toBe(true);
  for (const [command, args] of [
    [rollBackProgram, []],
    [updateProgram, ['--from', await packOf(higher)]],
  ] as const) {
    const screen = recordedScreen();
    const deps = { screen, env: {}, fetchUrl: fetch, findInstallation: async () => installation };
    expect(await command([...args, '--home', home], deps)).toBe(1);
    expect(screen.complained()).toMatch(
      /A connector has the folder .* \(sudo\): hipay-ecr (update|rollback) --home/,
    );
  }
  expect((await installation.pointer()).version).toBe(running);
});

describe('the versions on the disk', () => {
  test('a version is replaced whole: none that is half removed has the name of one', async () => {
    const installation = await openInstallation();
    await addVersion(installation, higher);
    const staging = installation.folderOf(`.new-${process.pid}`);
    await mkdir(staging);
    await writeFile(join(staging, 'package.json'), packageText(higher, 3));
    await installation.putVersion(staging, higher);
    expect(versionsIn(installation)).toEqual([running, higher].sort());
    expect(await installation.hasVersion(higher)).toBe(true);
    await expect(installation.putVersion(staging, higher)).rejects.toThrow('ENOENT');
    expect(await installation.hasVersion(higher)).toBe(true);
  });

  test('what a killed removal has left goes at the next update', async () => {
    const installation = await openInstallation();
    await mkdir(installation.folderOf(`.old-${deadPid()}`));
    await installation.removeUnfinished();
    expect(versionsIn(installation)).toEqual([running]);
  });

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

  test('takes nothing on a full disk, says why, and does not try it later', async () => {
    const installation = await openInstallation();
    await addVersion(installation, higher);
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    let isFull = true;
    const keepWaiting: Installation['keepWaiting'] = (update) =>
      isFull ? Promise.reject(full) : installation.keepWaiting(update);
    const runner = runnerOf({ ...installation, keepWaiting });
    expect(await runner.accept(higher, 'update', true)).toEqual({
      accepted: false,
      why: expect.stringContaining('the disk is full'),
    });
    isFull = false;
    expect(await runner.report()).toEqual({});
    expect(await runner.accept(higher, 'update', true)).toEqual({ accepted: true });
  });

  test('takes nothing when another version is the next to start', async () => {
    const installation = await openInstallation({ version: higher, previous: running });
    for (const version of [higher, highest]) await addVersion(installation, version);
    expect(await runnerOf(installation).accept(highest, 'update', true)).toMatchObject({ accepted: false });
  });

  test('does not stop while a command replaces the version that waits', async () => {
    const installation = await openInstallation();
    await addVersion(installation, higher);
    const free = await lockInstallation(installation.root);
    let stops = 0;
    const runner = runnerOf(installation, () => {
      stops += 1;
    });
    await runner.open();
    await runner.accept(higher, 'update', true);
    await new Promise((resolve) => setTimeout(resolve, 1600));
    expect(stops).toBe(0);
    free?.();
    await expect.poll(() => stops, { timeout: 5000 }).toBe(1);
    expect(await lockInstallation(installation.root)).toBeUndefined();
    runner.close();
    expect(await runner.finish()).toBe(true);
    expect((await installation.pointer()).version).toBe(higher);
  });

  test('does not stop for a version that is not complete any more', async () => {
    const installation = await openInstallation();
    await addVersion(installation, higher);
    let stops = 0;
    const runner = runnerOf(installation, () => {
      stops += 1;
    });
    await runner.open();
    await runner.accept(higher, 'update', true);
    await rm(join(installation.folderOf(higher), 'package.json'));
    await new Promise((resolve) => setTimeout(resolve, 1600));
    runner.close();
    expect(stops).toBe(0);
    const free = await lockInstallation(installation.root);
    expect(free).toBeDefined();
    free?.();
  });

  test('warns while it is not proven and the installation takes no file', async () => {
    const proving = { home: '/h', pageExpected: false, readable: true, starts: 1 };
    const installation = await openInstallation({ proving });
    const full = { ...installation, tryWrite: async () => Object.assign(new Error('x'), { code: 'ENOSPC' }) };
    const runner = runnerOf(full);
    await runner.open();
    runner.close();
    expect(runner.writeFault()).toBe(
      `${installation.root} cannot be written: the disk is full (ENOSPC). Free space there`,
    );
    expect(await installation.tryWrite()).toBeUndefined();
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
    expect(await runner.report()).toEqual({});
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

describe.each(['package.json', 'dist/sidecar/main.js', 'dist/pwa/index.html', '.'])(
  'the present version without %s',
  (gone) => {
    /** Before this test's own version ran the damaged one, which stores in a newer form. */
    async function damaged(version: string) {
      const installation = await openInstallation({ version, previous: running });
      await addVersion(installation, version, 3);
      await rm(join(installation.folderOf(version), gone), { recursive: true });
      const file = (path: string) => existsSync(join(installation.folderOf(version), path));
      return { installation, isWhole: () => filesOf(version).every(([path]) => file(path)) };
    }

    test('gets its files back by update --from of the same version', async () => {
      for (const version of [running, higher]) {
        const { installation, isWhole } = await damaged(version);
        const before = await installation.pointer();
        const { code, printed } = await run(updateProgram, ['--from', await packOf(version)], installation);
        expect(printed).toContain(`Version ${version} is whole again.`);
        expect(code).toBe(0);
        expect(isWhole()).toBe(true);
        expect(await installation.pointer()).toEqual(before);
        const again = await run(updateProgram, ['--from', await packOf(version)], installation);
        expect(again.code).toBe(1);
      }
    });

    test('gets its files back by update --install of a copy of it, and of no other one', async () => {
      const { installation, isWhole } = await damaged(higher);
      const install = async (version: string) => {
        const copy = await temporaryFolder();
        await writeVersion(copy, version, 3);
        const screen = recordedScreen();
        const code = await makeInstallation(installation.root, screen, join(copy, 'dist/sidecar'));
        return { code, said: screen.printed() + screen.complained() };
      };
      expect(await install(running)).toEqual({ code: 1, said: expect.stringContaining(`version ${higher}`) });
      expect(isWhole()).toBe(false);
      expect(await install(higher)).toEqual({ code: 0, said: expect.stringContaining('whole again') });
      expect(isWhole()).toBe(true);
      expect(await install(higher)).toEqual({ code: 1, said: expect.stringContaining('already') });
    });

    test('is replaced by a higher one, never by a lower one', async () => {
      const { installation } = await damaged(higher);
      const lower = await run(updateProgram, ['--from', await packOf(running)], installation);
      expect(lower).toMatchObject({ code: 1, complained: expect.stringContaining('is lower') });
      const back = await run(rollBackProgram, [], installation);
      expect(back).toMatchObject({ code: 1, complained: expect.stringContaining('could be charged twice') });
      expect((await installation.pointer()).version).toBe(higher);
      if (gone === 'package.json' || gone === '.') {
        const up = await run(updateProgram, ['--from', await packOf(highest)], installation);
        expect(up).toMatchObject({ code: 0, complained: '' });
        expect(await installation.pointer()).toMatchObject({
          version: highest,
          proving: { readable: false },
        });
      }
    });
  },
);

test('a pointer that this user may not read is kept, and the commands say how to read it', async () => {
  const installation = await openInstallation();
  refuseFile(installation.pointerPath, 'EACCES');
  const { code, complained } = await run(rollBackProgram, [], installation);
  expect(code).toBe(1);
  expect(complained).toContain(`current cannot be read: this user may not use it (EACCES)`);
  expect(complained).not.toContain('Put');
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

  test('a version whose folder is gone is never replaced by a lower one', async () => {
    for (const gone of ['package.json', '.']) {
      const installation = await openInstallation({ version: higher, previous: running });
      await addVersion(installation, higher, 3);
      await rm(join(installation.folderOf(higher), gone), { recursive: true });
      for (const asked of [false, true]) {
        const { code, complained } = await install([running, 2], installation, asked);
        expect(code).toBe(7);
        expect(complained).toContain(`may not read what version ${higher} stores`);
      }
      expect((await install([higher, 3], installation)).code).toBe(0);
      expect((await install([highest, 3], installation)).code).toBe(0);
    }
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
