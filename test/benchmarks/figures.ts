export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** Median, percentiles and maximum of measured values, in their own unit. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN };
}

/** Rounds to three significant digits. */
export const rounded = (value: number | null): string => {
  // Not measured: JSON has no NaN.
  if (value === null || Number.isNaN(value)) return '–';
  if (Number.isInteger(value)) return String(value);
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);
};

/** One line of the report: the name, the figures, and the budget, if there is one. */
export function report(what: string, figures: Record<string, number>, unit: string, budget = ''): void {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${rounded(value)}`);
  process.stdout.write(`${what}: ${shown.join(', ')} ${unit}${budget && `  [budget ${budget}]`}\n`);
}
