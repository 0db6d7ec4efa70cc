// What the screens show in the gallery and in tests: payments, notifications, alarms and tickets.

import type {
  AlarmRow,
  LivePayment,
  NotificationRow,
  PaymentRow,
} from '../../../src/core/connector-api/snapshot.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';

export const livePayment = (change: Partial<LivePayment> = {}): LivePayment => ({
  paymentId: 'p-1',
  orderId: 'T1-20261123-0042',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  amountMinor: 123_450,
  currency: 'EUR',
  phase: 'customer',
  startedAt: Date.now() - 34_000,
  phaseSince: Date.now() - 30_000,
  charge: chargeByOutcome[change.outcome ?? 'UNKNOWN'],
  ...change,
});

const row = (n: number, change: Partial<PaymentRow> = {}): PaymentRow => ({
  paymentId: `p-${n}`,
  orderId: `T1-20261123-00${String(n).padStart(2, '0')}`,
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  amountMinor: 1023 * n,
  currency: 'EUR',
  state: 'answered',
  outcome: 'APPROVED',
  // Today, even just after midnight.
  createdAt: Math.max(Date.now() - n * 60_000, new Date().setHours(0, 0, 0, 0) + 100 - n),
  notification: { sent: true, count: 1, pending: 0 },
  simulated: false,
  contracts: ['proxy'],
  contested: false,
  charge: chargeByOutcome['outcome' in change ? (change.outcome ?? 'UNKNOWN') : 'APPROVED'],
  ...change,
});

const unsent = { sent: false, count: 0, pending: 0 };

export const rows = (): PaymentRow[] => [
  row(1, { state: 'waiting', notification: unsent, outcome: undefined as never }),
  row(2, { cardMasked: '497010******0042' }),
  row(3, { outcome: 'DECLINED', failure: 'declined', detail: 'forbidden (AF=05)', notification: unsent }),
  row(4, { notification: { sent: false, count: 0, pending: 1, failure: 'hipay-unreachable' } }),
  row(5, { outcome: 'UNKNOWN', state: 'unknown', failure: 'outcome-unknown', notification: unsent }),
  row(6, { notification: { sent: false, count: 0, pending: 1, failure: 'hipay-credentials' } }),
  row(7, { outcome: 'CANCELLED', failure: 'cancelled', notification: unsent, simulated: true }),
  row(8, { outcome: 'NOT_SENT', failure: 'terminal-silent', state: 'closed', notification: unsent }),
  row(10, {
    outcome: 'APPROVED',
    state: 'resolved',
    resolution: { paid: true, by: 'Ana', why: 'Ticket with this amount, accepted', at: Date.now() },
  }),
  row(11, {
    outcome: 'DECLINED',
    state: 'resolved',
    failure: 'declined',
    notification: unsent,
    resolution: { paid: false, by: 'Ana', why: 'No ticket for this payment', at: Date.now() },
  }),
  row(9, {
    outcome: 'OTHER_PAYMENT',
    state: 'unknown',
    failure: 'other-payment',
    notification: unsent,
    amountMinor: 99_999_999,
  }),
];

/** Rows of refunds, of a sale that is partly approved, and of a duplicate. */
export const unusualRows = (): PaymentRow[] => [
  row(12, { transactionType: 'Credit', hasReceipt: true, amountMinor: 1999 }),
  row(13, {
    transactionType: 'Credit',
    outcome: 'UNKNOWN',
    state: 'unknown',
    failure: 'outcome-unknown',
    notification: unsent,
  }),
  row(14, { outcome: 'PARTIALLY_APPROVED', amountMinor: 5000, askedMinor: 8000, hasReceipt: true }),
  row(15, { transactionType: 'Duplicate', notification: unsent }),
];

export const notifications = (): NotificationRow[] => [
  {
    entryId: 'n-1',
    orderId: 'T1-20261123-0006',
    contract: 'proxy',
    amount: '61.38',
    currency: 'EUR',
    state: 'parked',
    attempts: 3,
    createdAt: Date.now() - 360_000,
    nextAttemptAt: Date.now(),
    failure: 'hipay-credentials',
    detail: 'HTTP 401',
  },
  {
    entryId: 'n-2',
    orderId: 'T1-20261123-0004',
    contract: 'nfc',
    amount: '40.92',
    currency: 'EUR',
    state: 'pending',
    attempts: 1,
    createdAt: Date.now() - 240_000,
    nextAttemptAt: Date.now() + 48_000,
    failure: 'hipay-unreachable',
  },
];

const alarm = (change: Partial<AlarmRow>): AlarmRow => ({
  kind: 'late-answer',
  outcome: 'APPROVED',
  at: Date.now(),
  paymentId: 'p-5',
  orderId: 'T1-20261123-0005',
  transactionType: 'Debit',
  amountMinor: 5115,
  currency: 'EUR',
  ...change,
});

/** Four sales of which every one has its end. */
export const soldRows = (): PaymentRow[] => [
  row(2, { amountMinor: 890, cardMasked: '497010******4417', hasReceipt: true }),
  row(3, { amountMinor: 320 }),
  row(4, { amountMinor: 4200, outcome: 'DECLINED', failure: 'declined', notification: unsent }),
  row(6, { amountMinor: 1250 }),
  row(7, { amountMinor: 110 }),
];

export const alarms: AlarmRow[] = [
  alarm({ kind: 'contradiction', paymentId: 'p-11' }),
  alarm({ kind: 'contradiction', outcome: 'DECLINED', paymentId: 'p-10' }),
  alarm({}),
  alarm({ outcome: 'DECLINED', paymentId: 'p-3' }),
];

export const tickets = [
  {
    for: 'customer',
    form: 'text',
    content:
      'CARTE BANCAIRE\nSANS CONTACT\n24/11/26         10:15:01\nLE PETIT COMMERCE\n75002 PARIS\n************0042\n\nMONTANT:       1234,50 EUR\nDEBIT\nTICKET CLIENT\nA CONSERVER',
  },
  { for: 'merchant', form: 'text', content: 'CARTE BANCAIRE\nMONTANT:       1234,50 EUR\nTICKET COMMERCANT' },
] as const;

export const lostRecords = { recordsLost: { at: Date.UTC(2026, 10, 30, 9, 32), missing: 12 } };
export const comingRecords = { recordsLost: { ...lostRecords.recordsLost, isComing: true as const } };

export const fullDisk = {
  diskFailures: [{ file: 'records.jsonl', error: 'ENOSPC: no space left on device, write' }],
};
