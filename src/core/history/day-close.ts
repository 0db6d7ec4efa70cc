import type { CurrencyCode } from '../money/currency.ts';
import type { CurrencyTotals, HistoryTotals, Sum } from './history-totals.ts';
import { type ContractGroup, contractGroups, type MoneyFate } from './money-fate.ts';

/** The texts of the slip, and the formats that depend on the language: money and times. */
export interface DayCloseWords {
  readonly title: string;
  readonly fates: Readonly<Record<Exclude<MoneyFate, 'nothing'>, string>>;
  readonly net: string;
  readonly byContract: string;
  readonly contracts: Readonly<Record<ContractGroup, string>>;
  readonly noPayments: string;
  readonly pending: string;
  readonly simulatedLeftOut: string;
  readonly simulatedIn: string;
  money(minor: number, currency: CurrencyCode): string;
}

export interface DayClosePeriod {
  /** The day as text: `Thu 26 Nov 2026`. */
  readonly name: string;
  /** Time when the slip was made, as text. Payments until this time are counted. */
  readonly made: string;
}

/** Characters per line on 80 mm paper between the margins. */
export const slipColumns = 38;

/** Puts the name on the left and the value on the right; on two lines if they do not fit on one. */
function slipLine(name: string, value: string): string {
  const gap = slipColumns - name.length - value.length;
  return gap > 0 ? name + ' '.repeat(gap) + value : `${name}\n${value.padStart(slipColumns)}`;
}

const separatorLine = '-'.repeat(slipColumns);

/**
 * Shown even if the count is zero, so that a slip states e.g. that there were no refunds. Every other fate is shown
 * only if a payment has it.
 */
const alwaysShown: ReadonlySet<MoneyFate> = new Set(['paid', 'refunded', 'unknown']);
const shownFates = [
  'paid',
  'refunded',
  'reserved',
  'unknown',
  'unknown-back',
  'not-paid',
  'running',
] as const;

/** The day's summary as text, to print or to copy. */
export function dayCloseText(
  totals: HistoryTotals,
  period: DayClosePeriod,
  words: DayCloseWords,
  withSimulated: boolean,
): string {
  const blocks = totals.currencies.map((each) => currencyBlock(each, words));
  const ends = [
    slipLine(words.pending, String(totals.notificationsPending)),
    ...(totals.simulatedLeftOut > 0
      ? [slipLine(words.simulatedLeftOut, String(totals.simulatedLeftOut))]
      : []),
    ...(withSimulated ? [words.simulatedIn] : []),
  ];
  const middle = blocks.length > 0 ? blocks : [[words.noPayments]];
  const head = [words.title.toUpperCase(), period.name, period.made];
  return [...head, ...middle.flatMap((block) => [separatorLine, ...block]), separatorLine, ...ends].join(
    '\n',
  );
}

function currencyBlock(totals: CurrencyTotals, words: DayCloseWords): string[] {
  const { currency, fates, contracts } = totals;
  const countAndMoney = ({ count, minor }: Sum, sign = 1) =>
    `${count} x  ${words.money(sign * minor, currency).padStart(12)}`;
  const lines = shownFates
    .filter((fate) => fates[fate].count > 0 || alwaysShown.has(fate))
    .map((fate) =>
      fate === 'not-paid' || fate === 'running'
        ? slipLine(words.fates[fate], `${fates[fate].count} x  ${' '.repeat(12)}`)
        : slipLine(words.fates[fate], countAndMoney(fates[fate], fate === 'refunded' ? -1 : 1)),
    );
  const usedGroups = contractGroups.filter(
    (group) => contracts[group].paid.count + contracts[group].refunded.count > 0,
  );
  return [
    currency,
    ...lines,
    slipLine(words.net, words.money(totals.netMinor, currency)),
    ...(usedGroups.length > 0 ? ['', words.byContract] : []),
    ...usedGroups.map((group) => {
      const { paid, refunded } = contracts[group];
      return slipLine(
        ` ${words.contracts[group]}`,
        countAndMoney({ count: paid.count + refunded.count, minor: paid.minor - refunded.minor }),
      );
    }),
  ];
}
