import { RunningTotals } from '../../../src/core/history/history-totals.ts';
import type { PaymentRow } from '../../../src/core/relay/snapshot.ts';

/** Added up once, all at the end. */
export function totalsOf(rows: readonly PaymentRow[], withSimulated = false) {
  const sums = new RunningTotals();
  for (const row of rows) sums.add(row);
  return sums.totals(withSimulated);
}
