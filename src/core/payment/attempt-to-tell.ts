import { movesMoney } from './operation-of.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';

/**
 * Which of an order's attempts is told to who asks for the order: the paid one, else the last. By number, not by date: a
 * clock that was set back would put the last before the first. Never a duplicate: it was no try to pay, what it tells may
 * be another payment's, and a till whose own payment never began would take it for its end.
 */
export function attemptToTell(attempts: readonly PaymentRecord[]): PaymentRecord | undefined {
  const payments = attempts.filter(({ request }) => movesMoney(request.transactionType));
  const [last] = payments.toSorted((a, b) => b.attempt - a.attempt);
  return payments.find(({ outcome }) => isPaid(outcome)) ?? last;
}
