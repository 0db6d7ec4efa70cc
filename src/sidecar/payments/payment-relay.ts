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
  settled,
} from './relay-answers.ts';

/** Relays the till's payments to the connector page. Knows no payment rules; knows when nobody can know. */
export interface PaymentRelay {
  /** Never rejects. An answer that says "not charged" is always the connector's word, or nothing was ever sent to it. */
  takePayment(request: PaymentRequest, left?: AbortSignal): Promise<PaymentAnswer>;
  /** How many payments wait for their answer. */
  running(): number;
}

/** A desk with nobody at it. */
export function createPaymentRelay(parts: PaymentRelayDeps): PaymentRelay {
  let running = 0;
  return {
    async takePayment(request, left) {
      const order = { ...request, orderId: request.orderId ?? parts.mintOrderId() };
      if (running >= mostPayments) return await tooMany(order, parts);
      running += 1;
      try {
        return parts.line ? await inLine(order, parts, parts.line, left) : await relayToPage(order, parts);
      } finally {
        running -= 1;
      }
    },
    running: () => running,
  };
}

/** Fifty tills, each with a second try. One that posts in a loop must not fill this computer's memory. */
const mostPayments = 100;

/** Asks nobody. An order that was begun may still have been paid. */
async function tooMany(request: NumberedRequest, parts: PaymentRelayDeps): Promise<PaymentAnswer> {
  const detail = `${mostPayments} payments wait for their answers already`;
  const stored = await findStoredAnswer(request, parts);
  if (stored) return stored;
  return parts.pendingOrders.isPending(request.orderId)
    ? answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail)
    : answerWithoutPage(request, parts, 'NOT_SENT', 'payment-running', detail);
}

/** Its till has gone before anything was sent, and has to hear of no payment that it does not know of. */
async function inLine(
  request: NumberedRequest,
  parts: PaymentRelayDeps,
  line: PaymentQueue,
  left: AbortSignal | undefined,
): Promise<PaymentAnswer> {
  const answer = await takeInTurn(line, () => relayToPage(request, parts), left);
  return answer ?? answerWithoutPage(request, parts, 'NOT_SENT', 'payment-running', 'the till has gone');
}

async function relayToPage(request: NumberedRequest, parts: PaymentRelayDeps): Promise<PaymentAnswer> {
  const { hub, log, timeouts } = parts;
  const stored = await findStoredAnswer(request, parts);
  // The copy of a payment that ran when this sidecar's last start was killed says "unknown": the page knows how it went on.
  const absentMs = stored && stored.outcome !== 'UNKNOWN' ? 0 : parts.reconnectMs();
  const connector = await hub.connector(hub.count() > 0 ? timeouts.settleMs : absentMs);
  if (!connector) return stored ?? answerPageNotOpen(request, parts);
  const journal = hub.journalOf(connector);
  if (!(await mayTakeOrder(request, connector, journal, parts))) {
    const detail = 'it was begun with another journal than that of the page that is open now';
    return stored ?? answerWithoutPage(request, parts, 'UNKNOWN', 'outcome-unknown', detail);
  }
  // A duplicate leaves no doubt, and must not end the doubt about the payment whose number it has.
  if (movesMoney(request.transactionType)) await parts.pendingOrders.add(request.orderId, journal);
  try {
    return settled(await connector.takePayment(request), parts);
  } catch (error) {
    log.error(
      { orderId: request.orderId, error: String(error) },
      'the connector page failed during a payment',
    );
    return recoverAnswer(request, parts, { journal, failedPage: error instanceof CallFault && connector });
  }
}
