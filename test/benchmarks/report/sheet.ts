/** One row of a table: the times of one contestant. */
export interface Row {
  readonly name: string;
  /** The median, in the table's unit. */
  readonly p50: number;
  readonly p95?: number;
  readonly p99?: number;
  /** The smallest and the largest median of the rounds of one run. */
  readonly spread?: readonly [number, number];
  /** This row's p50 divided by that of the reference row. */
  readonly ratio?: number;
  /** CPU milliseconds for each measured value, in the counted processes. */
  readonly cpuMs?: number;
  readonly note?: string;
}

export interface Table {
  readonly title: string;
  readonly unit: string;
  /** Name of the reference row, for the head of the ratio column. */
  readonly reference?: string;
  readonly rows: readonly Row[];
  /** True if the report also shows the medians as a bar chart. */
  readonly picture?: boolean;
}

/** A stacked bar, if the measured value has parts. */
export interface Breakdown {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly {
    readonly name: string;
    readonly parts: readonly { readonly name: string; readonly value: number }[];
  }[];
}

/** A budget of the design, and the measured value. */
export interface BudgetLine {
  readonly what: string;
  readonly budget: number;
  readonly measured: number;
  readonly unit: string;
  readonly better: 'less' | 'more';
  /** The measured value divided by a reference of the same run: the physical floor or another program. */
  readonly ratio?: { readonly to: string; readonly value: number };
}

/** The results of one benchmark. */
export interface Sheet {
  readonly id: string;
  readonly title: string;
  /** The measured interval, and why the comparison is fair. */
  readonly method: readonly string[];
  readonly tables: readonly Table[];
  readonly breakdowns?: readonly Breakdown[];
  readonly budgets?: readonly BudgetLine[];
}

export function verdictOf({ better, measured, budget }: BudgetLine): 'kept' | 'missed' | 'not measured' {
  // A failed contestant has no figures.
  if (!Number.isFinite(measured)) return 'not measured';
  return (better === 'less' ? measured <= budget : measured >= budget) ? 'kept' : 'missed';
}
