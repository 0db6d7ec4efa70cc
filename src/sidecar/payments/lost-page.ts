import { movesMoney } from '../../core/payment/operation-of.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { settled, storedAnswer, withoutPage } from './desk-answers.ts';
import type { NumberedRequest, TillDeskParts } from './till-desk-parts.ts';

interface LostPage {
  readonly journal: string | undefined;
  /** The page itself, if it is still there and only the call went wrong. */
  readonly brokenDown: ConnectorApi | false;
}

/**
 * The page was lost (closed, reloaded, crashed) or broke down after it had the request. Its journal has the truth: a page
 * that is there within a few seconds is asked for it. Otherwise nobody can tell, and that is the answer.
 */
export async function afterFailure(
  request: NumberedRequest,
  parts: TillDeskParts,
  lost: LostPage,
): Promise<PaymentAnswer> {
  const { hub, patience } = parts;
  const giveUpAt = performance.now() + patience.returnMs;
  for (;;) {
    const left = giveUpAt - performance.now();
    const connector = await hub.connector(Math.max(left, 0));
    if (!connector) break;
    // The number of a duplicate is its payment's: that one's answer is no answer. It is asked for again, and moves nothing.
    const found = movesMoney(request.transactionType)
      ? await connector.findOrder({ orderId: request.orderId }).catch(() => undefined)
      : null;
    if (found === null && connector === lost.brokenDown) {
      // The same page, so the same journal: no record, hence nothing was sent.
      if (movesMoney(request.transactionType)) parts.asked.answered(request.orderId);
      return withoutPage(
        request,
        parts,
        'NOT_SENT',
        'unknown-error',
        'the connector page failed; see its log',
      );
    }
    // The same book, and either nothing in it or nothing sent: the page died before it began, so the next one takes the
    // payment. The order number makes that safe: whatever still became of the first request, this one joins it.
    const sameBook = lost.journal !== undefined && hub.journalOf(connector) === lost.journal;
    const neverBegan = found === null ? sameBook : found?.outcome === 'NOT_SENT' && found.paymentId;
    if (neverBegan) {
      const taken = await connector.takePayment(request).catch(() => undefined);
      if (taken) return settled(taken, parts);
    }
    if (found && found.failure !== 'payment-running') return settled(found, parts);
    // A payment that still runs is waited for; anything else gets the few seconds only.
    if (!found && performance.now() >= giveUpAt) break;
    await new Promise((resolve) => setTimeout(resolve, patience.askAgainMs));
  }
  const detail = 'the connector page was lost during the payment';
  // The second copy may have heard of it, or know it from before: what it says is worth more than a shrug.
  return (
    (await storedAnswer(request, parts)) ?? withoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
  );
}
