import type { PaymentRow } from '../connector-api/snapshot.ts';
import { formatMajor } from '../money/amount.ts';
import { type CsvCell, type CsvSeparator, csvText } from './csv.ts';
import { type ContractGroup, contractGroupOf, moneyFateOf } from './money-fate.ts';

/** The columns in order. */
export const csvColumns = [
  'date',
  'time',
  'order',
  'operation',
  'amount',
  'currency',
  'asked',
  'outcome',
  'reason',
  'card',
  'contract',
  'hipay',
  'resolvedBy',
  'resolvedWhy',
  'simulated',
  'paymentId',
] as const;
export type CsvColumn = (typeof csvColumns)[number];

/** The texts in a person's language, and the formats of the shop's place. */
export interface CsvWords {
  readonly separator: CsvSeparator;
  readonly columns: Readonly<Record<CsvColumn, string>>;
  readonly contracts: Readonly<Record<ContractGroup, string>>;
  operation(row: PaymentRow): string;
  outcome(row: PaymentRow): string;
  hipay(row: PaymentRow): string;
  readonly yes: string;
  readonly no: string;
  /** Date and time at the shop: `2026-11-23` and `09:30:05`. `at`: epoch ms. */
  clock(at: number): { readonly date: string; readonly time: string };
}

const text = (value: string): CsvCell => ({ text: value });

/** Money given back is negative, so that a column of paid and refunded rows adds up. */
function signedAmount(row: PaymentRow): string {
  const isGivenBack = row.transactionType === 'Credit' || row.transactionType === 'Cancel';
  return formatMajor(isGivenBack ? -row.amountMinor : row.amountMinor, row.currency);
}

function cellsOf(row: PaymentRow, words: CsvWords): Readonly<Record<CsvColumn, CsvCell>> {
  const { date, time } = words.clock(row.createdAt);
  const movesNoMoney = moneyFateOf(row) === 'nothing';
  return {
    date: text(date),
    time: text(time),
    order: text(row.orderId),
    operation: text(words.operation(row)),
    amount: movesNoMoney ? text('') : { number: signedAmount(row) },
    currency: text(row.currency),
    asked: row.askedMinor === undefined ? text('') : { number: formatMajor(row.askedMinor, row.currency) },
    outcome: text(words.outcome(row)),
    reason: text(row.failure ?? ''),
    card: text(row.cardMasked ?? ''),
    contract: text(row.contracts.length === 0 ? '' : words.contracts[contractGroupOf(row)]),
    hipay: text(words.hipay(row)),
    resolvedBy: text(row.resolution?.by ?? ''),
    resolvedWhy: text(row.resolution?.why ?? ''),
    simulated: text(row.simulated ? words.yes : words.no),
    paymentId: text(row.paymentId),
  };
}

/** The rows as CSV, oldest first. */
export function paymentsCsv(rows: readonly PaymentRow[], words: CsvWords): string {
  const lines = [...rows]
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((row) => {
      const cells = cellsOf(row, words);
      return csvColumns.map((column) => cells[column]);
    });
  return csvText([csvColumns.map((column) => text(words.columns[column])), ...lines], words.separator);
}
