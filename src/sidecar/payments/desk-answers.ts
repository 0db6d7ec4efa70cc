import type { FailureName } from '../../core/failures.ts';
import { movesMoney } from '../../core/payment/operation-of.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { tookNoMoney } from './known-order.ts';
import type { NumberedRequest, TillDeskParts } from './till-desk-parts.ts';

/** An order that a page was asked for and never answered may have been paid, whoever asked and whenever it was. */
export function pageNotOpen(request: NumberedRequest, parts: TillDeskParts): PaymentAnswer {
  const { home, asked } = parts;
  if (!asked.isOpen(request.orderId))
    return withoutPage(request, parts, 'NOT_SENT', 'page-not-open', `open ${home}`);
  const detail = `this order was begun before and has no answer; open ${home}, which knows more`;
  return withoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail);
}

/**
 * No page is open, and the second copy knows that this very payment has been paid or may have been: the till hears that
 * again, and not that it may try.
 */
export async function storedAnswer(
  request: NumberedRequest,
  { book }: TillDeskParts,
): Promise<PaymentAnswer | undefined> {
  const stored = await book.find(request.orderId);
  const same =
    stored?.amountMinor === request.amountMinor &&
    stored.currency === request.currency &&
    stored.transactionType === request.transactionType;
  return same && !tookNoMoney.has(stored.outcome) ? stored : undefined;
}

/** A page's word: what it says is in its journal. */
export function settled(answer: PaymentAnswer, { asked }: TillDeskParts): PaymentAnswer {
  if (movesMoney(answer.transactionType)) asked.answered(answer.orderId);
  return answer;
}

/** The desk's own answer, where no connector gives one. */
export const withoutPage = (
  request: NumberedRequest,
  { simulated }: TillDeskParts,
  outcome: 'NOT_SENT' | 'UNKNOWN',
  failure: FailureName,
  detail: string,
): PaymentAnswer => ({
  orderId: request.orderId,
  outcome,
  failure,
  detail,
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: request.transactionType,
  forceAuthorization: request.forceAuthorization,
  notification: { sent: false, count: 0, pending: 0 },
  replayed: false,
  simulated,
});
