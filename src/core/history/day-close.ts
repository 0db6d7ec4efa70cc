import type { CurrencyCode } from '../money/currency.ts';
import type { CurrencyTotals, HistoryTotals } from './history-totals.ts';
import type { MoneyFate } from './money-fate.ts';

/** A line of the report: how many payments, and their sum. Money that goes back is below zero. */
export interface ReportLine {
  readonly name: string;
  readonly count: number;
  /** Minor units; absent for payments that moved no money. */
  readonly minor?: number;
}

/** A part of the report, the same on the screen and on paper. */
export interface ReportSection {
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

/** The texts of the slip, and the formats that depend on the language: money and times. */
export interface DayCloseWords {
  readonly title: string;
  readonly fates: Readonly<Record<ShownFate, string>>;
  readonly net: string;
  readonly noPayments: string;
  readonly simulatedLeftOut: string;
  readonly simulatedIn: string;
  money(minor: number, currency: CurrencyCode): string;
  sections(totals: CurrencyTotals): readonly ReportSection[];
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
 * Shown even if the count is zero, so that a slip states e.g. that there were no refunds. The other ones of `shownFates` are
 * shown only if a payment has them.
 */
const alwaysShown: ReadonlySet<MoneyFate> = new Set(['paid', 'refunded', 'unknown']);
const shownFates = [
  'paid',
  'refunded',
  'reserved',
  'unknown',
  'unknown-back',
] as const satisfies readonly MoneyFate[];
type ShownFate = (typeof shownFates)[number];

/** The day's summary as text, to print or to copy. */
export function dayCloseText(
  totals: HistoryTotals,
  period: DayClosePeriod,
  words: DayCloseWords,
  withSimulated: boolean,
): string {
  const blocks = totals.currencies.map((each) => currencyBlock(each, words));
  const ends = [
    ...(totals.simulatedLeftOut > 0
      ? [slipLine(words.simulatedLeftOut, String(totals.simulatedLeftOut))]
      : []),
    ...(withSimulated ? [words.simulatedIn] : []),
  ];
  const middle = blocks.length > 0 ? blocks : [[words.noPayments]];
  const head = [words.title.toUpperCase(), period.name, period.made];
  return [
    ...head,
    ...middle.flatMap((block) => [separatorLine, ...block]),
    ...(ends.length > 0 ? [separatorLine, ...ends] : []),
  ].join('\n');
}

function currencyBlock(totals: CurrencyTotals, words: DayCloseWords): string[] {
  const { currency, fates, netMinor } = totals;
  const countAndMoney = (count: number, minor: number | undefined) =>
    `${count} x  ${(minor === undefined ? '' : words.money(minor, currency)).padStart(12)}`;
  const lines = shownFates
    .filter((fate) => fates[fate].count > 0 || alwaysShown.has(fate))
    .map((fate) => {
      const { count, minor } = fates[fate];
      return slipLine(words.fates[fate], countAndMoney(count, fate === 'refunded' ? -minor : minor));
    });
  const sections = words.sections(totals).filter((section) => section.lines.length > 0);
  return [
    currency,
    ...lines,
    slipLine(words.net, words.money(netMinor, currency)),
    ...sections.flatMap(({ title, lines }) => [
      '',
      title,
      ...lines.map(({ name, count, minor }) => slipLine(` ${name}`, countAndMoney(count, minor))),
    ]),
  ];
}
