import { CallFault } from '../../core/connector-api/connector-client.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { movesMoney, type PaymentRequest } from '../../core/payment/payment-request.ts';
import { type PaymentQueue, takeInTurn } from './payment-queue.ts';
import {
  answerPageNotOpen,
  answerWithoutPage,
  findStoredAnswer,
  mayTakeOrder,
  type NumberedRequest,
  type PaymentRelayDeps,
  recoverAnswer,
  takeAtPage,
} from './relay-answers.ts';

/** Relays the till's payments to the connector page. It has no payment rules of its own, except when to answer "unknown". */
export interface PaymentRelay {
  /** Never rejects. It answers "not charged" only if the connector said so, or nothing was sent to the connector. */
  takePayment(request: PaymentRequest, tillLeft?: AbortSignal): Promise<PaymentAnswer>;
  /** Number of payments that wait for their answer. */
  running(): number;
}

export function createPaymentRelay(parts: PaymentRelayDeps): PaymentRelay {
  let running = 0;
  return {
    async takePayment(request, tillLeft) {
      const order = { ...request, orderId: request.orderId ?? parts.createOrderId() };
      if (running >= mostPayments) return await refuseTooMany(order, parts);
      running += 1;
      try {
        const { paymentQueue } = parts;
        return paymentQueue
          ? await relayInTurn(order, parts, paymentQueue, tillLeft)
          : await relayToPage(order, parts);
      } finally {
        running -= 1;
      }
    },
    running: () => running,
  };
}

/** Maximum number of payments at once: fifty tills, each with a second try. A till that posts in a loop must not fill the memory. */
const mostPayments = 100;

/** Answers a payment above the limit without a page. A pending order may have been paid, so its answer is "unknown". */
async function refuseTooMany(request: NumberedRequest, parts: PaymentRelayDeps): Promise<PaymentAnswer> {
  const detail = `${mostPayments} payments wait for their answers already`;
  const stored = await findStoredAnswer(request, parts);
  if (stored) return stored;
  return parts.pendingOrders.isPending(request.orderId)
    ? answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
    : answerWithoutPage(request, parts, 'NOT_SENT', 'payment-running', detail);
}

/** Relays a payment when its turn in the queue comes. If its till has disconnected by then, it could not get the answer, so the payment is not taken. */
async function relayInTurn(
  request: NumberedRequest,
  parts: PaymentRelayDeps,
  queue: PaymentQueue,
  tillLeft: AbortSignal | undefined,
): Promise<PaymentAnswer> {
  const answer = await takeInTurn(queue, () => relayToPage(request, parts), tillLeft);
  return answer ?? answerWithoutPage(request, parts, 'NOT_SENT', 'payment-running', 'the till has gone');
}

async function relayToPage(request: NumberedRequest, parts: PaymentRelayDeps): Promise<PaymentAnswer> {
  const { hub, log, timeouts, clock, limits } = parts;
  const stored = await findStoredAnswer(request, parts);
  // If the sidecar was killed during a payment, its copy says "unknown". The page knows the outcome, so wait for it.
  const pageWaitMs = stored && stored.outcome !== 'UNKNOWN' ? 0 : parts.reconnectMs();
  const connector = await hub.connector(hub.count() > 0 ? timeouts.settleMs : pageWaitMs);
  if (!connector) return stored ?? answerPageNotOpen(request, parts);
  const journal = hub.journalOf(connector);
  if (!(await mayTakeOrder(request, connector, journal, parts))) {
    const detail = 'it was begun with another journal than that of the page that is open now';
    return stored ?? answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail);
  }
  // The page has stopped answering since it was chosen. It has not got the order.
  if (!hub.responding(connector)) return stored ?? answerPageNotOpen(request, parts);
  // A duplicate moves no money. It has the order number of the original payment, whose pending entry it must not settle.
  if (movesMoney(request.transactionType)) await parts.pendingOrders.add(request.orderId, journal);
  const runsUntil = clock.monotonic() + limits.answerMs;
  try {
    return await takeAtPage(request, connector, parts);
  } catch (error) {
    log.error(
      { orderId: request.orderId, error: String(error) },
      'the connector page failed during a payment',
    );
    const failedPage = error instanceof CallFault && connector;
    return recoverAnswer(request, parts, { journal, failedPage, runsUntil });
  }
}
