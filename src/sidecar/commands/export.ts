import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDelivered } from '../../core/hipay/outbox-entry.ts';
import { formatMajor } from '../../core/money/amount.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { type OptionValues, readOptions } from '../command-line/options.ts';
import { homeFolder } from '../program/home-folder.ts';
import { type LatestRecords, readLatestRecords } from '../records/record-index.ts';

/** Begin and end (epoch ms) of a day `YYYY-MM-DD` in this computer's time zone. Undefined: there is no such day. */
export function dayLimits(written: string): { readonly begin: number; readonly end: number } | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const begin = new Date(year, month - 1, day);
  // Date turns 2026-02-31 into the third of March.
  if (begin.getMonth() !== month - 1 || begin.getDate() !== day) return undefined;
  return { begin: begin.getTime(), end: new Date(year, month - 1, day + 1).getTime() };
}

const columns = [
  'created_at',
  'order_id',
  'attempt',
  'type',
  'amount',
  'currency',
  'state',
  'outcome',
  'failure',
  'card',
  'authorisation',
  'notified',
  'notifications',
  'payment_id',
];

/** Payments as CSV (RFC 4180), one row each, for a spreadsheet. */
export function recordsTable({ payments, notifications }: LatestRecords): string {
  const rows = payments.map((record) => {
    const entries = notifications.filter(({ paymentId }) => paymentId === record.paymentId);
    const delivered = entries.filter(isDelivered).length;
    return [...valuesOf(record), String(delivered), String(entries.length), record.paymentId];
  });
  return `${[columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function valuesOf({
  createdAt,
  orderId,
  attempt,
  request,
  state,
  outcome,
  failure,
  ...record
}: PaymentRecord): string[] {
  const answer = record.lateAnswer ?? record.answer;
  return [
    new Date(createdAt).toISOString(),
    orderId,
    String(attempt),
    request.transactionType,
    // The paid amount may be less than the requested one.
    formatMajor(answer?.amountMinor ?? request.amountMinor, request.currency),
    request.currency,
    state,
    outcome ?? '',
    failure ?? '',
    answer?.cardMasked ?? '',
    answer?.authorisationNumber ?? '',
  ];
}

/** Escapes a CSV cell. Puts an apostrophe before a text (such as a till's order number) that a spreadsheet would read as a formula. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const options = {
  from: { value: 'YYYY-MM-DD', help: 'payments begun on this day or later' },
  to: { value: 'YYYY-MM-DD', help: 'payments begun on this day or before' },
  format: {
    value: 'json|csv',
    help: 'json (default): a file that the page can read back in; csv: for a spreadsheet',
  },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: as for start)' },
} as const;

/** `hipay-ecr export`: prints the second copy of the journal, whether the sidecar runs or not. Card numbers are masked. */
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
  const wanted = within(readLatestRecords(text), span);
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

function within({ payments, notifications }: LatestRecords, { begin, end }: Span): LatestRecords {
  const kept = payments.filter(({ createdAt }) => createdAt >= begin && createdAt < end);
  const ids = new Set(kept.map(({ paymentId }) => paymentId));
  return { payments: kept, notifications: notifications.filter(({ paymentId }) => ids.has(paymentId)) };
}

const asFile = ({ payments, notifications }: LatestRecords): RecordsFile =>
  recordsFileOf(payments, notifications);
