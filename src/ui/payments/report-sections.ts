import type { NotificationRow, PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { ReportLine, ReportSection } from '../../core/history/day-close.ts';
import type { CurrencyTotals } from '../../core/history/history-totals.ts';
import {
  type CardGroup,
  cardGroups,
  type MoneyFate,
  moneyFateOf,
  outcomeKeyOf,
  outcomeKeys,
} from '../../core/history/money-fate.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { lazyTexts } from '../language.ts';
import { notificationStateOf } from '../model/outcome-badges.ts';
import { rowOutcome } from './csv-words.ts';

export interface ReportSections {
  readonly byCard: ReportSection;
  readonly toHipay: ReportSection;
  readonly others: ReportSection;
}

/** What the report says of one currency below its totals, on the screen and on paper. `rows`: those that are counted. */
export function reportSections(
  totals: CurrencyTotals,
  rows: readonly PaymentRow[],
  notifications: readonly NotificationRow[],
  texts: Texts,
): ReportSections {
  const { report } = lazyTexts('payments');
  const own = rows.filter(({ currency }) => currency === totals.currency);
  return {
    byCard: { title: report.byCard, lines: cardLines(totals) },
    toHipay: { title: report.toHipay, lines: sendingLines(own, notifications) },
    others: { title: report.notCounted, lines: otherLines(own, texts) },
  };
}

function cardLines({ cards }: CurrencyTotals): ReportLine[] {
  const { report, list, history } = lazyTexts('payments');
  const names: Readonly<Record<CardGroup, string>> = {
    contact: list.chip,
    contactless: list.contactless,
    either: report.either,
    'by-person': report.byPerson,
    none: report.noCard,
  };
  const lines = cardGroups.flatMap((group) => {
    const { paid, refunded } = cards[group];
    return [
      { name: names[group], ...paid },
      { name: `${names[group]} · ${history.backs}`, count: refunded.count, minor: -refunded.minor },
    ];
  });
  return lines.filter(({ count }) => count > 0);
}

/** Money that does not count as taken has a line of its own, so that the others add up to what was taken. */
function sendingLines(rows: readonly PaymentRow[], notifications: readonly NotificationRow[]): ReportLine[] {
  const { report, history } = lazyTexts('payments');
  const states = { told: report.sent, pending: report.waiting, attention: report.stuck };
  const fates = [
    ['paid', ''],
    ['refunded', history.backs],
    ['reserved', history.reserved],
    ['unknown', history.unknown],
    ['unknown-back', history.unknownBack],
  ] as const satisfies readonly (readonly [MoneyFate, string])[];
  const lines = Object.entries(states).flatMap(([state, name]) => {
    const inState = rows.filter((row) => notificationStateOf(row, notifications) === state);
    return fates.map(([fate, more]) => {
      const those = inState.filter((row) => moneyFateOf(row) === fate);
      const minor = those.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      return {
        name: more ? `${name} · ${more}` : name,
        count: those.length,
        minor: fate === 'refunded' || fate === 'unknown-back' ? -minor : minor,
      };
    });
  });
  return lines.filter(({ count }) => count > 0);
}

function otherLines(rows: readonly PaymentRow[], texts: Texts): ReportLine[] {
  const counts = new Map<string, number>();
  for (const key of outcomeKeys)
    for (const row of rows) {
      if (outcomeKeyOf(row) !== key || !['not-paid', 'running'].includes(moneyFateOf(row))) continue;
      const name = rowOutcome(row, texts);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  return [...counts].map(([name, count]) => ({ name, count }));
}
