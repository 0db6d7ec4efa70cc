import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { openPaymentPermits } from '../../../src/sidecar/records/payment-permits.ts';
import { openRecordStore } from '../../../src/sidecar/records/record-store.ts';
import { fillDisk } from '../../fakes/failing-disk.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const permit = { orderId: 'X1', paymentId: 'a', journal: 'book' };
const never = 3_600_000;
const full = (path: string) => ({ path, error: expect.stringContaining('ENOSPC') });

async function openPermits(tryAgainMs: number) {
  const folder = await temporaryFolder();
  const permits = await openPaymentPermits(folder, silentLog(), tryAgainMs);
  onTestFinished(() => permits.close());
  return { folder, permits, path: join(folder, 'asked.jsonl') };
}

test('a permit that cannot be written is a failure until the next one is written', async () => {
  const { permits, path } = await openPermits(never);
  expect(permits.writeFailure()).toBeUndefined();
  const disk = await fillDisk();
  expect(await permits.give(permit)).toBe(false);
  expect(permits.writeFailure()).toEqual(full(path));
  disk.free();
  expect(permits.writeFailure()).toEqual(full(path));
  expect(await permits.give(permit)).toBe(true);
  expect(permits.writeFailure()).toBeUndefined();
});

test('a change is reported once: when writes begin to fail, and when one works again', async () => {
  const { permits } = await openPermits(5);
  const seen: (string | undefined)[] = [];
  permits.onWriteFailure(() => seen.push(permits.writeFailure()?.error));
  await permits.give(permit);
  const disk = await fillDisk();
  await permits.give({ ...permit, orderId: 'X2' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  disk.free();
  await expect.poll(() => permits.writeFailure()).toBeUndefined();
  await permits.give({ ...permit, orderId: 'X3' });
  expect(seen).toEqual([expect.stringContaining('ENOSPC'), undefined]);
});

test('without a payment the permits are tried again: it ends with the first try that works', async () => {
  const { permits, folder, path } = await openPermits(5);
  await permits.give({ ...permit, orderId: 'X0' });
  const disk = await fillDisk();
  expect(await permits.give(permit)).toBe(false);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(permits.writeFailure()).toEqual(full(path));
  disk.free();
  await expect.poll(() => permits.writeFailure()).toBeUndefined();
  const length = (await readFile(path)).length;
  await new Promise((resolve) => setTimeout(resolve, 50));
  // Once it has ended, nothing more is written.
  expect((await readFile(path)).length).toBe(length);
  await permits.close();
  const again = await openPaymentPermits(folder, silentLog());
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
