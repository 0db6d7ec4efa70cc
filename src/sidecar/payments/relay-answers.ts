import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { movesMoney, type PaymentRequest } from '../../core/payment/payment-request.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import type { Log } from '../program/log.ts';
import type { PendingOrders } from '../records/pending-orders.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { PaymentQueue } from './payment-queue.ts';

export interface PaymentRelayDeps {
  readonly hub: RelayHub;
  readonly recordStore: Pick<RecordStore, 'find' | 'recordsOf'>;
  readonly pendingOrders: Pick<PendingOrders, 'add' | 'settle' | 'isPending' | 'journalOf'>;
  readonly log: Log;
  /** For a till that sends no order number; at most 32 characters. */
  readonly mintOrderId: () => string;
  readonly simulated: boolean;
  /** Where the connector page is to be opened, for the cashier. */
  readonly home: string;
  readonly timeouts: Timeouts;
  /** Present where the configuration lets payments wait for the one before (connector.queue). */
  readonly line?: PaymentQueue | undefined;
  /**
   * How long a page of an earlier start may still take to find this one. The start before may have ended in the middle
   * of a payment, too early for the second copy: until its page is back, nobody may say that nothing was sent.
   */
  reconnectMs(): number;
}

/** Milliseconds. */
export interface Timeouts {
  /** For a page that is connected but not ready yet. */
  readonly settleMs: number;
  /** For a page to come back after one was lost in the middle of a payment. */
  readonly returnMs: number;
  /** For the page of a browser that the sidecar itself has started and starts again. */
  readonly browserMs: number;
  /** For a page to come back after it left while no payment ran. */
  readonly reloadMs: number;
  /** Between two questions after a payment that still runs. */
  readonly askAgainMs: number;
}

export type NumberedRequest = PaymentRequest & { readonly orderId: string };

export interface KnownOrderParts {
  readonly recordStore: Pick<RecordStore, 'find' | 'recordsOf'>;
  readonly pendingOrders: Pick<PendingOrders, 'journalOf'>;
  readonly log: Log;
}

/** Outcomes after which the same order may be tried again. */
export const outcomesWithoutCharge: ReadonlySet<Outcome> = new Set(['NOT_SENT', 'DECLINED', 'CANCELLED']);

/**
 * May this page be asked to take the order? What was paid before is in its journal, unless it is another one: of another
 * browser, of another port (another origin to the browser), or after the browser's storage was cleared. Such a page would
 * charge the order again. So it is given the second copy's records of that order first, and judges by them; one that does
 * not take them is not asked.
 *
 * @param journal which journal the page looks into; undefined: it has not said
 */
export async function mayTakeOrder(
  request: PaymentRequest & { readonly orderId: string },
  connector: ConnectorApi,
  journal: string | undefined,
  { recordStore, pendingOrders, log }: KnownOrderParts,
): Promise<boolean> {
  const { orderId } = request;
  if (!movesMoney(request.transactionType)) return true;
  const stored = await recordStore.find(orderId);
  const pendingJournal = pendingOrders.journalOf(orderId);
  if (!stored && pendingJournal === undefined) return true;
  // It is being paid there, or that page never got it: its own journal says which, at once.
  if (journal !== undefined && pendingJournal === journal) return true;
  // Whatever it knows is more than the copy does; one that breaks down here breaks down at the payment too.
  const here = await connector.findOrder({ orderId }).catch(() => undefined);
  if (here !== null) return true;
  if (stored && !outcomesWithoutCharge.has(stored.outcome)) {
    const text = JSON.stringify(await recordStore.recordsOf(orderId));
    const brought = await connector.importRecords({ text }).catch(() => undefined);
    log.warn({ orderId, brought: brought?.imported ?? false }, 'this page has another journal');
    return brought?.imported === true;
  }
  // Begun at a page that never answered: only the same journal can say that it never began.
  return pendingJournal === undefined;
}

