import { expect, test } from 'vitest';
import type { PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { takenBy } from '../../../src/core/history/taken-by.ts';

const hour = 3_600_000;
const parts = {
  startOf: (at: number) => Math.floor(at / hour) * hour,
  nextOf: (start: number) => start + hour,
};

const row = (at: number, amountMinor: number, change: Partial<PaymentRow> = {}) =>
  ({
    createdAt: at,
    amountMinor,
    currency: 'EUR',
    transactionType: 'Debit',
    state: 'answered',
    outcome: 'APPROVED',
    contested: false,
    ...change,
  }) as PaymentRow;

test('adds what was taken in each hour, and has hours without a sale between them', () => {
  const rows = [row(7 * hour, 100), row(7 * hour + 1, 50), row(9 * hour + 5, 30)];
  expect(takenBy(rows, 'EUR', parts)).toEqual([
    { at: 7 * hour, minor: 150 },
    { at: 8 * hour, minor: 0 },
    { at: 9 * hour, minor: 30 },
  ]);
});

test('leaves out payments that took no money or are in doubt, refunds and other currencies', () => {
  const rows = [
    row(hour, 1, { outcome: 'DECLINED' }),
    row(2 * hour, 2, { outcome: 'UNKNOWN', state: 'unknown' }),
    row(3 * hour, 3, { transactionType: 'Credit' }),
    row(4 * hour, 4, { currency: 'CHF' }),
  ];
  expect(takenBy(rows, 'EUR', parts)).toEqual([]);
  expect(takenBy(rows, 'CHF', parts)).toEqual([{ at: 4 * hour, minor: 4 }]);
});
