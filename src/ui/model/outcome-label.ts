import type { FailureName } from '../../core/failures/failure-name.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { TransactionType } from '../../core/payment/payment-request.ts';
import { isUnexplainedRefusal } from '../../core/payment/refusal.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { resolverWords } from './operations.ts';

interface EndedPayment {
  readonly transactionType: TransactionType;
  readonly outcome: Outcome;
  readonly failure?: FailureName | undefined;
  readonly detail?: string | undefined;
  readonly resolution?: { readonly paid: boolean } | undefined;
}

/** How a payment ended, in one or two words. "Declined" needs a reason; without one, or by a person's decision, it is "Not paid". */
export function outcomeLabel(payment: EndedPayment, texts: Texts): string {
  const { outcome, transactionType, resolution } = payment;
  if (outcome === 'APPROVED' && transactionType === 'Credit') return texts.operations.refunded;
  if (resolution?.paid === false || isUnexplainedRefusal(payment))
    return resolverWords(texts, transactionType).notPaidLabel;
  return texts.outcomes[outcome].label;
}
