import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../src/core/history/csv.ts';
import { outcomeKeyOf } from '../../../src/core/history/money-fate.ts';
import { type CsvWords, csvColumns, paymentsCsv } from '../../../src/core/history/payments-csv.ts';
import { formatMajor } from '../../../src/core/money/amount.ts';
import { parseCsv, unmarked } from './read-csv.ts';
import { anyRows, aRow } from './some-rows.ts';

const keysAsTexts = <Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, String(key)])) as Record<Key, string>;

const words = (separator: ',' | ';'): CsvWords => ({
  separator,
  columns: keysAsTexts(csvColumns),
  contracts: keysAsTexts(['contact', 'contactless', 'either', 'none']),
  outcome: outcomeKeyOf,
  operation: ({ transactionType }) => transactionType,
  hipay: ({ notification }) => (notification.sent ? 'delivered' : 'not delivered'),
  yes: 'yes',
  no: 'no',
  clock: (at) => ({
    date: new Date(at).toISOString().slice(0, 10),
    time: new Date(at).toISOString().slice(11, 19),
  }),
});

const separators = fc.constantFrom(',' as const, ';' as const);
const column = (name: (typeof csvColumns)[number]) => csvColumns.indexOf(name);

describe('a CSV', () => {
  it('can be parsed to its input, and no cell is a formula', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'binary-ascii' }), { minLength: 1, maxLength: 4 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(cells, separators, (rows, separator) => {
        const text = csvText(
          rows.map((row) => row.map((each) => ({ text: each }))),
          separator,
        );
        const read = parseCsv(text, separator);
        expect(read.map((row) => row.map(unmarked))).toEqual(rows);
        for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]|^[\t\r\n]/);
      }),
    );
  });
  it.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['+33612345678', "'+33612345678"],
    ['-1+1', "'-1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =1', "' =1"],
    ["'=1", "''=1"],
    ["'\t", `"''\t"`],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['T1-20261123-0042', 'T1-20261123-0042'],
  ])('writes %s as %s', (text, cell) => {
    expect(csvText([[{ text }]], ',')).toBe(`\ufeff${cell}\r\n`);
  });
});

describe('the payments as CSV', () => {
  it('have a line each, with the amount in the currency’s decimals, and a minus for a refund', () => {
    fc.assert(
      fc.property(anyRows, separators, (rows, separator) => {
        const [head, ...lines] = parseCsv(paymentsCsv(rows, words(separator)), separator);
        expect(head).toEqual([...csvColumns]);
        expect(lines).toHaveLength(rows.length);
        for (const line of lines) {
          const row = rows.find(({ paymentId }) => paymentId === line[column('paymentId')])!;
          expect(line).toHaveLength(csvColumns.length);
          expect(unmarked(line[column('order')]!)).toBe(row.orderId);
          const sign = row.transactionType === 'Credit' || row.transactionType === 'Cancel' ? -1 : 1;
          const amount = formatMajor(sign * row.amountMinor, row.currency);
          const shown = separator === ';' ? amount.replace('.', ',') : amount;
          expect(line[column('amount')]).toBe(row.transactionType === 'Duplicate' ? '' : shown);
        }
      }),
    );
  });
  it('are sorted by time, oldest first', () => {
    const rows = [aRow({ paymentId: 'young', createdAt: 2 }), aRow({ paymentId: 'old', createdAt: 1 })];
    const lines = parseCsv(paymentsCsv(rows, words(',')), ',');
    expect(lines.map((line) => line[column('paymentId')])).toEqual(['paymentId', 'old', 'young']);
  });
  it('show yen without decimals and dinars with three decimals', () => {
    const rows = [
      aRow({ currency: 'JPY', amountMinor: 500, createdAt: 1 }),
      aRow({ currency: 'KWD', amountMinor: 1500, createdAt: 2, transactionType: 'Credit' }),
    ];
    const lines = parseCsv(paymentsCsv(rows, words(';')), ';');
    expect(lines.map((line) => line[column('amount')])).toEqual(['amount', '500', '-1,500']);
  });
});
