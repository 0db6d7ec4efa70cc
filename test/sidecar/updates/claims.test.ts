import { readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { HealthSeen } from '../../../src/core/update/update-machine.ts';
import type { UpdatePointer } from '../../../src/core/update/update-pointer.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { lockWatch } from '../../../src/sidecar/system/folder-lock.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { type Switch, switchVersion } from '../../../src/sidecar/updates/switch-version.ts';
import { UpdateRunner, updateAlarmText } from '../../../src/sidecar/updates/update-runner.ts';
import { watchNewVersion } from '../../../src/sidecar/updates/watch-new-version.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const [before, next, highest] = ['0.1.0', '0.2.0', '0.3.0'] as const;
const switchDeps = { home: '/h', pageExpected: true, now: 7 };
const silent = () => {};
const log = { info: silent, warn: silent, error: silent } as never;

async function addVersion(installation: Installation, version: string, storedForms = 2): Promise<void> {
  const sidecar = join(installation.folderOf(version), 'dist/sidecar');
  await mkdir(sidecar, { recursive: true });
  await writeFile(join(sidecar, 'main.js'), '');
  const text = JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms });
  await writeFile(join(installation.folderOf(version), 'package.json'), text);
}

/** An installation after the switch to `next`. */
async function switchedInstallation(storedForms = 2): Promise<Installation> {
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  for (const version of [next, highest]) await addVersion(installation, version, storedForms);
  await addVersion(installation, before);
  await installation.writePointer({ format: 1, version: before });
  await switchVersion(installation, { version: next, as: 'update' }, switchDeps);
  return installation;
}

const idOf = async (installation: Installation) => (await installation.pointer()).proving?.id;
const crashed = { asked: false, isDone: false };
const claimsIn = ({ root }: Installation) => readdirSync(root).filter((name) => name.startsWith('claim.'));

/** The new version ends by itself, perhaps after answers, and its watcher decides. */
const crash = (installation: Installation, answers: HealthSeen[] = []) =>
  watchNewVersion({
    installation,
    clock: systemClock,
    log,
    ask: async () => answers.shift(),
    ended: new Promise((resolve) => {
      const whenAsked = () => (answers.length > 0 ? setTimeout(whenAsked, 1) : resolve(crashed));
      whenAsked();
    }),
    endNewVersion: async () => {},
    isThere: () => false,
    start: { pid: 1, at: '' },
    takeWatch: async () => true,
    isOutsider: async () => false,
    lookEveryMs: 5,
  });

const runnerOf = (installation: Installation) =>
  new UpdateRunner({
    ...{ installation, version: next, home: '/h', clock: systemClock, log, updateTime: undefined },
    dayMinute: () => 0 as never,
    isBusy: async () => false,
    isPageOpen: () => false,
    onAlarm: silent,
    stop: silent,
  });

describe('a version that has taken a payment', () => {
  const fails = () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
  const toHighest: Switch = { version: highest, as: 'update' };
  test.each([
    ['an update whose way back cannot be prepared', toHighest, { prepareWayBack: fails }],
    ['an update that cannot be written', toHighest, { writePointer: fails }],
    ['a rollback that cannot be written', { version: before, as: 'rollback' }, { writePointer: fails }],
  ] as const)('does not go back by itself after %s', async (_name, to, fault) => {
    const installation = await switchedInstallation();
    await installation.claim('payment', await idOf(installation));
    const alarm = { version: next, why: 'no page', at: 1 };
    await installation.writePointer({ ...(await installation.pointer()), alarm });
    await installation.noteProven(next, true);
    await expect(switchVersion({ ...installation, ...fault }, to, switchDeps)).rejects.toThrow('EPERM');
    const { alarm: _, ...pointer } = await installation.pointer();
    await installation.writePointer(pointer as UpdatePointer);
    expect(await crash(installation)).toMatchObject({ is: 'alarm' });
    expect((await installation.pointer()).version).toBe(next);
    expect(readdirSync(installation.folderOf(next))).toContain('proven');
  });
});

test('a claim of before counts for no later switch, and the switch removes it', async () => {
  const installation = await switchedInstallation();
  const first = await idOf(installation);
  await installation.claim('payment', first);
  await switchVersion(installation, { version: before, as: 'rollback' }, switchDeps);
  await switchVersion(installation, { version: highest, as: 'update' }, switchDeps);
  const second = await idOf(installation);
  expect(claimsIn(installation)).toEqual([`claim.${second}.free`]);
  expect(await installation.isClaimed('payment', second)).toBe(false);
  expect(await crash(installation)).toMatchObject({ is: 'went-back' });
});

