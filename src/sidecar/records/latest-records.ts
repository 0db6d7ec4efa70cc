import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { answerOfRecord } from '../../core/records/answer-of-record.ts';
import { joinNotification, joinPayment, orderVerdict } from '../../core/records/ledger.ts';

export interface LatestRecords {
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
}

/** What is stored of an order. */
export interface OrderRecords extends LatestRecords {
  /** The month file that was moved away and has more about this order. So the order number was used. */
  readonly keptElsewhere?: string;
}

/** Joins all versions of each payment and each notification: several journals may have written them, in any order. */
export function latestOf(copies: Iterable<RecordCopy>): LatestRecords {
  const payments = new Map<string, PaymentRecord>();
  const notifications = new Map<string, OutboxEntry>();
  for (const copy of copies) {
    if (copy.kind === 'payment') joinInto(payments, copy.record.paymentId, copy.record, joinPayment);
    else joinInto(notifications, copy.entry.entryId, copy.entry, joinNotification);
  }
  return { payments: [...payments.values()], notifications: [...notifications.values()] };
}

function joinInto<Value>(
  all: Map<string, Value>,
  id: string,
  next: Value,
  join: (a: Value, b: Value) => Value,
) {
  const known = all.get(id);
  all.set(id, known === undefined ? next : join(known, next));
}

/** True if the customer was charged, or may have been. */
export const mayHaveCharged = ({ outcome }: PaymentAnswer): boolean =>
  outcome === 'UNKNOWN' || isPaid(outcome);

/** The answer for the order of these records; undefined: there are none. */
export function answerOf({ payments, notifications }: LatestRecords): PaymentAnswer | undefined {
  const verdict = orderVerdict(payments);
  if (verdict.kind === 'none') return undefined;
  const { payment } = verdict;
  const entries = notifications.filter(({ paymentId }) => paymentId === payment.paymentId);
  return answerOfRecord(payment, entries, true);
}
