import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { purposes, RunningTotals } from '../../../src/core/history/history-totals.ts';
import {
  cardGroupOf,
  cardGroups,
  moneyFateOf,
  moneyFates,
  outcomeKeys,
} from '../../../src/core/history/money-fate.ts';
import { anyRows, aRow } from './some-rows.ts';
import { totalsOf } from './totals-of.ts';

const add = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

describe('totals', () => {
  it('count every payment once, and its amount once', () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, withSimulated) => {
        const counted = rows.filter(({ simulated }) => withSimulated || !simulated);
        const totals = totalsOf(rows, withSimulated);
        expect(totals.count).toBe(counted.length);
        expect(totals.count + totals.simulatedLeftOut).toBe(rows.length);
        expect(totals.currencies.map(({ currency }) => currency)).toEqual(
          [...new Set(counted.map(({ currency }) => currency))].sort(),
        );
        for (const { currency, fates, outcomes } of totals.currencies) {
          const own = counted.filter((row) => row.currency === currency);
          expect(add(moneyFates.map((fate) => fates[fate].count))).toBe(own.length);
          expect(add(moneyFates.map((fate) => fates[fate].minor))).toBe(
            add(own.map(({ amountMinor }) => amountMinor)),
          );
          const kept = own.filter(({ transactionType }) => transactionType !== 'Duplicate');
          const ended = outcomeKeys.flatMap((key) => purposes.map((purpose) => outcomes[key][purpose]));
          expect(add(ended.map(({ count }) => count))).toBe(kept.length);
          expect(add(ended.map(({ minor }) => minor))).toBe(add(kept.map((row) => row.amountMinor)));
        }
      }),
    );
  });
  it('by card add up to what was paid and refunded', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const { fates, cards, netMinor } of totalsOf(rows).currencies) {
          for (const fate of ['paid', 'refunded'] as const) {
            const parts = cardGroups.map((group) => cards[group][fate]);
            expect(add(parts.map(({ count }) => count))).toBe(fates[fate].count);
            expect(add(parts.map(({ minor }) => minor))).toBe(fates[fate].minor);
          }
          expect(netMinor).toBe(fates.paid.minor - fates.refunded.minor);
        }
      }),
    );
  });
  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        expect(totalsOf([...rows].reverse())).toEqual(totalsOf(rows));
      }),
    );
  });
  it('after the removal of a row equal the totals without it', () => {
    fc.assert(
      fc.property(anyRows, anyRows, fc.boolean(), (kept, gone, withSimulated) => {
        const sums = new RunningTotals();
        for (const row of [...gone, ...kept]) sums.add(row);
        for (const row of gone) sums.remove(row);
        expect(sums.totals(withSimulated)).toEqual(totalsOf(kept, withSimulated));
      }),
    );
  });
  it('that were returned do not change when a row is added', () => {
    const sums = new RunningTotals();
    sums.add(aRow());
    const before = sums.totals();
    sums.add(aRow({ paymentId: 'p-2' }));
    expect(before.currencies[0]?.fates.paid.count).toBe(1);
    expect(sums.totals().currencies[0]?.fates.paid.count).toBe(2);
  });
});

describe('the kind of card', () => {
  const resolution = { paid: true, by: 'AB', why: 'ticket', at: 1 };
  it.each([
    ['either', { contracts: ['proxy', 'nfc'] }],
    ['by-person', { contracts: ['proxy', 'nfc'], resolution }],
    ['contact', { contracts: ['proxy'], resolution }],
    ['none', { contracts: [], resolution }],
  ] as const)('is "%s" for %j', (group, change) => {
    expect(cardGroupOf(aRow(change))).toBe(group);
  });
});

describe('the fate of a payment’s money', () => {
  it.each([
    ['paid', {}],
    ['paid', { outcome: 'PARTIALLY_APPROVED', askedMinor: 2000 }],
    ['refunded', { transactionType: 'Credit' }],
    ['refunded', { transactionType: 'Cancel' }],
    ['reserved', { transactionType: 'Authorization' }],
    ['unknown', { outcome: 'UNKNOWN', state: 'unknown' }],
    ['unknown', { outcome: 'OTHER_PAYMENT', state: 'unknown' }],
    ['unknown-back', { outcome: 'UNKNOWN', state: 'unknown', transactionType: 'Credit' }],
    // A person decided "not paid", and then the terminal reported the payment as paid.
    ['unknown', { outcome: 'DECLINED', state: 'resolved', contested: true }],
    ['not-paid', { outcome: 'DECLINED' }],
    ['not-paid', { outcome: 'CANCELLED' }],
    ['not-paid', { outcome: 'NOT_SENT', state: 'closed' }],
    ['nothing', { transactionType: 'Duplicate' }],
  ] as const)('is "%s" for an approved sale with the change %j', (fate, change) => {
    expect(moneyFateOf(aRow(change))).toBe(fate);
  });
  it('is "running" for a payment that runs', () => {
    const { outcome: _, ...row } = aRow({ state: 'waiting' });
    expect(moneyFateOf(row)).toBe('running');
  });
});
