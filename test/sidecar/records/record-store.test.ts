import { appendFileSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linkedRefunds, withRefundLink } from '../../../src/core/payment/refund-links.ts';
import { openRecordStore, type RecordStore } from '../../../src/sidecar/records/record-store.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const log = pino({ level: 'silent' });
const folder = () => mkdtempSync(join(tmpdir(), 'hipay-ecr-records-'));
/** Opens a store that is closed after the test, also after a failure. */
async function openStore(home: string, to: typeof log): Promise<RecordStore> {
  const store = await openRecordStore(home, to);
  onTestFinished(() => store.close().catch(() => {}));
  return store;
}
const textOf = async (store: RecordStore) => new Response(await store.stream()).text();
const approved = aRecord({ state: 'answered', outcome: 'APPROVED', updatedAt: 2000 });
const today = Date.now();

describe('the second copy of the journal', () => {
  it('keeps the state of an order over a restart', async () => {
    const home = folder();
    const store = await openStore(home, log);
    await store.keep({ kind: 'payment', record: aRecord({ state: 'waiting' }) });
    await store.keep({ kind: 'payment', record: approved });
    await store.keep({ kind: 'notification', entry: anEntry({ state: 'delivered', attempts: 1 }) });
    await store.close();
    const again = await openStore(home, log);
    expect(await again.find('Order_1')).toMatchObject({
      outcome: 'APPROVED',
      notification: { sent: true, count: 1 },
    });
    expect(await again.find('Order_9')).toBeUndefined();
  });
  it('reads the records of earlier runs on request or at the first question, and not while it starts', async () => {
    const [one, other] = ['Order_1', 'Order_2'].map((orderId) => {
      // Of this month, so that the file stays.
      const record = { ...approved, createdAt: today, orderId, request: { ...approved.request, orderId } };
      return `${JSON.stringify({ kind: 'payment', record })}\n`;
    }) as [string, string];
    const home = folder();
    const path = join(home, 'records.jsonl');
    for (const ask of [(store: RecordStore) => store.loadIndex(), (store: RecordStore) => store.since()]) {
      writeFileSync(path, one);
      const store = await openStore(home, log);
      expect(store.hasEarlierRecords).toBe(true);
      // A store that reads the file at its start would have finished by then.
      for (let i = 0; i < 3; i++) expect(await textOf(store)).toBe(one);
      // The new text has the same length, so the part from earlier runs ends at the same position.
      writeFileSync(path, other);
      await ask(store);
      expect(await store.find('Order_2')).toMatchObject({ outcome: 'APPROVED' });
      expect(await store.find('Order_1')).toBeUndefined();
    }
  });
  it('keeps an older copy that names another refund', async () => {
    const home = folder();
    const store = await openStore(home, log);
    await store.keep({ kind: 'payment', record: withRefundLink(approved, 'Refund_1', 5000) });
    const older = { ...withRefundLink(approved, 'Refund_2', 3000), updatedAt: 3000 };
    await store.keep({ kind: 'payment', record: older });
    await store.close();
    const again = await openStore(home, log);
    const { payments } = await again.recordsOf('Order_1');
    expect(linkedRefunds(payments)).toEqual(['Refund_1', 'Refund_2']);
  });
  it('never answers for an order with the result of a duplicate', async () => {
    const store = await openStore(folder(), log);
    const request = { ...aRecord().request, transactionType: 'Duplicate' as const };
    await store.keep({ kind: 'payment', record: aRecord({ state: 'unknown', outcome: 'UNKNOWN' }) });
    await store.keep({
      kind: 'payment',
      record: { ...approved, paymentId: 'duplicate', attempt: 2, request },
    });
    expect(await store.find('Order_1')).toMatchObject({ outcome: 'UNKNOWN', transactionType: 'Debit' });
  });
  it('reports a payment under way as unknown', async () => {
    const store = await openStore(folder(), log);
    await store.keep({ kind: 'payment', record: aRecord({ state: 'waiting' }) });
    expect(await store.find('Order_1')).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
  });
  it('appends one line for each change, and none for a known one', async () => {
    const home = folder();
    const store = await openStore(home, log);
    for (let i = 0; i < 3; i++) await store.keep({ kind: 'payment', record: approved });
    await store.keep({ kind: 'payment', record: aRecord({ state: 'sending', updatedAt: 1500 }) });
    await store.keep({ kind: 'payment', record: approved });
    const lines = readFileSync(join(home, 'records.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(3);
    expect(await textOf(store)).toContain('"APPROVED"');
  });
  it('has every line on disk, in its order, when many come at once', async () => {
    const home = folder();
    const store = await openStore(home, log);
    const entryOf = (number: number) => anEntry({ entryId: `entry-${number}` });
    const kept = Array.from({ length: 500 }, (_, number) =>
      store.keep({ kind: 'notification', entry: entryOf(number) }).then(() => {
        const onDisk = readFileSync(join(home, 'records.jsonl'), 'utf8');
        expect(onDisk).toContain(`"entry-${number}"`);
      }),
    );
    await Promise.all(kept);
    const lines = (await textOf(store)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).entry.entryId)).toEqual(
      kept.map((_, number) => `entry-${number}`),
    );
  });
  it('skips a line torn by a power cut, and writes the next line whole', async () => {
    const home = folder();
    const store = await openStore(home, log);
    await store.keep({ kind: 'payment', record: approved });
    await store.close();
    appendFileSync(join(home, 'records.jsonl'), '{"kind":"payment","record":{"vers');
    const torn = await openStore(home, log);
    await torn.keep({ kind: 'payment', record: aRecord({ paymentId: 'p2', orderId: 'Order_2' }) });
    await torn.close();
    const again = await openStore(home, log);
    expect([(await again.find('Order_1'))?.outcome, (await again.find('Order_2'))?.outcome]).toEqual([
      'APPROVED',
      'UNKNOWN',
    ]);
  });
  it('answers from memory when a full disk refused the line', async () => {
    const home = folder();
    symlinkSync('/dev/full', join(home, 'records.jsonl'));
    const store = await openStore(home, log);
    void store.keep({ kind: 'payment', record: approved });
    await expect.poll(async () => (await store.find('Order_1'))?.outcome).toBe('APPROVED');
    await store.close();
  });
  it('asks the page for the last day again, and writes no record twice', async () => {
    const home = folder();
    const store = await openStore(home, log);
    const day = 24 * 3600 * 1000;
    const at = (createdAt: number, name: string) => ({
      kind: 'payment' as const,
      record: { ...approved, createdAt, updatedAt: createdAt, paymentId: name, orderId: name },
    });
    const old = at(day, 'old');
    const young = at(3 * day, 'young');
    for (const copy of [old, young]) await store.keep(copy);
    await store.close();
    const again = await openStore(home, log);
    expect(await again.since()).toBe(2 * day);
    await again.keep(young);
    expect((await textOf(again)).split('\n').filter((line) => line.includes('"young"'))).toHaveLength(1);
    expect((await again.find('old'))?.outcome).toBe('APPROVED');
    await again.close();
  });
  it('is readable by its owner only', async () => {
    const home = folder();
    await openStore(home, log);
    expect(statSync(join(home, 'records.jsonl')).mode & 0o777).toBe(0o600);
  });
});
