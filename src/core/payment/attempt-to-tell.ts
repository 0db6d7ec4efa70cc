import { movesMoney } from './operation-of.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';

/**
 * Which of an order's attempts is told to who asks for the order: the paid one, else the last. By number, not by date: a
 * clock that was set back would put the last before the first. A duplicate that somebody asked for in between was no
 * try to pay, and its end must not be taken for the payment's.
 */
export function attemptToTell(attempts: readonly PaymentRecord[]): PaymentRecord | undefined {
  const payments = attempts.filter(({ request }) => movesMoney(request.transactionType));
  const told = payments.length > 0 ? payments : attempts;
  const [last] = told.toSorted((a, b) => b.attempt - a.attempt);
  return payments.find(({ outcome }) => isPaid(outcome)) ?? last;
}
