import fc from 'fast-check';
import type { PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { failureNames } from '../../../src/core/failures/failures.ts';
import { chargeStatement } from '../../../src/core/payment/charge-statement.ts';

const paymentState = fc.constantFrom(
  'intended',
  'sending',
  'waiting',
  'answered',
  'unknown',
  'resolved',
  'closed',
);

/** Any payment row, also with combinations of fields that no journal contains. */
export const anyRow: fc.Arbitrary<PaymentRow> = fc.record(
  {
    paymentId: fc.uuid(),
    orderId: fc.string({ minLength: 1, maxLength: 32, unit: 'grapheme' }),
    transactionType: fc.constantFrom('Debit', 'Credit', 'Cancel', 'Duplicate', 'Authorization'),
    paymentMeans: fc.constantFrom('card', 'cheque'),
    hasReceipt: fc.boolean(),
    amountMinor: fc.integer({ min: 0, max: 99_999_999 }),
    askedMinor: fc.integer({ min: 0, max: 99_999_999 }),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CHF', 'ISK'),
    state: paymentState,
    outcome: fc.constantFrom(
      'APPROVED',
      'PARTIALLY_APPROVED',
      'DECLINED',
      'CANCELLED',
      'NOT_SENT',
      'UNKNOWN',
      'OTHER_PAYMENT',
    ),
    failure: fc.constantFrom(...failureNames),
    resolution: fc.record({
      paid: fc.boolean(),
      by: fc.string({ minLength: 1, unit: 'grapheme' }),
      why: fc.string({ minLength: 1, unit: 'grapheme' }),
      at: fc.nat(),
    }),
    createdAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
    notification: fc.record({
      sent: fc.boolean(),
      count: fc.integer({ min: 0, max: 2 }),
      pending: fc.integer({ min: 0, max: 2 }),
    }),
    simulated: fc.boolean(),
    cardMasked: fc.stringMatching(/^\d{6}\*{6}\d{4}$/),
    contracts: fc.subarray(['nfc', 'proxy'] as const),
    contested: fc.boolean(),
    charge: fc.constantFrom(...chargeStatement.options),
  },
  {
    requiredKeys: [
      'paymentId',
      'orderId',
      'transactionType',
      'paymentMeans',
      'hasReceipt',
      'amountMinor',
      'currency',
      'state',
      'createdAt',
      'notification',
      'simulated',
      'contracts',
      'contested',
      'charge',
    ],
  },
);

export const anyRows = fc.uniqueArray(anyRow, { selector: ({ paymentId }) => paymentId, maxLength: 40 });

export const aRow = (change: Partial<PaymentRow> = {}): PaymentRow => ({
  paymentId: 'p-1',
  orderId: 'Order_1',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  charge: 'charged',
  amountMinor: 1023,
  currency: 'EUR',
  state: 'answered',
  outcome: 'APPROVED',
  createdAt: Date.UTC(2026, 10, 23, 9, 30, 5),
  notification: { sent: true, count: 1, pending: 0 },
  simulated: false,
  contracts: ['proxy'],
  contested: false,
  ...change,
});
