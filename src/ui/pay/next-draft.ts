import { formatMajor } from '../../core/money/amount.ts';
import { choiceOf } from './operation-choice.ts';
import type { PaymentDraft } from './payment-draft.ts';
import { dueMinor, type PaymentResult } from './payment-result.ts';

/** The same payment once more, of the same order. `force`: as it was asked for; a result does not say so. */
export const sameAgain = (result: PaymentResult, force: boolean): PaymentDraft => ({
  amount: formatMajor(result.amountMinor, result.currency),
  currency: result.currency,
  order: result.orderId,
  force,
  operation: choiceOf(result),
});

/** The rest of a partial approval is a payment of its own: the order number belongs to the part that was paid. */
export const restOf = (result: PaymentResult): PaymentDraft => ({
  amount: formatMajor(dueMinor(result), result.currency),
  currency: result.currency,
  order: '',
  force: false,
  operation: 'sale',
});
