import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HealthSeen } from '../../../src/core/update/update-machine.ts';
import type { UpdatePointer } from '../../../src/core/update/update-pointer.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { switchVersion } from '../../../src/sidecar/updates/switch-version.ts';
import {
  type NewVersionEnd,
  type WatchDeps,
  watchNewVersion,
} from '../../../src/sidecar/updates/watch-new-version.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const [before, next] = ['0.1.0', '0.2.0'] as const;

async function addVersion(installation: Installation, version: string): Promise<void> {
  const sidecar = join(installation.folderOf(version), 'dist/sidecar');
  await mkdir(sidecar, { recursive: true });
  await writeFile(join(sidecar, 'main.js'), '');
  const text = JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms: 2 });
  await writeFile(join(installation.folderOf(version), 'package.json'), text);
}

/** An installation after the switch to `next`. */
async function switchedInstallation({ hasBefore = true } = {}): Promise<Installation> {
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  for (const version of [before, next]) await addVersion(installation, version);
  await installation.writePointer({ format: 1, version: before });
  const deps = { home: '/h', pageExpected: false, now: 7 };
  await switchVersion(installation, { version: next, as: 'update' }, deps);
  if (!hasBefore) await installation.putVersion(installation.folderOf(before), '0.0.9');
  return installation;
}

/** The same installation on a disk that takes no new file until `free`. */
function onFullDisk(installation: Installation) {
  let isFull = true;
  const full: Installation = {
    ...installation,
    writePointer: (pointer) =>
      isFull
        ? Promise.reject(
            Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
          )
        : installation.writePointer(pointer),
  };
  return {
    full,
    free: () => {
      isFull = false;
    },
  };
}

const readyPage: HealthSeen = { version: next, pageVersion: next, isJournalOpen: true };
const crashed: NewVersionEnd = { asked: false, isDone: false };

function watch(
  installation: Installation,
  {
    health,
    ended = new Promise<never>(() => {}),
    ...others
  }: { health?: () => HealthSeen | undefined; ended?: Promise<NewVersionEnd> } & Partial<WatchDeps>,
) {
  let isThere = true;
  const lines: string[] = [];
  const note = (_fields: object, text: string) => void lines.push(text);
  const done = watchNewVersion({
    installation,
    clock: systemClock,
    log: { info: note, warn: note, error: note } as never,
    ask: async () => health?.(),
    ended,
    endNewVersion: async () => {
      isThere = false;
    },
    isThere: () => isThere,
    lookEveryMs: 5,
    start: { pid: 7, at: 'now' },
    takeWatch: async () => true,
    isOutsider: async () => false,
    ...others,
  });
  return {
    done,
    lines,
    isThere: () => isThere,
    writeLines: () => lines.filter((line) => line.includes('the disk is full')),
  };
}

const stored = (installation: Installation): UpdatePointer =>
  JSON.parse(readFileSync(installation.pointerPath, 'utf8'));

describe('on a full disk', () => {
  test('a version that ends by itself goes back; one line names the file and the remedy', async () => {
    const installation = await switchedInstallation();
    const { full } = onFullDisk(installation);
    const { done, writeLines } = watch(full, { ended: Promise.resolve(crashed) });
    expect(await done).toMatchObject({ is: 'went-back' });
    expect(stored(installation)).toMatchObject({ version: before, failed: [{ version: next }] });
    expect(stored(installation).proving).toBeUndefined();
    expect(writeLines()).toEqual([
      expect.stringContaining(
        `${installation.pointerPath} cannot be written: the disk is full (ENOSPC). Free`,
      ),
    ]);
  });

  test('a good version is proven as soon as a write works', async () => {
    const installation = await switchedInstallation();
    const { full, free } = onFullDisk(installation);
    const { done, writeLines } = watch(full, { health: () => readyPage });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(stored(installation).proving).toMatchObject({ starts: 0 });
    free();
    expect(await done).toEqual({ is: 'proven', version: next });
    expect(stored(installation)).toMatchObject({ version: next, previous: before });
    expect(stored(installation).proving).toBeUndefined();
    // The start could not be counted, and the proof not be written.
    expect(writeLines()).toHaveLength(2);
  });

  test('the watch ends with the version, also without a way to write', async () => {
    const installation = await switchedInstallation();
    const { full } = onFullDisk(installation);
    await installation.claim('payment', stored(installation).proving?.id);
    await watch(full, { ended: Promise.resolve(crashed) }).done;
    expect(stored(installation)).toMatchObject({ version: next, proving: { starts: 0 } });
  });

  test('the stored way back of another version is not taken', async () => {
    const installation = await switchedInstallation();
    expect(await installation.takePreparedWayBack('0.3.0')).toBe(false);
    expect(stored(installation).version).toBe(next);
  });
});

