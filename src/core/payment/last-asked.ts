import type { PaymentRecord } from './payment-record.ts';

/** When the request may have left; undefined where the terminal was never asked. A refused one counts: doubt is no. */
const askedAt = ({ history }: PaymentRecord): number | undefined =>
  history.find(({ state }) => state === 'sending')?.at;

/**
 * Is this the payment the terminal was asked for last, as far as the book can tell? A terminal has one payment at a
 * time, so what it says unasked is about the last one: an answer that looks like an older payment's may be the repeat of
 * a later one's, with the same amount. `others` are the records of the last hours. A clock that was set back between
 * two payments makes their order doubtful, and doubt is no.
 */
export function isLastAsked(record: PaymentRecord, others: readonly PaymentRecord[], now: number): boolean {
  const asked = askedAt(record);
  if (asked === undefined || asked > now) return false;
  return others.every((other) => {
    const otherAsked = askedAt(other);
    if (otherAsked === undefined || other.paymentId === record.paymentId) return true;
    return Math.max(otherAsked, other.answer?.receivedAt ?? 0) < asked;
  });
}
