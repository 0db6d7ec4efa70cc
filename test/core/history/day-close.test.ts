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
  },
  net: 'Net',
  noPayments: 'No payments',
  simulatedLeftOut: 'Simulated, not counted',
  simulatedIn: 'Simulated payments are counted',
  money: (minor, currency) => `${formatMajor(minor, currency)} ${currency}`,
  sections: () => [
    {
      title: 'By card',
      lines: [
        { name: 'Chip', count: 2, minor: 2046 },
        { name: 'Chip · Refunds', count: 1, minor: -999 },
      ],
    },
    { title: 'To HiPay', lines: [] },
    { title: 'Not counted', lines: [{ name: 'Declined', count: 1 }] },
  ],
};
const period = { name: 'Mon 23 Nov 2026', made: 'until 18:00' };
const slip = (rows: Parameters<typeof totalsOf>[0], withSimulated = false) =>
  dayCloseText(totalsOf(rows, withSimulated), period, words, withSimulated);

describe('the day’s summary', () => {
  it('counts what was paid, refunded, left for a person, and the parts of the report', () => {
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
        'Net                          60.47 EUR',
        '',
        'By card',
        ' Chip                2 x     20.46 EUR',
        ' Chip · Refunds      1 x     -9.99 EUR',
        '',
        'Not counted',
        ' Declined            1 x              ',
        '--------------------------------------',
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
