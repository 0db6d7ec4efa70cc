import { isContested } from './decisions.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney, type PaymentRequest } from './payment-request.ts';

/** A till's second payment of the same amount within this time is probably the same sale, ms. */
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

/** True if the payment became doubtful a short time ago. A clock that was set back makes the doubt younger, never older. */
export const isRecentDoubt = (since: number, now: number): boolean => now - since < sameAmountMs;

/**
 * True if this request may be the same sale as an attempt in doubt, however old the doubt is: same amount, currency and
 * operation, but another order number. The means does not count: a customer whose card may have been charged may now pay
 * by cheque.
 */
export const isSameSaleInDoubt = (request: SameSale, attempt: Attempt): boolean =>
  movesMoney(request.transactionType) &&
  attempt.doubtfulSince !== undefined &&
  // The order's own payments decide about a repeated order number.
  attempt.orderId !== request.orderId &&
  attempt.amountMinor === request.amountMinor &&
  attempt.currency === request.currency &&
  attempt.transactionType === request.transactionType;

/** As `isSameSaleInDoubt`, for an attempt that became doubtful a short time ago. */
const mayBeSameSale = (
  request: SameSale,
  attempt: Attempt & { readonly doubtfulSince: number },
  now: number,
): boolean => isRecentDoubt(attempt.doubtfulSince, now) && isSameSaleInDoubt(request, attempt);

/** The payments that are in doubt since a short time ago and may be the same sale as this request, newest first. */
export const findDoubtsAbout = (
  request: SameSale,
  records: readonly PaymentRecord[],
  now: number,
): PaymentRecord[] =>
  records
    .filter((record) => {
      const { orderId, request: asked } = record;
      const since = doubtfulSince(record);
      return since !== undefined && mayBeSameSale(request, { ...asked, orderId, doubtfulSince: since }, now);
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
