import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { readStoredEntry } from '../../../src/core/hipay/stored-entry.ts';
import { readStoredPayment } from '../../../src/core/payment/stored-payment.ts';
import { joinPayment } from '../../../src/core/records/ledger.ts';
import { parseRecordLine } from '../../../src/sidecar/records/record-line.ts';
import journal from '../../vectors/older-program/journal.json' with { type: 'json' };
import {
  type AtEnd,
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// An older program wrote these files: its page the journal, its sidecar the other two. A1 is paid and notified, A2 paid and
// pending, A4 refused, A5 in doubt, A6 decided as not paid, A7 decided as paid and pending. A8 was paid when page and
// sidecar were killed: only `asked.jsonl` has it.

const folder = fileURLToPath(new URL('../../vectors/older-program/', import.meta.url));
let sidecar: RunningSidecar;
beforeAll(async () => {
  const undo: (() => Promise<void>)[] = [];
  const atEnd: AtEnd = (step) => undo.unshift(step);
  const homeFolder = await temporaryFolder(atEnd);
  for (const name of ['records.jsonl', 'asked.jsonl']) await copyFile(folder + name, join(homeFolder, name));
  sidecar = await runningSidecar({ homeFolder, timeouts: { pageReturnMs: 50 } }, atEnd);
  return async () => {
    for (const step of undo) await step();
  };
});

const orders = [
  ['A1', 1001, 'charged', { outcome: 'APPROVED', notificationHipaySent: true }],
  ['A2', 1002, 'charged', { outcome: 'APPROVED', notificationHipaySent: false }],
  ['A4', 1004, 'not-charged', { outcome: 'DECLINED' }],
  ['A5', 1005, 'unknown', { outcome: 'UNKNOWN', errorCode: '1102' }],
  ['A6', 1006, 'not-charged', { outcome: 'DECLINED' }],
  ['A7', 1007, 'charged', { outcome: 'APPROVED', notificationHipaySent: false }],
] as const;

test.each(orders)('GET /orders/%s of an older program’s copy', async (id, _amount, charge, answer) => {
  expect(await (await asTill(sidecar, `/orders/${id}`)).json()).toMatchObject({ charge, ...answer });
});
test.each(orders.filter(([, , charge]) => charge !== 'not-charged'))(
  'the repeated order %s gets what is known, and nothing is charged',
  async (order_id, amount, charge, { outcome }) => {
    const reply = await postOrder(sidecar, { order_id, amount: amount / 100, currency: 'EUR' });
    expect(await reply.json()).toMatchObject({ outcome, charge, replayed: true });
  },
);
test('an order that an older program had sent to a page is in doubt', async () => {
  const reply = await postOrder(sidecar, { order_id: 'A8', amount: 10.08, currency: 'EUR' });
  expect(await reply.json()).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
});
test('its pending notifications and its payments in doubt are counted', async () => {
  const health = await (await asTill(sidecar, '/health')).json();
  expect(health).toMatchObject({ notifications: { pending: 2, parked: 0 }, paymentsInDoubt: 2 });
});
test('its journal is read whole, and its copy changes nothing in it', async () => {
  const text = await readFile(join(folder, 'records.jsonl'), 'utf8');
  const copies = text.split('\n').flatMap((line) => parseRecordLine(line) ?? []);
  const payments = copies.flatMap((copy) => (copy.kind === 'payment' ? [copy.record] : []));
  expect(journal.notifications.map(readStoredEntry)).toEqual(journal.notifications);
  for (const stored of journal.payments) {
    const record = readStoredPayment(stored);
    expect(record).toEqual(stored);
    const own = payments.filter(({ paymentId }) => paymentId === stored.paymentId);
    expect(own.reduce(joinPayment)).toMatchObject(stored);
  }
});
