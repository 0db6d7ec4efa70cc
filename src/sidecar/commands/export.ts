import { isDelivered, type PaymentWithNotifications } from '../../core/hipay/outbox-entry.ts';
import { type CsvCell, csvLine } from '../../core/history/csv.ts';
import { formatMajor } from '../../core/money/amount.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { recordsFileOf } from '../../core/records/records-file.ts';
import { findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { type OptionValues, readOptions } from '../command-line/options.ts';
import { AllRecords, type Span } from '../records/all-records.ts';
import { currentName, linesPath } from '../records/month-names.ts';

/** Begin of a day `YYYY-MM-DD` and of the next day (epoch ms), in this computer's time zone. Undefined: there is no such day. */
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

/** A payment as a line of CSV, for a spreadsheet. */
function lineOf({ record, entries }: PaymentWithNotifications): string {
  const delivered = entries.filter(isDelivered).length;
  const { amount, ...values } = valuesOf(record);
  const counts = [delivered, entries.length].map((count) => ({ number: String(count) }));
  const cells = [...values.before.map(textCell), { number: amount }, ...values.after.map(textCell)];
  return csvLine([...cells, ...counts, textCell(record.paymentId)], ',');
}

const textCell = (text: string): CsvCell => ({ text });

/** The cells before the amount and after it. The paid amount may be less than the requested one. */
function valuesOf({
  createdAt,
  orderId,
  attempt,
  request,
  state,
  outcome,
  failure,
  ...record
}: PaymentRecord) {
  const answer = record.lateAnswer ?? record.answer;
  return {
    before: [new Date(createdAt).toISOString(), orderId, String(attempt), request.transactionType],
    amount: formatMajor(answer?.amountMinor ?? request.amountMinor, request.currency),
    after: [
      request.currency,
      state,
      outcome ?? '',
      failure ?? '',
      answer?.cardMasked ?? '',
      answer?.authorisationNumber ?? '',
    ],
  };
}

const options = {
  from: { value: 'YYYY-MM-DD', help: 'payments begun on this day or later' },
  to: { value: 'YYYY-MM-DD', help: 'payments begun on this day or before' },
  format: {
    value: 'json|csv',
    help: 'json (default): a file that the page can read back in; csv: for a spreadsheet',
  },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/**
 * `hipay-ecr export`: prints the second copy of the records, whether the sidecar runs or not. Card numbers of the terminal and of
 * HiPay are masked.
 */
export const exportRecords: Command = {
  summary: 'prints the payments of the second copy of the records',
  options,
  run: (args) => printRecords(args, { screen: processScreen, env: process.env }),
};

export async function printRecords(
  args: readonly string[],
  { screen, env }: { screen: Screen; env: NodeJS.ProcessEnv },
): Promise<number> {
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'export', commandLine.error);
  const span = wantedSpan(commandLine.values);
  if (typeof span === 'string') return usageFault(screen, 'export', span);
  const folder = await findRunningHome(commandLine.values.home, env);
  let records: AllRecords;
  try {
    records = await AllRecords.open(folder);
  } catch (error) {
    const path = linesPath(folder, currentName);
    const { code } = error as NodeJS.ErrnoException;
    const isForbidden = code === 'EACCES' || code === 'EPERM';
    const remedy = isForbidden
      ? `As its owner or as administrator (sudo): hipay-ecr export --home ${folder}`
      : 'Has the connector ever run with this folder? Another one: --home DIR';
    screen.complain(`${path} cannot be read (${code}). ${remedy}\n`);
    return exitCode.failed;
  }
  try {
    for (const name of records.missing)
      screen.complain(`${name} was moved away: its payments are not in this export\n`);
    const payments = records.payments(span);
    for await (const text of commandLine.values.format === 'csv' ? asTable(payments) : asFiles(payments)) {
      screen.print(text);
      await screen.drained?.();
    }
  } finally {
    await records.close();
  }
  return exitCode.ok;
}

async function* asTable(payments: AsyncIterable<PaymentWithNotifications>): AsyncGenerator<string> {
  yield csvLine(columns.map(textCell), ',');
  for await (const copy of payments) yield lineOf(copy);
}

/** Number of payments in one JSON text. One text with all payments could be longer than a browser can read. */
const paymentsInText = 10_000;

/** JSON texts of one line each, as the page saves a copy of its journal. A copy with few payments is one text. */
async function* asFiles(payments: AsyncIterable<PaymentWithNotifications>): AsyncGenerator<string> {
  const [head, notificationsBegin] = emptyFile.split(/(?<="payments":\[)|(?<="notifications":\[)/);
  let count = 0;
  let entries: string[] = [];
  const end = (isLast: boolean) =>
    `${notificationsBegin}${entries.join(',')}]${isLast ? '' : ',"more":true'}}\n`;
  yield head as string;
  for await (const copy of payments) {
    if (count === paymentsInText) {
      yield `${end(false)}${head}`;
      count = 0;
      entries = [];
    }
    yield `${count === 0 ? '' : ','}${JSON.stringify(copy.record)}`;
    entries.push(...copy.entries.map((entry) => JSON.stringify(entry)));
    count += 1;
  }
  yield end(true);
}

/** A file without records: `asFiles` inserts the payments and the notifications into its two lists. */
const emptyFile = JSON.stringify(recordsFileOf());

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
