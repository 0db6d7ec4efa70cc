import type { PaymentRow } from '../connector-api/snapshot.ts';
import type { CurrencyCode } from '../money/currency.ts';
import { moneyFateOf } from './money-fate.ts';

/** What was taken in an hour, or on a day. */
export interface TakenPart {
  /** Start of the hour or of the day, epoch ms. */
  readonly at: number;
  readonly minor: number;
}

/**
 * What was taken in each part of a period, from the first part with a sale to the last one, also in those without a sale.
 * `startOf` gives the start of the part of a time, `nextOf` the start of the next part: only the caller knows the time zone.
 */
export function takenBy(
  rows: readonly PaymentRow[],
  currency: CurrencyCode,
  parts: { readonly startOf: (at: number) => number; readonly nextOf: (start: number) => number },
): TakenPart[] {
  const sums = new Map<number, number>();
  for (const row of rows) {
    if (row.currency !== currency || moneyFateOf(row) !== 'paid') continue;
    const start = parts.startOf(row.createdAt);
    sums.set(start, (sums.get(start) ?? 0) + row.amountMinor);
  }
  const starts = [...sums.keys()].sort((a, b) => a - b);
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const taken: TakenPart[] = [];
  for (let at = first; at <= last; at = parts.nextOf(at)) taken.push({ at, minor: sums.get(at) ?? 0 });
  return taken;
}