test('without the version before there is an alarm in place of the way back', async () => {
  const installation = await switchedInstallation({ hasBefore: false });
  const { done, lines } = watch(installation, { ended: Promise.resolve(crashed) });
  expect(await done).toMatchObject({ is: 'alarm' });
  expect(stored(installation)).toMatchObject({ version: next, alarm: { why: 'it ended by itself' } });
  expect(lines.join()).toContain('there is no way back');
});

describe('a start', () => {
  test.each([
    ['that a person or the system stops does not count', { asked: true, isDone: false }, 0],
    ['that a till stops does not count', { asked: false, isDone: true }, 0],
    ['whose end is not known counts', { asked: true, isDone: false, isCut: true }, 1],
  ])('%s', async (_name, how, starts) => {
    const installation = await switchedInstallation();
    let resolve = (_how: NewVersionEnd) => {};
    const ended = new Promise<NewVersionEnd>((settle) => {
      resolve = settle;
    });
    let isUp = true;
    let asks = 0;
    const pages = () => {
      asks += 1;
      return isUp ? { version: next, isJournalOpen: false } : undefined;
    };
    const pointer = stored(installation);
    if (pointer.proving)
      await installation.writePointer({ ...pointer, proving: { ...pointer.proving, pageExpected: true } });
    const { done } = watch(installation, { health: pages, ended });
    // The first answer is judged before the second question.
    await expect.poll(() => asks).toBeGreaterThan(1);
    expect(stored(installation).proving).toMatchObject({ starts: 1 });
    isUp = false;
    resolve(how);
    await done;
    expect(stored(installation).proving).toMatchObject({ starts });
  });
});

describe('a version that hangs', () => {
  /** The watcher writes the pointer at its begin; the test writes it afterwards. */
  const untilCounted = (installation: Installation) =>
    expect.poll(() => stored(installation).proving?.starts).toBe(1);
  const back = (installation: Installation) =>
    installation.writePointer({ format: 1, version: before, failed: [] });

  test('is ended when a person or another watcher has written the way back', async () => {
    const installation = await switchedInstallation();
    const { done, isThere } = watch(installation, {});
    await untilCounted(installation);
    expect(isThere()).toBe(true);
    await back(installation);
    await done;
    expect(isThere()).toBe(false);
    expect(stored(installation).version).toBe(before);
  });

  test('is ended when its launcher is gone', async () => {
    const installation = await switchedInstallation();
    const cut = { asked: true, isDone: false, isCut: true };
    const { done, isThere } = watch(installation, { ended: Promise.resolve(cut) });
    await done;
    expect(isThere()).toBe(false);
    expect(stored(installation)).toMatchObject({ version: next, proving: { starts: 1 } });
  });

  test.each([
    ['another version was chosen', undefined],
    ['its launcher is gone', { asked: true, isDone: false, isCut: true }],
  ])('is not ended after its first payment when %s', async (_name, cut) => {
    const installation = await switchedInstallation();
    const { id } = stored(installation).proving ?? {};
    await installation.claim('payment', id);
    const { isThere, lines } = watch(installation, cut ? { ended: Promise.resolve(cut) } : {});
    await untilCounted(installation);
    if (!cut) await back(installation);
    await expect.poll(() => lines.join()).toContain('is not ended, because payments have begun with it');
    expect(isThere()).toBe(true);
  });

  test('may not be killed if a payment has begun while it was asked to end', async () => {
    const installation = await switchedInstallation();
    const { id } = stored(installation).proving ?? {};
    const answers: boolean[] = [];
    const endNewVersion: WatchDeps['endNewVersion'] = async (mayKill) => {
      answers.push(await mayKill());
      await installation.claim('payment', id);
      answers.push(await mayKill());
    };
    const { done } = watch(installation, { endNewVersion, isThere: () => answers.length === 0 });
    await untilCounted(installation);
    await back(installation);
    await done;
    expect(answers).toEqual([true, false]);
  });

  test('but one that answers goes on, because a payment may run in it', async () => {
    const installation = await switchedInstallation();
    let answers = true;
    const health = () => (answers ? { version: next, isJournalOpen: false } : undefined);
    const pointer = stored(installation);
    if (pointer.proving)
      await installation.writePointer({ ...pointer, proving: { ...pointer.proving, pageExpected: true } });
    const { done, isThere } = watch(installation, { health });
    await untilCounted(installation);
    await back(installation);
    await new Promise((go) => setTimeout(go, 100));
    expect(isThere()).toBe(true);
    answers = false;
    await done;
    expect(isThere()).toBe(false);
  });
});

