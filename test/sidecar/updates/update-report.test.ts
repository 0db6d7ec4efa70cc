import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { UpdatePointer } from '../../../src/core/update/update-pointer.ts';
import { makeInstallation } from '../../../src/sidecar/commands/update/make-installation.ts';
import { rollBackProgram } from '../../../src/sidecar/commands/update/rollback.ts';
import { version as running, systemClock } from '../../../src/sidecar/program/version.ts';
import { lockWatch } from '../../../src/sidecar/system/folder-lock.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { UpdateRunner } from '../../../src/sidecar/updates/update-runner.ts';
import { recordedScreen } from '../command-line/recorded-screen.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const lower = '0.0.1';
const proving = { home: '/h', pageExpected: false, readable: true, starts: 1 };

/** An installation of the version that these tests run, with the version before. */
async function openInstallation(pointer: Partial<UpdatePointer> = {}): Promise<Installation> {
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  for (const version of [lower, running]) {
    await mkdir(installation.folderOf(version));
    const text = JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms: 2 });
    await writeFile(join(installation.folderOf(version), 'package.json'), text);
  }
  await installation.writePointer({ format: 1, version: running, previous: lower, ...pointer });
  return installation;
}

describe('the report of a running version', () => {
  async function reporting() {
    const installation = await openInstallation({ proving });
    const runner = new UpdateRunner({
      ...{ installation, version: running, home: '/h', clock: systemClock, updateTime: undefined },
      log: { info() {}, warn() {}, error() {} } as never,
      dayMinute: () => 0 as never,
      isBusy: async () => false,
      isPageOpen: () => false,
      onAlarm() {},
      stop() {},
    });
    await runner.open();
    onTestFinished(() => runner.close());
    expect(await runner.report()).toEqual({ proving: true });
    return { installation, runner };
  }

  test('says at once that the version is proven', async () => {
    const { installation, runner } = await reporting();
    await installation.writePointer({ format: 1, version: running });
    expect(await runner.report()).toEqual({});
  });

  test('says at once that an alarm has ended the proving', async () => {
    const { installation, runner } = await reporting();
    const alarm = { version: running, why: 'no page', at: 1 };
    await installation.writePointer({ format: 1, version: running, proving, alarm });
    const report = await runner.report();
    expect(report.alarm).toMatchObject({ why: 'no page' });
    expect(report.proving).toBeUndefined();
  });
});

test('no installation is made inside another one', async () => {
  const outer = await openInstallation();
  const screen = recordedScreen();
  const inner = join(outer.root, 'versions', '0.9.0');
  expect(await makeInstallation(inner, screen)).toBe(1);
  expect(screen.complained()).toContain(`is inside the installation ${outer.root}`);
  expect(existsSync(inner)).toBe(false);
});

test('rollback --now ends a version that was started and does not answer', async () => {
  const home = await temporaryFolder();
  // No process of Linux has this id.
  const counted = { pid: 2 ** 22 + 1, at: '' };
  const installation = await openInstallation({ proving: { ...proving, home, counted } });
  await lockWatch(installation.root);
  const screen = recordedScreen();
  const code = await rollBackProgram(['--now', '--home', home], {
    ...{ screen, env: {}, fetchUrl: fetch },
    findInstallation: async () => installation,
  });
  expect(code).toBe(0);
  expect(screen.printed()).toContain(`Version ${running} does not answer. It is being ended`);
  expect((await installation.pointer()).version).toBe(lower);
});
