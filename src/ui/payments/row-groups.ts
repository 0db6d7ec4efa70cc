import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import { moneyFateOf } from '../../core/history/money-fate.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';

/** Neighbours in the list: the payments of an hour, or of a day if the list has several days. */
export interface RowGroup {
  /** Place of its first row. */
  readonly first: number;
  /** Time of its newest payment, epoch ms. */
  readonly at: number;
  /** The payments that `net` sums: without those that moved no money. */
  readonly count: number;
  /** Taken minus refunded, minor units, by currency. */
  readonly net: ReadonlyMap<CurrencyCode, number>;
}

const keyOf = (at: number, byDay: boolean): string => {
  const date = new Date(at);
  return byDay ? date.toDateString() : `${date.toDateString()} ${date.getHours()}`;
};

const signOf = (row: PaymentRow): number => {
  const fate = moneyFateOf(row);
  return fate === 'paid' ? 1 : fate === 'refunded' ? -1 : 0;
};

/** The groups that begin in the first `shown` rows, each with all its rows. `rows`: newest first. */
export function groupsOf(rows: readonly PaymentRow[], shown: number, byDay: boolean): RowGroup[] {
  const groups: { first: number; at: number; count: number; net: Map<CurrencyCode, number> }[] = [];
  let key = '';
  for (const [place, row] of rows.entries()) {
    const own = keyOf(row.createdAt, byDay);
    if (own !== key && place >= shown) break;
    if (own !== key) groups.push({ first: place, at: row.createdAt, count: 0, net: new Map() });
    key = own;
    const group = groups.at(-1);
    if (!group) break;
    const sign = signOf(row);
    if (sign === 0) continue;
    group.count += 1;
    group.net.set(row.currency, (group.net.get(row.currency) ?? 0) + sign * row.amountMinor);
  }
  return groups;
}
