import type { EdgeResult, EdgeViolation } from './edge-campaign.ts';

const table = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, times]) => `  ${String(times).padStart(6)}  ${name}`)
    .join('\n');

const countBy = (violations: readonly EdgeViolation[], nameOf: (one: EdgeViolation) => string) => {
  const counts: Record<string, number> = {};
  for (const one of violations) counts[nameOf(one)] = (counts[nameOf(one)] ?? 0) + 1;
  return counts;
};

/** A violation that depends on timing may not come again with --only, so the report shows the log of its shop. */
const logsShown = 30;
const linesShown = 300;

/** The text report of an edge campaign; its last line is the number of violations. */
export function reportEdges(seed: number, result: EdgeResult, seconds: number): string {
  const { violations, logs } = result;
  return [
    `recipes\n${table(result.recipes)}`,
    `tills\n${table(result.tills)}`,
    `events and sloppy sockets\n${table(result.events)}`,
    `what was said\n${table(result.exits)}`,
    `how the sales ended for their tills\n${table(result.ends)}`,
    ...[...logs].slice(0, logsShown).map(([shop, log]) => `\n=== shop of sale ${shop}\n${log.join('\n')}`),
    ...violations.slice(0, linesShown).map(line),
    violations.length > linesShown ? `and ${violations.length - linesShown} more` : '',
    `violations by kind\n${table(countBy(violations, ({ kind }) => kind))}`,
    `violations by kind and recipe\n${table(countBy(violations, ({ kind, recipe }) => `${kind} [${recipe}]`))}`,
    `seed ${seed}: ${result.sales} orders in ${result.shops} shops, ${result.charges} charges, ` +
      `${result.statements} sentences, ${seconds.toFixed(1)} s`,
    `${violations.length} violations`,
  ].join('\n');
}

const line = ({ kind, text, sale, recipe, shop }: EdgeViolation): string =>
  `sale ${sale} [${recipe}] ${kind}: ${text}  (--only ${shop})`;
