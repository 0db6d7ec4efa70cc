import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { movesMoney, type PaymentRequest } from '../../core/payment/payment-request.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { HeartbeatTimes } from '../page/heartbeat.ts';
import { pageAdvice, type RelayHub } from '../page/relay-hub.ts';
import type { Log } from '../program/log.ts';
import type { PendingOrders } from '../records/pending-orders.ts';
import type { RecordStore } from '../records/record-store.ts';
import { type PaymentLimits, withinLimits } from './payment-limits.ts';
import type { PaymentQueue } from './payment-queue.ts';

export interface PaymentRelayDeps {
  readonly hub: RelayHub;
  readonly recordStore: Pick<RecordStore, 'find' | 'recordsOf'>;
  readonly pendingOrders: Pick<PendingOrders, 'add' | 'settle' | 'isPending' | 'journalOf'>;
  readonly log: Log;
  /** Makes an order number for a till that sends none; at most 32 characters. */
  readonly createOrderId: () => string;
  readonly simulated: boolean;
  /** Address of the connector page, for the cashier. */
  readonly home: string;
  readonly timeouts: Timeouts;
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly limits: PaymentLimits;
  /** Present if the configuration lets payments wait while another one runs (connector.queue). */
  readonly paymentQueue?: PaymentQueue | undefined;
  /**
   * Remaining time for a page to connect, ms. The previous sidecar may have ended during a payment, before the second copy
   * had it. Until that payment's page is back, the relay must not answer that nothing was sent.
   */
  reconnectMs(): number;
}

/** Times to wait, in milliseconds. */
export interface Timeouts {
  /** For a page that is connected but not ready yet. */
  readonly settleMs: number;
  /** For a page to come back after one was lost during a payment. */
  readonly returnMs: number;
  /** For the page of a browser that the sidecar itself starts and restarts. */
  readonly browserMs: number;
  /** For a page to come back after it left while no payment ran. */
  readonly reloadMs: number;
  /** Between two queries for a payment that still runs. */
  readonly askAgainMs: number;
  /** From the end of a payment's own limit to the answer "unknown", if its page has not answered. */
  readonly overrunMs: number;
  readonly heartbeat: HeartbeatTimes;
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
 * True if this page may take the order. Normally the page's journal has the order's earlier payments. It has not if the
 * page runs in another browser or at another port (another origin for the browser), or if the browser's storage was
 * cleared. Such a page would charge the order again. So the relay first sends it the second copy's records of that order.
 * A page that does not import them may not take the order.
 *
 * @param journal the journal that the page uses; undefined: the page has not sent it
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
  // The order went to a page with this same journal. That journal shows whether the payment began.
  if (journal !== undefined && pendingJournal === journal) return true;
  // Either the page knows the order, and its journal is newer than the copy. Or the call failed: then the payment fails too.
  const found = await connector.findOrder({ orderId }).catch(() => undefined);
  if (found !== null) return true;
  if (stored && !outcomesWithoutCharge.has(stored.outcome)) {
    const text = JSON.stringify(await recordStore.recordsOf(orderId));
    const reply = await connector.importRecords({ text }).catch(() => undefined);
    log.warn({ orderId, brought: reply?.imported ?? false }, 'this page has another journal');
    return reply?.imported === true;
  }
  // The order went to a page that never answered: only that page's journal can show that the payment never began.
  return pendingJournal === undefined;
}

/** Answers when no page is open. An order that was sent to a page before, and got no answer, may have been paid. */
export function answerPageNotOpen(request: NumberedRequest, parts: PaymentRelayDeps): PaymentAnswer {
  const { home, hub, pendingOrders } = parts;
  if (!pendingOrders.isPending(request.orderId))
    return answerWithoutPage(request, parts, 'NOT_SENT', 'page-not-open', pageAdvice(hub.pageState(), home));
  const detail = `this order was begun before and has no answer; open ${home}, which knows more`;
  return answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail);
}

/**
 * Finds the second copy's answer for the same order, amount, currency and operation, if that payment was charged or may
 * have been. If no page is open, the till gets this answer again, instead of one that allows another try.
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

/** Passes on a page's answer. The payment is in that page's journal, so the order is no longer pending. */
export function settlePending(answer: PaymentAnswer, { pendingOrders }: PaymentRelayDeps): PaymentAnswer {
  if (movesMoney(answer.transactionType)) pendingOrders.settle(answer.orderId);
  return answer;
}

