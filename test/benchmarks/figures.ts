/** Median and tail of measured values, in their own unit. */
export function spread(values: readonly number[]): { p50: number; p95: number; p99: number; max: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: sorted.at(-1) ?? Number.NaN };
}

const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** One line of the report: what, the figures, the budget of the design where it has one. */
export function report(what: string, figures: Record<string, number>, unit: string, budget = ''): void {
  const shown = Object.entries(figures).map(([name, value]) => `${name} ${rounded(value)}`);
  process.stdout.write(`${what}: ${shown.join(', ')} ${unit}${budget && `  [budget ${budget}]`}\n`);
}
