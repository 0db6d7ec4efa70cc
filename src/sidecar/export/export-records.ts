import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordsFile } from '../../core/records/records-file.ts';
import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { type OptionValues, readOptions } from '../command-line/options.ts';
import { homeFolder } from '../launch/home-folder.ts';
import { type LastWritings, lastWritings } from '../records/record-lines.ts';
import { dayLimits } from './day-limits.ts';
import { recordsTable } from './records-table.ts';

const options = {
  from: { value: 'YYYY-MM-DD', help: 'payments begun on this day or later' },
  to: { value: 'YYYY-MM-DD', help: 'payments begun on this day or before' },
  format: {
    value: 'json|csv',
    help: 'json (default): a file that the page can read back in; csv: for a spreadsheet',
  },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: as for start)' },
} as const;

/** `hipay-ecr export`: the second copy of the journal, running or not. Card numbers are masked in it. */
export const exportRecords: Command = {
  summary: 'prints the payments of the second copy of the records',
  options,
  run: (args) => printRecords(args, { screen: processScreen, env: process.env }),
};

export async function printRecords(
  args: readonly string[],
  { screen, env }: { screen: Screen; env: NodeJS.ProcessEnv },
): Promise<number> {
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'export', line.error);
  const span = wantedSpan(line.values);
  if (typeof span === 'string') return usageFault(screen, 'export', span);
  const path = join(homeFolder(line.values.home, env), 'records.jsonl');
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => ({ code: error.code }));
  if (typeof text !== 'string') {
    screen.complain(`${path} cannot be read (${text.code}). Has the connector ever run with this folder?\n`);
    return exitCode.failed;
  }
  const wanted = within(lastWritings(text), span);
  screen.print(line.values.format === 'csv' ? recordsTable(wanted) : `${JSON.stringify(asFile(wanted))}\n`);
  return exitCode.ok;
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

function wantedSpan({ from, to, format = 'json' }: OptionValues<typeof options>): Span | string {
  if (format !== 'json' && format !== 'csv') return '--format: expected json or csv';
  const [first, last] = [from, to].map((day) =>
    day === undefined ? undefined : (dayLimits(day) ?? 'wrong'),
  );
  if (first === 'wrong') return '--from: expected a day such as 2026-11-30';
  if (last === 'wrong') return '--to: expected a day such as 2026-11-30';
  const span = { begin: first?.begin ?? 0, end: last?.end ?? Number.POSITIVE_INFINITY };
  return span.begin < span.end ? span : '--to: must not be before --from';
}

function within({ payments, notifications }: LastWritings, { begin, end }: Span): LastWritings {
  const kept = payments.filter(({ createdAt }) => createdAt >= begin && createdAt < end);
  const ids = new Set(kept.map(({ paymentId }) => paymentId));
  return { payments: kept, notifications: notifications.filter(({ paymentId }) => ids.has(paymentId)) };
}

const asFile = ({ payments, notifications }: LastWritings): RecordsFile => ({
  kind: 'hipay-ecr-records',
  version: 1,
  payments: [...payments],
  notifications: [...notifications],
});
