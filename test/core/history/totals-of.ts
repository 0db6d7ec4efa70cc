import type { PaymentRow } from '../../../src/core/connector-api/snapshot.ts';
import { RunningTotals } from '../../../src/core/history/history-totals.ts';

/** Computes the totals of all rows at once. */
export function totalsOf(rows: readonly PaymentRow[], withSimulated = false) {
  const sums = new RunningTotals();
  for (const row of rows) sums.add(row);
  return sums.totals(withSimulated);
}
