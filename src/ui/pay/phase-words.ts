import type { TransactionType } from '../../core/payment/payment-request.ts';
import type { PaymentPhase } from '../../core/relay/snapshot.ts';
import type { Texts } from '../texts/texts.ts';
import { directionOf } from './money-direction.ts';

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
