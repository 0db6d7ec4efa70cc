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
import { VirtualClock } from '../../fakes/virtual-clock.ts';
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

describe('an order of a till after an update', () => {
  async function started(proof: Partial<typeof proving> = {}) {
    const installation = await openInstallation({ proving: { ...proving, pageExpected: true, ...proof } });
    await installation.makeClaim();
    const clock = new VirtualClock();
    const runner = new UpdateRunner({
      ...{ installation, version: running, home: '/h', clock, updateTime: undefined },
      log: { info() {}, warn() {}, error() {} } as never,
      dayMinute: () => 0 as never,
      isBusy: async () => false,
      isPageOpen: () => false,
      onAlarm() {},
      stop() {},
    });
    await runner.open();
    onTestFinished(() => runner.close());
    const waiting = { hasEnded: false };
    const begin = () => void runner.awaitOwnPage().then(() => Object.assign(waiting, { hasEnded: true }));
    return { runner, clock, waiting, begin };
  }

  test('waits for the page of the new version', async () => {
    const { runner, clock, waiting, begin } = await started();
    begin();
    await clock.advance(5000);
    expect(waiting.hasEnded).toBe(false);
    await runner.onOwnPage();
    await clock.advance(200);
    expect(waiting.hasEnded).toBe(true);
  });

  test('waits for no page that does not come within 20 seconds of the start, however late it is asked', async () => {
    const { clock, waiting, begin } = await started();
    await clock.advance(15_000);
    begin();
    await clock.advance(4000);
    expect(waiting.hasEnded).toBe(false);
    await clock.advance(1200);
    expect(waiting.hasEnded).toBe(true);
  });

  test('does not wait if a payment by hand has begun, or if no page was open before', async () => {
    const claimed = await started();
    expect(await claimed.runner.mayBegin()).toBe(true);
    const withoutPage = await started({ pageExpected: false });
    for (const { begin, clock, waiting } of [claimed, withoutPage]) {
      begin();
      await clock.advance(0);
      expect(waiting.hasEnded).toBe(true);
    }
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
