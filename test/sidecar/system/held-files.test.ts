import fs from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPairing, pairingFile } from '../../../src/sidecar/access/pairing.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { removeFile, renameFile } from '../../../src/sidecar/system/held-files.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const real = { rename: fs.promises.rename, unlink: fs.promises.unlink };

/**
 * Linux lets a file be replaced or removed while another program has it open. This stand-in refuses it a few times, as Windows
 * does. It returns the number of tries.
 */
function refuse(step: keyof typeof real, code: string, times: number): () => number {
  let tries = 0;
  const place = (replacement: (...paths: [string, string]) => Promise<void>) => {
    Object.assign(fs.promises, { [step]: replacement });
    syncBuiltinESMExports();
  };
  place(async (...paths) => {
    tries += 1;
    if (tries <= times) throw Object.assign(new Error(`${code}: refused`), { code });
    await real[step](...paths);
  });
  onTestFinished(() => place(real[step]));
  return () => tries;
}

async function twoFiles() {
  const folder = await temporaryFolder();
  const [from, to] = [join(folder, 'next'), join(folder, 'present')];
  await writeFile(from, 'new');
  await writeFile(to, 'old');
  return { from, to };
}

describe('a file that a virus scanner has open for a moment', () => {
  test.each(['EPERM', 'EBUSY'])('is replaced all the same (%s)', async (code) => {
    const { from, to } = await twoFiles();
    const tries = refuse('rename', code, 3);
    await renameFile(from, to);
    expect(await readFile(to, 'utf8')).toBe('new');
    expect(tries()).toBe(4);
  });
  test('is removed all the same', async () => {
    const { to } = await twoFiles();
    refuse('unlink', 'EBUSY', 2);
    await removeFile(to);
    await expect(readFile(to)).rejects.toThrow('ENOENT');
  });
  test('is an error in the end if it stays open, and keeps its content', async () => {
    const { from, to } = await twoFiles();
    refuse('rename', 'EPERM', 20);
    await expect(renameFile(from, to)).rejects.toThrow('EPERM');
    expect(await readFile(to, 'utf8')).toBe('old');
  });
});

test('another error is no reason to wait', async () => {
  const { to } = await twoFiles();
  const tries = refuse('rename', 'ENOSPC', 1);
  await expect(renameFile(to, to)).rejects.toThrow('ENOSPC');
  expect(tries()).toBe(1);
});

test('a browser that pairs while a backup reads pairing.json is still paired after a restart', async () => {
  const folder = await temporaryFolder();
  const pairing = await openPairing(pairingFile(folder, silentLog()), Date.now);
  refuse('rename', 'EPERM', 2);
  const secret = await pairing.redeem(pairing.token);
  const again = await openPairing(pairingFile(folder, silentLog()), Date.now);
  expect(again.isPaired(secret ?? '')).toBe(true);
});
