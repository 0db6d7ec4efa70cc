import type { FailureName } from '../../core/failures.ts';
import { movesMoney } from '../../core/payment/operation-of.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import { CallFault } from '../../core/relay/connector-client.ts';
import type { Log } from '../log.ts';
import type { AskedOrders } from '../records/asked-orders.ts';
import type { RecordBook } from '../records/record-book.ts';
import type { RelayHub } from '../relay/relay-hub.ts';
import { mayAsk, tookNoMoney } from './known-order.ts';
import { askInLine, type WaitingLine } from './waiting-line.ts';

export interface TillDeskParts {
  readonly hub: RelayHub;
  readonly book: Pick<RecordBook, 'find' | 'recordsOf'>;
  readonly asked: Pick<AskedOrders, 'ask' | 'answered' | 'isOpen' | 'journalOf'>;
  readonly log: Log;
  /** For a till that sends no order number; at most 32 characters. */
  readonly mintOrderId: () => string;
  readonly simulated: boolean;
  /** Where the connector page is to be opened, for the cashier. */
  readonly home: string;
  readonly patience: Patience;
  /** Present where the configuration lets payments wait for the one before (connector.queue). */
  readonly line?: WaitingLine | undefined;
  /**
   * How long a page of an earlier start may still take to find this one. The start before may have ended in the middle
   * of a payment, too early for the second copy: until its page is back, nobody may say that nothing was sent.
   */
  comingBackMs(): number;
}

/** Milliseconds. */
export interface Patience {
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

/** Relays the till's payments to the connector page. Knows no payment rules; knows when nobody can know. */
export interface TillDesk {
  /** Never rejects. An answer that says "not charged" is always the connector's word, or nothing was ever sent to it. */
  takePayment(request: PaymentRequest, left?: AbortSignal): Promise<PaymentAnswer>;
  /** How many payments wait for their answer. */
  running(): number;
}

/** A desk with nobody at it. */
export function tillDesk(parts: TillDeskParts): TillDesk {
  let running = 0;
  return {
    async takePayment(request, left) {
      const order = { ...request, orderId: request.orderId ?? parts.mintOrderId() };
      if (running >= mostPayments) return await tooMany(order, parts);
      running += 1;
      try {
        return parts.line ? await inLine(order, parts, parts.line, left) : await relay(order, parts);
      } finally {
        running -= 1;
      }
    },
    running: () => running,
  };
}

type NumberedRequest = PaymentRequest & { readonly orderId: string };

/** Fifty tills, each with a second try. One that posts in a loop must not fill this computer's memory. */
const mostPayments = 100;

/** Asks nobody. An order that was begun may still have been paid. */
async function tooMany(request: NumberedRequest, parts: TillDeskParts): Promise<PaymentAnswer> {
  const detail = `${mostPayments} payments wait for their answers already`;
  const stored = await storedAnswer(request, parts);
  if (stored) return stored;
  return parts.asked.isOpen(request.orderId)
    ? withoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
    : withoutPage(request, parts, 'NOT_SENT', 'payment-running', detail);
}

/** Its till has gone before anything was sent, and has to hear of no payment that it does not know of. */
async function inLine(
  request: NumberedRequest,
  parts: TillDeskParts,
  line: WaitingLine,
  left: AbortSignal | undefined,
): Promise<PaymentAnswer> {
  const answer = await askInLine(line, () => relay(request, parts), left);
  return answer ?? withoutPage(request, parts, 'NOT_SENT', 'payment-running', 'the till has gone');
}

async function relay(request: NumberedRequest, parts: TillDeskParts): Promise<PaymentAnswer> {
  const { hub, log, patience } = parts;
  const stored = await storedAnswer(request, parts);
  // The copy of a payment that ran when this sidecar's last start was killed says "unknown": the page knows how it went on.
  const absentMs = stored && stored.outcome !== 'UNKNOWN' ? 0 : parts.comingBackMs();
  const connector = await hub.connector(hub.count() > 0 ? patience.settleMs : absentMs);
  if (!connector) return stored ?? pageNotOpen(request, parts);
  const journal = hub.journalOf(connector);
  if (!(await mayAsk(request, connector, journal, parts))) {
    const detail = 'it was begun with another journal than that of the page that is open now';
    return stored ?? withoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail);
  }
  // A duplicate leaves no doubt, and must not end the doubt about the payment whose number it has.
  if (movesMoney(request.transactionType)) await parts.asked.ask(request.orderId, journal);
  try {
    return settled(await connector.takePayment(request), parts);
  } catch (error) {
    log.error(
      { orderId: request.orderId, error: String(error) },
      'the connector page failed during a payment',
    );
    return afterFailure(request, parts, { journal, brokenDown: error instanceof CallFault && connector });
  }
}

/** An order that a page was asked for and never answered may have been paid, whoever asked and whenever it was. */
function pageNotOpen(request: NumberedRequest, parts: TillDeskParts): PaymentAnswer {
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
async function storedAnswer(
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

interface LostPage {
  readonly journal: string | undefined;
  /** The page itself, if it is still there and only the call went wrong. */
  readonly brokenDown: ConnectorApi | false;
}

/**
 * The page was lost (closed, reloaded, crashed) or broke down after it had the request. Its journal has the truth: a page
 * that is there within a few seconds is asked for it. Otherwise nobody can tell, and that is the answer.
 */
async function afterFailure(
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

/** A page's word: what it says is in its journal. */
function settled(answer: PaymentAnswer, { asked }: TillDeskParts): PaymentAnswer {
  if (movesMoney(answer.transactionType)) asked.answered(answer.orderId);
  return answer;
}

/** The desk's own answer, where no connector gives one. */
const withoutPage = (
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
