import { formatMajor } from '../../core/money/amount.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { LastWritings } from '../records/record-lines.ts';

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
export function recordsTable({ payments, notifications }: LastWritings): string {
  const rows = payments.map((record) => {
    const entries = notifications.filter(({ paymentId }) => paymentId === record.paymentId);
    const delivered = entries.filter(({ state }) => state === 'delivered').length;
    return [...cells(record), String(delivered), String(entries.length), record.paymentId];
  });
  return `${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cells({
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
    // What was really paid may be less than was asked.
    formatMajor(answer?.amountMinor ?? request.amountMinor, request.currency),
    request.currency,
    state,
    outcome ?? '',
    failure ?? '',
    answer?.cardMasked ?? '',
    answer?.authorisationNumber ?? '',
  ];
}

/** A till chooses its order numbers: one that a spreadsheet would take for a formula is made a text. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
