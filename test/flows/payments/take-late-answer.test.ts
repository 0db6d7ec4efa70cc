import { expect, it } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { encodeAnswer } from '../../../src/core/terminal/concert-v2/answer.ts';
import { concertDialect } from '../../../src/core/terminal/concert-v2/concert-v2.ts';
import { blankPrivateData } from '../../../src/core/terminal/concert-v2/request.ts';
import { handleLateAnswer } from '../../../src/flows/payments/resolution-service.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { aRecord, aRequest, someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const accepted = encodeAnswer({
  registerNumber: '01',
  status: '0',
  amountMinor: 1023,
  paymentMode: '1',
  currencyNumeric: '978',
  privateData: blankPrivateData,
});

const clock = new VirtualClock();
function sentPayment(paymentId: string, minutesAgo: number, change: Partial<PaymentRecord>): PaymentRecord {
  const at = clock.now() - minutesAgo * 60_000;
  const history = [{ state: 'sending', at }] as const;
  return aRecord({ paymentId, orderId: paymentId, createdAt: at, history: [...history], ...change });
}
const unknown = { state: 'unknown', outcome: 'UNKNOWN' } as const;
const resolved = {
  state: 'resolved',
  outcome: 'APPROVED',
  resolution: { paid: true, by: 'Ana', why: 'the ticket', at: 0 },
} as const;

/** The payment that an unrequested answer of 10.23 settles. */
async function settledBy(records: readonly PaymentRecord[]): Promise<string | undefined> {
  const { action, settled } = await lateAnswer(records, () => false);
  expect(action).toBe('acknowledge');
  return settled?.paymentId;
}

async function lateAnswer(records: readonly PaymentRecord[], isRunning: (orderId: string) => boolean) {
  const { journal } = new MemoryStorage();
  for (const record of records) await journal.write(record);
  return handleLateAnswer(accepted, isRunning, {
    journal,
    clock,
    ids: countingIds(),
    digest: { sha1: async () => '' },
    dialect: concertDialect('E+'),
    settings: someSettings(),
    onLateAnswer: () => {},
  });
}

const of999 = { ...unknown, request: aRequest({ amountMinor: 999 }) };

it.each<[string, PaymentRecord[], string | undefined]>([
  ['the only unknown payment, if it fits', [sentPayment('late', 1, unknown)], 'late'],
  [
    'the payment that fits, beside an earlier one of another amount',
    [sentPayment('other', 2, of999), sentPayment('late', 1, unknown)],
    'late',
  ],
  [
    'no payment, if another one was sent after the one that fits',
    [sentPayment('late', 2, unknown), sentPayment('other', 1, of999)],
    undefined,
  ],
  [
    'no payment, if two fit',
    [sentPayment('first', 2, unknown), sentPayment('second', 1, unknown)],
    undefined,
  ],
  // The second request may never have reached the terminal, so the answer may belong to the first payment.
  [
    'no payment, if an earlier one that fits was resolved',
    [sentPayment('first', 2, resolved), sentPayment('second', 1, unknown)],
    undefined,
  ],
  ['the resolved payment, if no other is in doubt', [sentPayment('late', 1, resolved)], 'late'],
])('an unrequested answer settles %s', async (_, records, settled) => {
  expect(await settledBy(records)).toBe(settled);
});

it('does not acknowledge an answer to a payment whose end is being written, so that the terminal repeats it', async () => {
  const ending = sentPayment('ending', 1, { state: 'waiting' });
  expect(await lateAnswer([ending], (orderId) => orderId === 'ending')).toEqual({ action: 'ignore' });
});
