import { isContested } from './decisions.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney, type PaymentRequest } from './payment-request.ts';

/** A second payment of the same amount within this time is probably the same sale. */
export const sameAmountMs = 10 * 60_000;

/** When the payment became doubtful, epoch ms; undefined if it is not in doubt now. */
export function doubtfulSince(record: PaymentRecord): number | undefined {
  if (record.state !== 'unknown' && !isContested(record)) return undefined;
  const last = record.history.at(-1);
  // A contradiction between two copies adds no step to the history.
  return last?.state === 'unknown' ? last.at : record.updatedAt;
}

type SameSale = Pick<PaymentRequest, 'orderId' | 'amountMinor' | 'currency' | 'transactionType'>;

interface Attempt extends Pick<SameSale, 'currency' | 'transactionType'> {
  readonly orderId: string;
  /** The requested amount. */
  readonly amountMinor: number;
  readonly doubtfulSince?: number | undefined;
}

/**
 * True if this request may be the same sale as an attempt whose outcome became unknown a short time ago: same amount,
 * currency and operation, but another order number. The means does not count: a customer whose card may have been
 * charged may now pay by cheque.
 */
export const mayBeSameSale = (request: SameSale, attempt: Attempt, now: number): boolean =>
  movesMoney(request.transactionType) &&
  attempt.doubtfulSince !== undefined &&
  // A clock that was set back makes the doubt younger, never older.
  now - attempt.doubtfulSince < sameAmountMs &&
  // The order's own payments decide about a repeated order number.
  attempt.orderId !== request.orderId &&
  attempt.amountMinor === request.amountMinor &&
  attempt.currency === request.currency &&
  attempt.transactionType === request.transactionType;

/** The payments in doubt that may be the same sale as this request, newest first. */
export const findDoubtsAbout = (
  request: SameSale,
  records: readonly PaymentRecord[],
  now: number,
): PaymentRecord[] =>
  records
    .filter((record) => {
      const { orderId, request: asked } = record;
      return mayBeSameSale(request, { ...asked, orderId, doubtfulSince: doubtfulSince(record) }, now);
    })
    .sort((a, b) => b.createdAt - a.createdAt);

/**
 * The newest payment that may be the same sale as this request, and that turned out to be paid a short time ago, after its
 * till had the answer "unknown". Undefined once the till has the new answer, or a person has seen the alarm.
 *
 * @param alarmed records with an alarm that has not been seen
 */
export const findPaidLate = (
  request: SameSale,
  alarmed: readonly PaymentRecord[],
  now: number,
): PaymentRecord | undefined =>
  alarmed.findLast(
    ({ orderId, request: asked, outcome, alarm, answeredAt }) =>
      alarm?.kind === 'late-answer' &&
      isPaid(outcome) &&
      answeredAt === undefined &&
      mayBeSameSale(request, { ...asked, orderId, doubtfulSince: alarm.at }, now),
  );
