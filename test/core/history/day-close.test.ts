import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DayCloseWords, dayCloseText, slipColumns } from '../../../src/core/history/day-close.ts';
import { formatMajor } from '../../../src/core/money/amount.ts';
import { anyRows, aRow } from './some-rows.ts';
import { totalsOf } from './totals-of.ts';

const words: DayCloseWords = {
  title: 'Day close',
  fates: {
    paid: 'Paid',
    refunded: 'Refunded',
    reserved: 'Reserved',
    unknown: 'Left for a person',
    'unknown-back': 'Left for a person, refunds',
    'not-paid': 'Not paid',
    running: 'Running',
  },
  net: 'Net',
  byContract: 'By contract',
  contracts: { contact: 'contact', contactless: 'contactless', either: 'one of the two', none: 'none' },
  noPayments: 'No payments',
  pending: 'Notifications pending',
  simulatedLeftOut: 'Simulated, not counted',
  simulatedIn: 'Simulated payments are counted',
  money: (minor, currency) => `${formatMajor(minor, currency)} ${currency}`,
};
const period = { name: 'Mon 23 Nov 2026', made: 'until 18:00' };
const slip = (rows: Parameters<typeof totalsOf>[0], withSimulated = false) =>
  dayCloseText(totalsOf(rows, withSimulated), period, words, withSimulated);

describe('the day’s summary', () => {
  it('counts what was paid, refunded, left for a person and not yet reported to HiPay', () => {
    const rows = [
      aRow({ paymentId: '1' }),
      aRow({ paymentId: '2', amountMinor: 5000, contracts: ['nfc'] }),
      aRow({ paymentId: '3', amountMinor: 999, transactionType: 'Credit' }),
      aRow({ paymentId: '4', outcome: 'UNKNOWN', state: 'unknown' }),
      aRow({ paymentId: '5', outcome: 'DECLINED', contracts: [] }),
      aRow({ paymentId: '6', notification: { sent: false, count: 0, pending: 1 } }),
      aRow({ paymentId: '7', simulated: true }),
    ];
    expect(slip(rows)).toBe(
      [
        'DAY CLOSE',
        'Mon 23 Nov 2026',
        'until 18:00',
        '--------------------------------------',
        'EUR',
        'Paid                 3 x     70.46 EUR',
        'Refunded             1 x     -9.99 EUR',
        'Left for a person    1 x     10.23 EUR',
        'Not paid             1 x              ',
        'Net                          60.47 EUR',
        '',
        'By contract',
        ' contact             3 x     10.47 EUR',
        ' contactless         1 x     50.00 EUR',
        '--------------------------------------',
        'Notifications pending                1',
        'Simulated, not counted               1',
      ].join('\n'),
    );
  });
  it('says that nothing was paid', () => {
    expect(slip([])).toContain('No payments');
  });
  it('has no line that is longer than the paper is wide', () => {
    fc.assert(
      fc.property(anyRows, fc.boolean(), (rows, withSimulated) => {
        for (const each of slip(rows, withSimulated).split('\n'))
          expect(each.length).toBeLessThanOrEqual(slipColumns);
      }),
    );
  });
});
