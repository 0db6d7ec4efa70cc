import { expect, test } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { recordsFileOf } from '../../../src/core/records/records-file.ts';
import { findDoubtsOfAll } from '../../../src/sidecar/payments/doubts-about.ts';
import { RecordHeads } from '../../../src/sidecar/records/record-heads.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const dayMs = 24 * 3_600_000;
const now = 1_800_000_000_000;
const sale = aRequest({ orderId: 'Next' });

/** A record that changed a minute ago. Its journal is `journal-1`. */
const changed = (change: Partial<PaymentRecord>) =>
  aRecord({ createdAt: now - 90_000, updatedAt: now - 60_000, ...change });

async function orders(records: readonly PaymentRecord[], ...connected: string[]) {
  const heads = new RecordHeads(() => now);
  for (const record of records) heads.note({ kind: 'payment', record });
  const doubts = await findDoubtsOfAll(sale, {
    recordStore: { loadIndex: async () => {}, doubts: () => heads.doubts() },
    recordsOf: async (orderId) => recordsFileOf(records.filter((each) => each.orderId === orderId)),
    runsAt: (installation) => connected.includes(installation ?? ''),
    now: () => now,
  });
  return doubts.map(({ orderId }) => orderId);
}

test.each(['intended', 'sending', 'waiting'] as const)(
  'a payment under way (%s) is in doubt once its page is away',
  async (state) => {
    const running = changed({ state });
    expect(await orders([running], 'journal-1')).toEqual([]);
    expect(await orders([running])).toEqual(['Order_1']);
    expect(await orders([{ ...running, updatedAt: now - dayMs + 1 }])).toEqual(['Order_1']);
    expect(await orders([{ ...running, updatedAt: now - dayMs }])).toEqual([]);
  },
);

test('the newest payment in doubt is the first; payments with an end are left out', async () => {
  const doubt = (orderId: string, createdAt: number) =>
    changed({ paymentId: orderId, orderId, state: 'unknown', outcome: 'UNKNOWN', createdAt });
  const paid = changed({ paymentId: 'paid', orderId: 'Paid', state: 'closed', outcome: 'APPROVED' });
  const records = [doubt('Older', now - 90_000), doubt('Newer', now - 80_000), paid];
  expect(await orders(records, 'journal-1')).toEqual(['Newer', 'Older']);
});
