import type { LivePayment, Snapshot } from '../../core/connector-api/snapshot.ts';
import { outcomeOf } from '../../core/payment/charge.ts';
import { isUnexplainedRefusal } from '../../core/payment/refusal.ts';
import { directionOf } from '../model/operations.ts';

/**
 * What a customer sees of a payment. It never says why a card was refused, and it says that something is paid or not charged only
 * if that is certain.
 *
 * - `idle`: a greeting
 * - `card`: the customer presents the card
 * - `wait`: a payment runs, and the customer has nothing to do
 * - `paid`, `refunded`, `reserved`: all went as asked
 * - `part`: only a part of the amount is paid
 * - `declined`: the bank refused; no money has moved
 * - `not-made`: no money has moved, and the customer may have stopped it
 * - `doubt`: a person of the shop must look at it
 */
export type CustomerView =
  | 'idle'
  | 'card'
  | 'wait'
  | 'paid'
  | 'part'
  | 'refunded'
  | 'reserved'
  | 'declined'
  | 'not-made'
  | 'doubt';

/** After this time a result gives way to the greeting, so that the next customer does not read it. ms */
export const resultShownMs = 30_000;

/**
 * @param isFollowing false while no page of this browser drives the terminal: then the payment may have gone on unseen
 */
export function customerView(payment: Snapshot['payment'], now: number, isFollowing = true): CustomerView {
  if (!payment || directionOf(payment.transactionType) === 'none') return 'idle';
  if (payment.phase !== 'finished') {
    if (!isFollowing) return 'doubt';
    return payment.phase === 'customer' && payment.paymentMeans === 'card' ? 'card' : 'wait';
  }
  const result = resultView(payment);
  const isOver = payment.resolution !== undefined || now - payment.phaseSince >= resultShownMs;
  return isOver && (result !== 'doubt' || payment.resolution) ? 'idle' : result;
}

function resultView(payment: LivePayment): CustomerView {
  const { charge, contradiction, terminalSays } = payment;
  if (contradiction || terminalSays) return 'doubt';
  if (leftMinor(payment) > 0 && charge === 'charged') return 'part';
  if (payment.askedMinor !== undefined) return 'doubt';
  const outcome = outcomeOf({ ...payment, outcome: payment.outcome ?? 'UNKNOWN' });
  if (outcome === 'APPROVED') {
    const direction = directionOf(payment.transactionType);
    if (direction === 'back') return 'refunded';
    if (direction === 'reserved') return 'reserved';
    return charge === 'charged' ? 'paid' : 'doubt';
  }
  if (charge !== 'not-charged' && charge !== 'nothing-sent') return 'doubt';
  return outcome === 'DECLINED' && !isUnexplainedRefusal(payment) ? 'declined' : 'not-made';
}

/** What is left to pay after a sale of which only a part is paid; otherwise 0. Minor units. */
export const leftMinor = ({ transactionType, outcome, askedMinor = 0, amountMinor }: LivePayment): number =>
  outcome === 'PARTIALLY_APPROVED' && directionOf(transactionType) === 'in'
    ? Math.max(0, askedMinor - amountMinor)
    : 0;