/** The relay's own answer, used if no connector page gives one. */
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
  charge: outcome === 'UNKNOWN' ? 'unknown' : 'nothing-sent',
  detail,
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: request.transactionType,
  forceAuthorization: request.forceAuthorization,
  notification: { sent: false, count: 0, pending: 0 },
  replayed: false,
  simulated,
});

/**
 * Hands a payment to a page and waits for its answer until the payment's limit. After that the answer comes from the
 * second copy, or is "unknown". Rejects if the page is gone or its call fails.
 */
export async function takeAtPage(
  request: NumberedRequest,
  connector: ConnectorApi,
  parts: PaymentRelayDeps,
): Promise<PaymentAnswer> {
  // The page's answer settles the order also if it comes after the limit.
  const call = connector.takePayment(request).then((answer) => settlePending(answer, parts));
  const answer = await withinLimits(call, connector, parts);
  if (answer) return answer;
  call.catch(() => {});
  const responding = parts.hub.responding(connector);
  parts.log.error({ orderId: request.orderId, responding }, 'the connector page has not answered a payment');
  const detail = responding
    ? 'the connector page gave no answer in time'
    : 'the connector page does not answer';
  return (
    (await findStoredAnswer(request, parts)) ??
    answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
  );
}

interface LostPage {
  readonly journal: string | undefined;
  /** The page, if it is still connected and only the call failed. */
  readonly failedPage: ConnectorApi | false;
  /** Time on the monotonic clock until which the till waits for a payment that still runs. */
  readonly runsUntil: number;
}

/**
 * Finds the answer after the page was lost (closed, reloaded, crashed) or failed while it had the request. The journal has
 * the outcome, so the relay asks a page that connects within a few seconds (`returnMs`). If none does, the answer comes
 * from the second copy, or is "unknown".
 */
export async function recoverAnswer(
  request: NumberedRequest,
  parts: PaymentRelayDeps,
  lost: LostPage,
): Promise<PaymentAnswer> {
  const { hub, timeouts, clock } = parts;
  const giveUpAt = clock.monotonic() + timeouts.returnMs;
  for (;;) {
    const leftMs = giveUpAt - clock.monotonic();
    const connector = await hub.connector(Math.max(leftMs, 0));
    if (!connector) break;
    // A duplicate has the order number of the original payment, so `findOrder` would give the answer of that payment. A
    // duplicate moves no money, so it is taken again.
    const found = movesMoney(request.transactionType)
      ? await connector.findOrder({ orderId: request.orderId }).catch(() => undefined)
      : null;
    if (found === null && connector === lost.failedPage) {
      // The same page has the same journal. It has no record, so nothing was sent.
      if (movesMoney(request.transactionType)) parts.pendingOrders.settle(request.orderId);
      return answerWithoutPage(
        request,
        parts,
        'NOT_SENT',
        'unknown-error',
        'the connector page failed; see its log',
      );
    }
    // The same journal has no record of the order, or the record says that nothing was sent. So the payment had not
    // begun, and this page takes it. This is safe: if the first request still begins, both share one payment, because
    // they have the same order number.
    const sameJournal = lost.journal !== undefined && hub.journalOf(connector) === lost.journal;
    const neverBegan = found === null ? sameJournal : found?.outcome === 'NOT_SENT' && found.paymentId;
    if (neverBegan) {
      const taken = await takeAtPage(request, connector, parts).catch(() => undefined);
      if (taken) return taken;
    }
    if (found && found.failure !== 'payment-running') return settlePending(found, parts);
    // Waits for a payment that still runs until its own limit, and otherwise until `giveUpAt`.
    if (clock.monotonic() >= (found ? lost.runsUntil : giveUpAt)) break;
    await new Promise<void>((resolve) => void clock.after(timeouts.askAgainMs, resolve));
  }
  const detail = 'the connector page was lost during the payment';
  // The second copy may have the payment, and its answer says more than UNKNOWN.
  return (
    (await findStoredAnswer(request, parts)) ??
    answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
  );
}
