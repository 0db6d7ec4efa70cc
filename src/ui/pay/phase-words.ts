import type { TransactionType } from '../../core/payment/payment-request.ts';
import type { LivePayment, PaymentPhase } from '../../core/relay/snapshot.ts';
import type { Texts } from '../texts/texts.ts';
import { directionOf } from './money-direction.ts';

/** By then a terminal has acknowledged the amount, or its word got lost on the line: three seconds, and a little. */
const confirmedWithinMs = 5000;

/** The terminal has been sent the amount and has said nothing to it: people look at its screen then. */
export const isUnconfirmed = ({ phase, phaseSince }: LivePayment, now: number): boolean =>
  phase === 'sending' && now - phaseSince > confirmedWithinMs;

/** What is said of a step: of money given back nobody may read that the customer pays. */
export function phaseWords(phase: PaymentPhase, type: TransactionType, { phases, operations }: Texts) {
  const direction = directionOf(type);
  if (direction === 'back' && phase === 'customer')
    return { ...phases.customer, now: operations.customerBack };
  if (direction === 'back' && phase === 'notifying')
    return { ...phases.notifying, now: operations.notifyingBack };
  if (direction === 'none' && phase === 'customer')
    return { label: operations.duplicate, now: operations.customerDuplicate };
  return phases[phase];
}