/** An order that a page was asked for and never answered may have been paid, whoever asked and whenever it was. */
export function answerPageNotOpen(request: NumberedRequest, parts: PaymentRelayDeps): PaymentAnswer {
  const { home, pendingOrders } = parts;
  if (!pendingOrders.isPending(request.orderId))
    return answerWithoutPage(request, parts, 'NOT_SENT', 'page-not-open', `open ${home}`);
  const detail = `this order was begun before and has no answer; open ${home}, which knows more`;
  return answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail);
}

/**
 * No page is open, and the second copy knows that this very payment has been paid or may have been: the till hears that
 * again, and not that it may try.
 */
export async function findStoredAnswer(
  request: NumberedRequest,
  { recordStore }: PaymentRelayDeps,
): Promise<PaymentAnswer | undefined> {
  const stored = await recordStore.find(request.orderId);
  const same =
    stored?.amountMinor === request.amountMinor &&
    stored.currency === request.currency &&
    stored.transactionType === request.transactionType;
  return same && !outcomesWithoutCharge.has(stored.outcome) ? stored : undefined;
}

/** A page's word: what it says is in its journal. */
export function settled(answer: PaymentAnswer, { pendingOrders }: PaymentRelayDeps): PaymentAnswer {
  if (movesMoney(answer.transactionType)) pendingOrders.settle(answer.orderId);
  return answer;
}

/** The desk's own answer, where no connector gives one. */
export const answerWithoutPage = (
  request: NumberedRequest,
  { simulated }: PaymentRelayDeps,
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

interface LostPage {
  readonly journal: string | undefined;
  /** The page itself, if it is still there and only the call went wrong. */
  readonly failedPage: ConnectorApi | false;
}

/**
 * The page was lost (closed, reloaded, crashed) or broke down after it had the request. Its journal has the truth: a page
 * that is there within a few seconds is asked for it. Otherwise nobody can tell, and that is the answer.
 */
export async function recoverAnswer(
  request: NumberedRequest,
  parts: PaymentRelayDeps,
  lost: LostPage,
): Promise<PaymentAnswer> {
  const { hub, timeouts } = parts;
  const giveUpAt = performance.now() + timeouts.returnMs;
  for (;;) {
    const left = giveUpAt - performance.now();
    const connector = await hub.connector(Math.max(left, 0));
    if (!connector) break;
    // The number of a duplicate is its payment's: that one's answer is no answer. It is asked for again, and moves nothing.
    const found = movesMoney(request.transactionType)
      ? await connector.findOrder({ orderId: request.orderId }).catch(() => undefined)
      : null;
    if (found === null && connector === lost.failedPage) {
      // The same page, so the same journal: no record, hence nothing was sent.
      if (movesMoney(request.transactionType)) parts.pendingOrders.settle(request.orderId);
      return answerWithoutPage(
        request,
        parts,
        'NOT_SENT',
        'unknown-error',
        'the connector page failed; see its log',
      );
    }
    // The same book, and either nothing in it or nothing sent: the page died before it began, so the next one takes the
    // payment. The order number makes that safe: whatever still became of the first request, this one joins it.
    const sameJournal = lost.journal !== undefined && hub.journalOf(connector) === lost.journal;
    const neverBegan = found === null ? sameJournal : found?.outcome === 'NOT_SENT' && found.paymentId;
    if (neverBegan) {
      const taken = await connector.takePayment(request).catch(() => undefined);
      if (taken) return settled(taken, parts);
    }
    if (found && found.failure !== 'payment-running') return settled(found, parts);
    // A payment that still runs is waited for; anything else gets the few seconds only.
    if (!found && performance.now() >= giveUpAt) break;
    await new Promise((resolve) => setTimeout(resolve, timeouts.askAgainMs));
  }
  const detail = 'the connector page was lost during the payment';
  // The second copy may have heard of it, or know it from before: what it says is worth more than a shrug.
  return (
    (await findStoredAnswer(request, parts)) ??
    answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
  );
}
