import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type KeeperDeps, keepBrowser } from '../../../src/sidecar/browser/browser-keeper.ts';
import { readNote, writeNote } from '../../../src/sidecar/browser/profile-owner.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { systemProcesses } from '../../../src/sidecar/system/processes.ts';
import { thisSystem } from '../../../src/sidecar/system/systems.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const until = <T>(look: () => T) => vi.waitUntil(look, 20_000);

// A real process replaces the browser and records its arguments. Not on Windows: the programs are shell scripts.
const processes = systemProcesses();

async function writeProgram(folder: string, commands: string): Promise<string> {
  const path = join(folder, 'browser.sh');
  await writeFile(path, `#!/bin/sh\necho "$@" >> '${folder}/calls'\n${commands}\n`);
  await chmod(path, 0o755);
  return path;
}
const scriptThatRuns = 'while :; do sleep 0.1; done';
const scriptThatEnds = 'exit 3';
const scriptIgnoringTerm = `trap '' TERM\n${scriptThatRuns}`;

/** A keeper whose browser is a shell script with these commands. */
async function keeperOf(commands: string, change: Partial<KeeperDeps> = {}) {
  const folder = change.folder ?? (await temporaryFolder());
  const path = await writeProgram(folder, commands);
  let isUsed = false;
  const parts: KeeperDeps = {
    folder,
    pageUrl: 'http://localhost:1',
    find: () => path,
    system: thisSystem,
    processes,
    headless: true,
    sandbox: true,
    countPages: () => 1,
    invite: () => {
      isUsed = false;
      return { token: 'a-secret', isOpen: () => !isUsed, withdraw: () => {} };
    },
    log: silentLog(),
    ...change,
  };
  const note = join(folder, 'browser.json');
  const invitation = join(folder, 'open.html');
  const running = () => until(() => keeper.report().state === 'running' && readNote(note));
  const keeper = keepBrowser(parts);
  onTestFinished(() => keeper.stop());
  return {
    keeper,
    folder,
    parts,
    note,
    invitation,
    running,
    calls: () => (existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8') : ''),
    useInvitation: () => {
      isUsed = true;
    },
  };
}
const untilEnded = (pid: number) => until(() => !processes.isRunning(pid));

describe('the browser that is kept', () => {
  test('gets the pairing link from a file that only this user can read, not on its command line', async () => {
    const { running, invitation, calls, useInvitation } = await keeperOf(scriptThatRuns);
    await running();
    expect(readFileSync(invitation, 'utf8')).toContain('http://localhost:1/#pair=a-secret');
    expect(statSync(invitation).mode & 0o777).toBe(0o600);
    await until(() => calls().includes('open.html'));
    expect(calls()).not.toContain('a-secret');
    useInvitation();
    await until(() => !existsSync(invitation));
  });
  test('is started again when it is killed', async () => {
    const { keeper, running } = await keeperOf(scriptThatRuns);
    const { pid } = await running();
    process.kill(pid, 'SIGKILL');
    await until(() => keeper.report().restarts === 1);
    expect(keeper.report().lastEnd).toBe('signal SIGKILL');
    expect((await running()).pid).not.toBe(pid);
  });
  test('is restarted when no page answers in time', async () => {
    const { keeper, running } = await keeperOf(scriptThatRuns, {
      countPages: () => 0,
      pageTimeout: () => 100,
    });
    const { pid } = await running();
    await untilEnded(pid);
    await until(() => keeper.report().restarts > 0);
    expect(keeper.report().lastEnd).toContain('no connector page');
  });
  test('is ended with the sidecar, even if it ignores the signal, and its pairing link is removed', async () => {
    const { keeper, running, invitation } = await keeperOf(scriptIgnoringTerm);
    const { pid } = await running();
    await keeper.stop();
    expect(processes.isRunning(pid)).toBe(false);
    await until(() => !existsSync(invitation));
    expect(keeper.report()).toEqual({ state: 'stopped', restarts: 0 });
  });
  test('is started again when it ends at once, and the report says how it ended', async () => {
    const { keeper } = await keeperOf(scriptThatEnds);
    await until(() => keeper.report().restarts >= 2);
    expect(keeper.report()).toMatchObject({ lastEnd: 'exit code 3' });
  });
  test('is started again when no browser is found, and the report says so', async () => {
    const { keeper } = await keeperOf(scriptThatRuns, { find: () => undefined });
    await until(() => keeper.report().restarts >= 1);
    expect(keeper.report().lastEnd).toBe('not started: no browser is there');
  });
});

describe('a browser that already runs on this profile', () => {
  /** The state after a killed sidecar: a running browser and its note. */
  async function orphan(change: Partial<Parameters<typeof writeNote>[1]> = {}) {
    const first = await keeperOf(scriptThatRuns);
    const note = await first.running();
    // Linux shows the command line of a process a moment after it has reported its start.
    await until(() => first.calls() !== '');
    // No process has this id: Linux gives none above 2^22.
    const leftNote = { ...note, keeper: 2 ** 22 + 1, ...change };
    const second = () => {
      writeNote(first.note, leftNote);
      return keeperOf(scriptThatRuns, { folder: first.folder });
    };
    return { pid: note.pid, second };
  }

  test('is taken over, because a payment may run in it', async () => {
    const { pid, second } = await orphan();
    const { running, calls, keeper } = await second();
    await running();
    expect((await running()).pid).toBe(pid);
    expect(calls().trim().split('\n')).toHaveLength(1);
    await keeper.stop();
    await untilEnded(pid);
  });
  test('is ended, and a new one is started, when it shows the page of another port', async () => {
    const { pid, second } = await orphan({ page: 'http://localhost:2' });
    const { note } = await second();
    await untilEnded(pid);
    await until(() => readNote(note)?.page === 'http://localhost:1');
    expect(readNote(note)?.pid).not.toBe(pid);
  });
  test('is not touched while its own sidecar runs', async () => {
    // The parent process runs, and is not this process.
    const { pid, second } = await orphan({ keeper: process.ppid });
    const { keeper } = await second();
    await until(() => keeper.report().lastEnd !== undefined);
    expect(keeper.report().lastEnd).toContain('another sidecar');
    expect(processes.isRunning(pid)).toBe(true);
  });
  test('does not count as running when another program has the noted process id', async () => {
    const folder = await temporaryFolder();
    writeNote(join(folder, 'browser.json'), {
      pid: process.ppid,
      keeper: 2 ** 22 + 1,
      page: 'http://localhost:1',
      headless: true,
    });
    const { running, keeper } = await keeperOf(scriptThatRuns, { folder });
    await until(() => keeper.report().state === 'running');
    expect((await running()).pid).not.toBe(process.ppid);
  });
});
