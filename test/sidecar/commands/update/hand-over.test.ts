import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { UpdateProof } from '../../../../src/core/update/update-pointer.ts';
import { findOwnSidecar } from '../../../../src/sidecar/access/owner-key.ts';
import { handOver } from '../../../../src/sidecar/commands/update/hand-over.ts';
import { lockFolder, lockWatch } from '../../../../src/sidecar/system/folder-lock.ts';
import {
  type Installation,
  installationAt,
  makeFolders,
} from '../../../../src/sidecar/updates/installation.ts';
import { switchVersion } from '../../../../src/sidecar/updates/switch-version.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { temporaryFolder } from '../../helpers/running-sidecar.ts';

const [before, next, highest] = ['0.1.0', '0.2.0', '0.3.0'] as const;
const later = 'When it answers again, it may still take this request.';
const shortTimes = { sayAfter: 20, answer: 200, end: 1000 };

/** A version that was switched to, is watched and does not answer. Its process is one of the test. */
async function silentVersion() {
  const home = await temporaryFolder();
  const installation = installationAt(await temporaryFolder());
  await makeFolders(installation.root);
  for (const version of [before, next, highest]) {
    await mkdir(installation.folderOf(version));
    const text = JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms: 2 });
    await writeFile(join(installation.folderOf(version), 'package.json'), text);
  }
  await installation.writePointer({ format: 1, version: before });
  const update = { version: next, as: 'update' } as const;
  const pointer = await switchVersion(installation, update, { home, pageExpected: false, now: 7 });
  const child = spawn('sleep', ['60']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const counted = { pid: child.pid as number, at: '' };
  const proving = { ...(pointer.proving as UpdateProof), counted };
  await installation.writePointer({ ...pointer, proving });
  await lockWatch(installation.root);
  return { installation, home, child, id: proving.id, pid: counted.pid };
}

async function rollBack(installation: Installation, home: string, as: 'rollback' | 'update' = 'rollback') {
  const screen = recordedScreen();
  const version = as === 'rollback' ? before : highest;
  const sidecar = await findOwnSidecar(home, fetch);
  const code = await handOver({ version, as, atOnce: true, home }, installation, sidecar, screen, shortTimes);
  return { code, printed: screen.printed(), complained: screen.complained() };
}

/** A connector that takes each request and sends one byte after the other; the folder and the file are its own. */
async function hangIn(home: string) {
  const server = createServer((_request, answer) => {
    answer.writeHead(200, { 'content-type': 'application/json' });
    const sending = setInterval(() => answer.write(' '), 20);
    answer.once('close', () => clearInterval(sending));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await lockFolder(home);
  const running = { version: 1, port, pid: process.pid, key: 'k', locked: true };
  await writeFile(join(home, 'running.json'), JSON.stringify(running));
}

test.each(['rollback', 'update'] as const)(
  'a silent version with a payment is not ended by %s',
  async (as) => {
    const { installation, home, id, pid } = await silentVersion();
    await installation.claim('payment', id);
    const alarm = { version: next, why: 'it stopped answering', at: 1 };
    await installation.writePointer({ ...(await installation.pointer()), alarm });
    await hangIn(home);
    const { code, complained } = await rollBack(installation, home, as);
    expect(code).toBe(1);
    expect(complained).toContain(later);
    expect(complained).toMatch(
      /Nothing was changed: .*payments have begun with it.*Wait until the terminal is idle/,
    );
    expect(complained).toContain(`end process ${pid}`);
    expect((await installation.pointer()).version).toBe(next);
  },
);

test('a silent version without a payment takes none from the rollback on, and the command waits for its end', async () => {
  const { installation, home, id, child } = await silentVersion();
  let hasEnded = false;
  setTimeout(() => {
    hasEnded = true;
    child.kill('SIGKILL');
  }, 300);
  const { code, printed } = await rollBack(installation, home);
  expect(hasEnded).toBe(true);
  expect(code).toBe(0);
  expect(printed).toMatch(/is being ended.*\n.*It has ended. Its launcher starts version 0\.1\.0/);
  expect((await installation.pointer()).version).toBe(before);
  expect(await installation.claim('payment', id)).toBe(false);
});

test('a silent version that does not end is not called ended', async () => {
  const { installation, home } = await silentVersion();
  const { code, printed, complained } = await rollBack(installation, home);
  expect(code).toBe(1);
  expect(printed).not.toContain('has ended.');
  expect(complained).toContain('has not ended yet');
});

test('the silent version of another home folder is left alone', async () => {
  const { installation, child } = await silentVersion();
  const { printed } = await rollBack(installation, await temporaryFolder());
  expect(printed).not.toContain('ended');
  expect(child.exitCode).toBeNull();
});

test('on a full disk the way back that was prepared is taken', async () => {
  const { installation, home, child } = await silentVersion();
  child.kill('SIGKILL');
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  const { code } = await rollBack({ ...installation, writePointer: () => Promise.reject(full) }, home);
  expect(code).toBe(0);
  expect((await installation.pointer()).version).toBe(before);
});

test('a connector that hangs is asked for a short time, and its silence is said', async () => {
  const { installation, home } = await silentVersion();
  await installation.writePointer({ format: 1, version: next, previous: before });
  await hangIn(home);
  const begun = performance.now();
  const { code, printed, complained } = await rollBack(installation, home);
  expect(performance.now() - begun).toBeLessThan(2000);
  expect(code).toBe(1);
  expect(printed).toContain(`process ${process.pid}) does not answer yet`);
  expect(complained).toContain(`Nothing was changed. ${later}`);
  expect((await installation.pointer()).version).toBe(next);
});
