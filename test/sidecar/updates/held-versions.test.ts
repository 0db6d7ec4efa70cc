import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { UpdateRunner } from '../../../src/sidecar/updates/update-runner.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const [old, present] = ['0.1.0', '0.2.0'] as const;

async function fill(folder: string, version: string): Promise<string> {
  await mkdir(join(folder, 'dist/sidecar'), { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'hipay-ecr-connector', version }));
  await writeFile(join(folder, 'dist/sidecar/main.js'), '');
  return folder;
}

/** An installation whose pointer names one version, with an older one beside it. */
async function openInstallation(): Promise<Installation> {
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  for (const version of [old, present]) await fill(installation.folderOf(version), version);
  await installation.writePointer({ format: 1, version: present });
  return installation;
}

describe('a version from which programs run', () => {
  test('is not removed until the last one has ended', async () => {
    const installation = await openInstallation();
    const letGo = [await installation.hold(old), await installation.hold(old)] as const;
    await installation.removeUnused();
    expect(await installation.hasVersion(old)).toBe(true);
    letGo[0]();
    await installation.removeUnused();
    expect(await installation.hasVersion(old)).toBe(true);
    letGo[1]();
    await expect.poll(() => installation.isHeld(old)).toBe(false);
    await installation.removeUnused();
    expect(await installation.hasVersion(old)).toBe(false);
  });

  test('is held by a running sidecar', async () => {
    const installation = await openInstallation();
    const { runner } = await run(installation, old);
    expect(await installation.isHeld(old)).toBe(true);
    runner.close();
    await expect.poll(() => installation.isHeld(old)).toBe(false);
  });
});

async function run(installation: Installation, version: string, busy = () => false) {
  let stops = 0;
  const runner = new UpdateRunner({
    ...{ installation, version, home: '/h', updateTime: undefined },
    // A second of the program is a millisecond of the test.
    clock: { ...systemClock, after: (ms, then) => systemClock.after(ms / 1000, then) },
    log: { info() {}, warn() {}, error() {} } as never,
    dayMinute: () => 0 as never,
    isBusy: async () => busy(),
    isPageOpen: () => false,
    onAlarm() {},
    stop() {
      stops += 1;
    },
  });
  await runner.open();
  onTestFinished(() => runner.close());
  return { runner, stops: () => stops };
}

describe('a running program that is not the version of the pointer', () => {
  const proving = { home: '/of-another-till', pageExpected: false, readable: true, starts: 1 };

  test('says so, and starts again when it is idle', async () => {
    const installation = await openInstallation();
    let isBusy = true;
    const { runner, stops } = await run(installation, old, () => isBusy);
    expect(runner.versionFault()).toContain(`version ${present} is the one to run, and version ${old} runs`);
    await new Promise((go) => setTimeout(go, 50));
    expect(stops()).toBe(0);
    isBusy = false;
    await expect.poll(stops).toBe(1);
    expect(await runner.finish()).toBe(true);
  });

  test('ends for good if somebody has asked for that', async () => {
    const installation = await openInstallation();
    const { runner, stops } = await run(installation, old);
    await expect.poll(stops).toBe(1);
    expect(await runner.finish(true)).toBe(false);
  });

  test('goes on while another till proves that version', async () => {
    const installation = await openInstallation();
    await installation.writePointer({ format: 1, version: present, previous: old, proving });
    const { runner, stops } = await run(installation, old);
    await new Promise((go) => setTimeout(go, 50));
    expect(stops()).toBe(0);
    expect(runner.versionFault()).toBeUndefined();
    await installation.writePointer({ format: 1, version: present, previous: old });
    await expect.poll(stops).toBe(1);
  });

  test('goes on if that version cannot read its records, and says what to do', async () => {
    const installation = await openInstallation();
    const text = JSON.stringify({ name: 'hipay-ecr-connector', version: old, storedForms: 2 });
    await writeFile(join(installation.folderOf(old), 'package.json'), text);
    const { runner, stops } = await run(installation, old);
    await new Promise((go) => setTimeout(go, 50));
    expect(stops()).toBe(0);
    expect(runner.versionFault()).toMatch(/cannot read what the running version .* update --from FILE/);
  });
});

describe('a running program whose folder is gone', () => {
  test('says so, and starts again as the present version when it is idle', async () => {
    const installation = await openInstallation();
    await installation.writePointer({ format: 1, version: old });
    let isBusy = true;
    const { runner, stops } = await run(installation, old, () => isBusy);
    expect(runner.versionFault()).toBeUndefined();
    await installation.writePointer({ format: 1, version: present });
    rmSync(installation.folderOf(old), { recursive: true });
    await expect.poll(() => runner.versionFault()).toContain(`${installation.folderOf(old)} of the running`);
    expect(runner.versionFault()).toContain(`starts again as version ${present}`);
    expect(stops()).toBe(0);
    isBusy = false;
    await expect.poll(stops).toBe(1);
    expect(await runner.finish()).toBe(true);
  });

  test('goes on if nothing can start in its place, and says what to do', async () => {
    const installation = await openInstallation();
    const { runner, stops } = await run(installation, present);
    rmSync(installation.folderOf(present), { recursive: true });
    await expect.poll(() => runner.versionFault()).toContain('Make the installation again');
    await new Promise((go) => setTimeout(go, 50));
    expect(stops()).toBe(0);
    expect(await runner.finish()).toBe(false);
  });
});

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe.skipIf(process.platform === 'win32')('a version that was unpacked with a umask of its own', () => {
  test('can be read and run by each user', async () => {
    const before = process.umask(0o077);
    onTestFinished(() => void process.umask(before));
    const root = join(await temporaryFolder(), 'prog');
    const installation = installationAt(root);
    await makeFolders(root);
    const staging = await fill(installation.folderOf('.new-1'), present);
    await writeFile(join(staging, 'node'), '', { mode: 0o700 });
    await installation.putVersion(staging, present);
    const folder = installation.folderOf(present);
    for (const path of [
      root,
      join(root, 'versions'),
      folder,
      join(folder, 'dist/sidecar'),
      join(folder, 'node'),
    ])
      expect(modeOf(path)).toBe(0o755);
    expect(modeOf(join(folder, 'dist/sidecar/main.js'))).toBe(0o644);
  });

  test('a folder that was there keeps its rights', async () => {
    const root = await temporaryFolder();
    chmodSync(root, 0o700);
    await makeFolders(root);
    expect(modeOf(root)).toBe(0o700);
  });
});

describe('a version that cannot be run at all', () => {
  test('is said to be so, with the file', async () => {
    const installation = await openInstallation();
    expect(await installation.runFault(present)).toBeUndefined();
    const main = join(installation.folderOf(present), 'dist/sidecar/main.js');
    rmSync(main);
    expect(existsSync(main)).toBe(false);
    expect(await installation.runFault(present)).toBe(`it cannot be run: ${main}: it is missing (ENOENT)`);
  });

  test.runIf(process.getuid?.() === 0)('also by a user who may not read it', async () => {
    const installation = await openInstallation();
    chmodSync(installation.root, 0o755);
    chmodSync(installation.folderOf(present), 0o700);
    process.seteuid?.(65_534);
    const fault = await installation.runFault(present).finally(() => process.seteuid?.(0));
    expect(fault).toContain('this user may not use it (EACCES)');
  });
});