describe('a second start of the version that is being proven', () => {
  test.each([
    ['did not get its home folder or its port', { isBlocked: true }, false],
    ['ended while another program had the folder of the proof', {}, true],
  ])('that %s does not count, whatever its end', async (_name, how, outside) => {
    const installation = await switchedInstallation();
    const ended = Promise.resolve({ ...crashed, ...how });
    const { done } = watch(installation, { ended, isOutsider: async () => outside });
    expect(await done).toMatchObject({ is: 'proving' });
    expect(stored(installation)).toMatchObject({ version: next, proving: { starts: 0 } });
  });

  test('is left to the watcher of the first one', async () => {
    const installation = await switchedInstallation();
    const { done } = watch(installation, { ended: Promise.resolve(crashed), takeWatch: async () => false });
    expect(await done).toEqual({ is: 'idle' });
    expect(stored(installation)).toMatchObject({ version: next, proving: { starts: 0 } });
  });

  test('is watched as soon as the first watcher has ended', async () => {
    const installation = await switchedInstallation();
    let isFree = false;
    const { done, lines } = watch(installation, {
      health: () => readyPage,
      takeWatch: async () => isFree,
    });
    await new Promise((go) => setTimeout(go, 50));
    expect(lines).toEqual([expect.stringContaining('another program watches this installation')]);
    expect(stored(installation).proving).toMatchObject({ starts: 0 });
    isFree = true;
    expect(await done).toEqual({ is: 'proven', version: next });
  });

  test('gives the watch up if it uses another folder and the first one has that of the proof', async () => {
    const installation = await switchedInstallation();
    const { done } = watch(installation, { health: () => readyPage, isOutsider: async () => true });
    await done;
    expect(stored(installation).proving).toMatchObject({ starts: 0 });
  });
});

describe('a watcher that is started again', () => {
  const cut = { asked: true, isDone: false, isCut: true };
  const restart = (installation: Installation, start: WatchDeps['start']) =>
    watch(installation, { start, ended: Promise.resolve(cut) }).done;

  test('does not count the same start again, also if the version has ended meanwhile', async () => {
    const installation = await switchedInstallation();
    for (const at of ['monday', 'monday', 'monday', 'monday', ''])
      await restart(installation, { pid: 7, at });
    expect(stored(installation).proving).toMatchObject({ starts: 1 });
  });

  test('counts another process, also one with the same id', async () => {
    const installation = await switchedInstallation();
    await restart(installation, { pid: 7, at: 'monday' });
    await restart(installation, { pid: 7, at: 'tuesday' });
    await restart(installation, { pid: 8, at: 'tuesday' });
    expect(stored(installation).proving).toMatchObject({ starts: 3 });
  });

  test('takes the count of another watcher back after a stop', async () => {
    const installation = await switchedInstallation();
    await restart(installation, { pid: 7, at: 'monday' });
    await watch(installation, {
      start: { pid: 7, at: '' },
      ended: Promise.resolve({ asked: true, isDone: false }),
    }).done;
    expect(stored(installation).proving).toMatchObject({ starts: 0 });
  });
});