test('the way back from a higher version finds the claim of the version with the alarm', async () => {
  const installation = await switchedInstallation();
  const first = await idOf(installation);
  await installation.claim('payment', first);
  const alarm = { version: next, why: 'no page', at: 1 };
  await installation.writePointer({ ...(await installation.pointer()), alarm });
  await switchVersion(installation, { version: highest, as: 'update' }, switchDeps);
  expect(await crash(installation)).toMatchObject({ is: 'went-back' });
  expect(await idOf(installation)).toBe(first);
  expect(await installation.isClaimed('payment', first)).toBe(true);
});

test('the switch of an older program, without an id, has its claim too', async () => {
  const installation = await switchedInstallation();
  const pointer = await installation.pointer();
  const { id: _, ...proving } = pointer.proving ?? {
    home: '',
    pageExpected: true,
    readable: true,
    starts: 0,
  };
  await installation.writePointer({ ...pointer, proving });
  await writeFile(join(installation.root, 'claim.free'), '');
  expect(await installation.claim('payment', undefined)).toBe(true);
  expect(claimsIn(installation)).toContain('claim.payment');
  expect(await crash(installation)).toMatchObject({ is: 'alarm' });
});

test('no payment begins once the way back is claimed, also when the pointer names the version before', async () => {
  const installation = await switchedInstallation();
  const runner = runnerOf(installation);
  await runner.open();
  expect(await crash(installation)).toMatchObject({ is: 'went-back' });
  await runner.report();
  expect(await runner.mayBegin()).toBe(false);
  runner.close();
});

test('no payment begins in a version whose claims were removed by the switch to another one', async () => {
  const installation = await switchedInstallation();
  const runner = runnerOf(installation);
  await runner.open();
  onTestFinished(() => runner.close());
  await switchVersion(installation, { version: before, as: 'rollback' }, switchDeps);
  expect(claimsIn(installation)).toEqual([]);
  expect(await runner.mayBegin()).toBe(false);
});

test('a switch leaves the claims to a watcher that still looks at them', async () => {
  const installation = await switchedInstallation();
  const id = await idOf(installation);
  await installation.claim('payment', id);
  await lockWatch(installation.root);
  await switchVersion(installation, { version: before, as: 'rollback' }, switchDeps);
  expect(await installation.isClaimed('payment', id)).toBe(true);
});

describe('a version whose page stores what the version before cannot read', () => {
  const pageSeen = (): HealthSeen[] => [{ version: next, pageVersion: next, isJournalOpen: false }];

  test('does not go back by itself at any later crash, in the same watcher or in another one', async () => {
    const installation = await switchedInstallation(3);
    expect(await crash(installation, pageSeen())).toMatchObject({ is: 'alarm' });
    expect((await installation.pointer()).alarm).toMatchObject({ stays: 'page' });
    for (let crashes = 0; crashes < 5; crashes++)
      expect(await crash(installation)).toMatchObject({ is: 'alarm', why: 'it ended by itself' });
    expect((await installation.pointer()).version).toBe(next);
  });

  test('its page is known after a watcher that has decided nothing, and without a watcher', async () => {
    const installation = await switchedInstallation(3);
    const runner = runnerOf(installation);
    await runner.open();
    await runner.onOwnPage();
    runner.close();
    expect(await crash(installation)).toMatchObject({ is: 'alarm' });
  });

  test('a payment after the page is written down too', async () => {
    const installation = await switchedInstallation(3);
    const id = await idOf(installation);
    await installation.claim('page', id);
    expect(await installation.claim('payment', id)).toBe(true);
    await crash(installation);
    expect((await installation.pointer()).alarm).toMatchObject({ stays: 'payment' });
  });

  test('a page is no obstacle if the version before can read it', async () => {
    const installation = await switchedInstallation();
    const runner = runnerOf(installation);
    await runner.open();
    await runner.onOwnPage();
    runner.close();
    expect(await crash(installation, pageSeen())).toMatchObject({ is: 'went-back' });
  });
});

test('an alarm without a known reason forbids the way back too', async () => {
  const installation = await switchedInstallation();
  const alarm = { version: next, why: 'it ended by itself', at: 1 };
  await installation.writePointer({ ...(await installation.pointer()), alarm });
  expect(await crash(installation)).toMatchObject({ is: 'alarm' });
  expect(await installation.pointer()).toMatchObject({ version: next, alarm });
});

test('the alarm says that payments have begun only if they have', () => {
  const alarm = { version: next, why: 'no page', at: 1 };
  expect(updateAlarmText({ ...alarm, stays: 'payment' })).toMatch(/Payments have begun.*hipay-ecr rollback/);
  for (const stays of ['page', 'no-version-before'] as const)
    expect(updateAlarmText({ ...alarm, stays })).not.toMatch(/[Pp]ayments have|rollback/);
  expect(updateAlarmText(alarm)).toContain('It does not go back by itself');
  // An earlier page may still be open.
  expect(updateAlarmText(alarm)).toContain('Reload its page (F5) when no payment runs');
});
