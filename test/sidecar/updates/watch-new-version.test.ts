import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HealthSeen } from '../../../src/core/update/update-machine.ts';
import type { UpdatePointer } from '../../../src/core/update/update-pointer.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { type Installation, installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { switchVersion } from '../../../src/sidecar/updates/switch-version.ts';
import { type NewVersionEnd, watchNewVersion } from '../../../src/sidecar/updates/watch-new-version.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const [before, next] = ['0.1.0', '0.2.0'] as const;

async function addVersion(installation: Installation, version: string): Promise<void> {
  await mkdir(installation.folderOf(version), { recursive: true });
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

const crashed: NewVersionEnd = { asked: false, isDone: false };

function watch(
  installation: Installation,
  { health, ended = new Promise<never>(() => {}) }: { health?: HealthSeen; ended?: Promise<NewVersionEnd> },
) {
  const lines: string[] = [];
  const note = (_fields: object, text: string) => void lines.push(text);
  const done = watchNewVersion({
    installation,
    clock: systemClock,
    log: { info: note, warn: note, error: note } as never,
    ask: async () => health,
    ended,
    endNewVersion: async () => {},
    lookEveryMs: 5,
  });
  return { done, lines, writeLines: () => lines.filter((line) => line.includes('the disk is full')) };
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
    const { done, writeLines } = watch(full, { health: { version: next, isJournalOpen: true } });
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
    await installation.claim('payment');
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
    const pages = { version: next, isJournalOpen: false };
    const pointer = stored(installation);
    if (pointer.proving)
      await installation.writePointer({ ...pointer, proving: { ...pointer.proving, pageExpected: true } });
    const { done } = watch(installation, { health: pages, ended });
    await new Promise((go) => setTimeout(go, 50));
    expect(stored(installation).proving).toMatchObject({ starts: 1 });
    resolve(how);
    await done;
    expect(stored(installation).proving).toMatchObject({ starts });
  });
});
