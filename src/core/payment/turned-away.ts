import type { FailureName } from '../failures.ts';
import type { PaymentAnswer } from './payment-answer.ts';
import type { PaymentRequest } from './payment-request.ts';

type KnownOrder = PaymentRequest & { orderId: string };

/** A request that was refused before a record was made: nothing was sent, the customer was not charged. */
export const turnedAway = (
  order: KnownOrder,
  simulated: boolean,
  failure: FailureName,
  detail: string,
): PaymentAnswer => ({
  orderId: order.orderId,
  outcome: 'NOT_SENT',
  failure,
  detail,
  amountMinor: order.amountMinor,
  currency: order.currency,
  transactionType: order.transactionType,
  forceAuthorization: order.forceAuthorization,
  notification: { sent: false, count: 0, pending: 0 },
  replayed: false,
  simulated,
});

/** Nothing is sent now, but whether this order was paid before nobody can read. */
export const journalUnreadable = (order: KnownOrder, simulated: boolean, problem: string): PaymentAnswer => ({
  ...turnedAway(order, simulated, 'outcome-unknown', `the journal cannot be read: ${problem}`),
  outcome: 'UNKNOWN',
});
