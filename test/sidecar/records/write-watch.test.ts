import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openPaymentGrants } from '../../../src/sidecar/records/payment-grants.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
import { fillDisk } from '../../fakes/failing-disk.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const grant = { orderId: 'X1', paymentId: 'a', journal: 'book' };
const never = 3_600_000;
const full = (path: string) => ({ path, error: expect.stringContaining('ENOSPC') });

async function openGrants(tryAgainMs: number) {
  const folder = await temporaryFolder();
  const grants = await openPaymentGrants(folder, silentLog(), tryAgainMs);
  onTestFinished(() => grants.close());
  return { folder, grants, path: join(folder, 'asked.jsonl') };
}

test('a grant that cannot be written is a failure until the next one is written', async () => {
  const { grants, path } = await openGrants(never);
  expect(grants.writeFailure()).toBeUndefined();
  const disk = await fillDisk();
  expect(await grants.give(grant)).toBe(false);
  expect(grants.writeFailure()).toEqual(full(path));
  disk.free();
  expect(grants.writeFailure()).toEqual(full(path));
  expect(await grants.give(grant)).toBe(true);
  expect(grants.writeFailure()).toBeUndefined();
});

test('a change is reported once: when writes begin to fail, and when one works again', async () => {
  const { grants } = await openGrants(5);
  const seen: (string | undefined)[] = [];
  grants.onWriteFailure(() => seen.push(grants.writeFailure()?.error));
  await grants.give(grant);
  const disk = await fillDisk();
  await grants.give({ ...grant, orderId: 'X2' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  disk.free();
  await expect.poll(() => grants.writeFailure()).toBeUndefined();
  await grants.give({ ...grant, orderId: 'X3' });
  expect(seen).toEqual([expect.stringContaining('ENOSPC'), undefined]);
});

test('without a payment the grants are tried again: it ends with the first try that works', async () => {
  const { grants, folder, path } = await openGrants(5);
  await grants.give({ ...grant, orderId: 'X0' });
  const disk = await fillDisk();
  expect(await grants.give(grant)).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(grants.writeFailure()).toEqual(full(path));
  disk.free();
  await expect.poll(() => grants.writeFailure()).toBeUndefined();
  const length = (await readFile(path)).length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  // Once it has ended, nothing more is written.
  expect((await readFile(path)).length).toBe(length);
  await grants.close();
  const again = await openPaymentGrants(folder, silentLog());
  onTestFinished(() => again.close());
  expect(again.all().map(({ orderId }) => orderId)).toEqual(['X0']);
});

test('a record that cannot be written is a failure, and is written without another payment', async () => {
  const folder = await temporaryFolder();
  const store = await openRecordStore(folder, silentLog(), { tryAgainMs: 5 });
  onTestFinished(() => store.close());
  const path = join(folder, 'records.jsonl');
  const disk = await fillDisk();
  const kept = store.keep({ kind: 'payment', record: aRecord({ paymentId: 'p1' }) });
  await expect.poll(() => store.writeFailure()).toEqual(full(path));
  disk.free();
  await kept;
  expect(store.writeFailure()).toBeUndefined();
  expect(await readFile(path, 'utf8')).toContain('"p1"');
});
