import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { CollectedPayments } from '../../../src/core/history/history-totals.ts';
import { anyRow, anyRows, aRow } from './some-rows.ts';
import { totalsOf } from './totals-of.ts';

const newestFirst = (a: PaymentRow, b: PaymentRow) =>
  b.createdAt - a.createdAt || (a.paymentId < b.paymentId ? 1 : -1);

it('lists each payment once, in its last state, and counts it once, for any order of updates', () => {
  fc.assert(
    fc.property(
      anyRows.chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.array(fc.tuple(fc.nat(Math.max(0, rows.length - 1)), anyRow), { maxLength: rows.length * 2 }),
          fc.boolean(),
        ),
      ),
      ([rows, changes, withSimulated]) => {
        const collected = new CollectedPayments();
        const known = new Map<string, PaymentRow>();
        const take = (row: PaymentRow) => {
          collected.put(row);
          known.set(row.paymentId, row);
        };
        for (const row of rows) take(row);
        for (const [place, change] of changes)
          if (rows[place]) take({ ...change, paymentId: rows[place].paymentId });
        const expected = [...known.values()].sort(newestFirst);
        expect(collected.rows).toEqual(expected);
        expect(collected.totals(withSimulated)).toEqual(totalsOf(expected, withSimulated));
        expect(collected.simulated).toBe(expected.filter(({ simulated }) => simulated).length);
      },
    ),
  );
});

it('keeps payments of the same millisecond apart', () => {
  const collected = new CollectedPayments();
  for (const paymentId of ['p-2', 'p-1', 'p-3', 'p-1']) collected.put(aRow({ paymentId }));
  expect(collected.rows.map(({ paymentId }) => paymentId)).toEqual(['p-3', 'p-2', 'p-1']);
});

it('returns the same array until something changes', () => {
  const collected = new CollectedPayments();
  const row = aRow();
  collected.put(row);
  const before = collected.rows;
  collected.put(row);
  expect(collected.rows).toBe(before);
  collected.put({ ...row });
  expect(collected.rows).not.toBe(before);
});
