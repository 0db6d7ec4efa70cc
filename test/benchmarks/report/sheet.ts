/** One contestant's line in a table. */
export interface Row {
  readonly name: string;
  /** In the table's unit. */
  readonly p50: number;
  readonly p95?: number;
  readonly p99?: number;
  /** The least and the greatest of the rounds' medians: how far two runs may differ. */
  readonly spread?: readonly [number, number];
  /** This row's p50 by that of the table's yardstick. */
  readonly ratio?: number;
  /** CPU time of one measured thing, milliseconds, of the processes that are ours to count. */
  readonly cpuMs?: number;
  readonly note?: string;
}

export interface Table {
  readonly title: string;
  readonly unit: string;
  /** Which row the ratios are of, in words. */
  readonly yardstick?: string;
  readonly rows: readonly Row[];
  /** A picture of the rows' medians. */
  readonly picture?: boolean;
}

/** A bar of parts, where what is measured has some. */
export interface Breakdown {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly {
    readonly name: string;
    readonly parts: readonly { readonly name: string; readonly value: number }[];
  }[];
}

/** A budget of the design, and how it stands. */
export interface BudgetLine {
  readonly what: string;
  readonly budget: number;
  readonly measured: number;
  readonly unit: string;
  readonly better: 'less' | 'more';
  /** To the physical floor, or to the peer of the same run. */
  readonly ratio?: { readonly to: string; readonly value: number };
}

/** What one benchmark has found. */
export interface Sheet {
  readonly id: string;
  readonly title: string;
  /** What is measured, between which two moments, and what makes it fair. */
  readonly method: readonly string[];
  readonly tables: readonly Table[];
  readonly breakdowns?: readonly Breakdown[];
  readonly budgets?: readonly BudgetLine[];
}

export function verdictOf({ better, measured, budget }: BudgetLine): 'kept' | 'missed' | 'not measured' {
  // A contestant that failed leaves no figure behind.
  if (!Number.isFinite(measured)) return 'not measured';
  return (better === 'less' ? measured <= budget : measured >= budget) ? 'kept' : 'missed';
}
