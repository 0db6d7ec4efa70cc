import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../../core/payment/payment-request.ts';
import type { Clock } from '../../core/ports/host.ts';
import { recordsLostDetail, refusedBeforeRecord } from '../../core/records/answer-of-record.ts';
import type { WaitingTill } from '../../core/till/till-side.ts';
import { OrderAtPage, type OrderAtPageDeps, stopRefusal } from './order-at-page.ts';
import { assessOrder } from './order-knowledge.ts';
import type { OrderLedger } from './order-ledger.ts';
import { type PaymentQueue, takeInTurn } from './payment-queue.ts';
import { type NumberedRequest, type Refusal, storedAnswer } from './relay-answers.ts';
import { type MadeNumber, UnnumberedOrders, type UnnumberedOrdersDeps } from './unnumbered-orders.ts';

export interface PaymentRelayDeps extends OrderAtPageDeps, Omit<UnnumberedOrdersDeps, 'noteSettled'> {
  readonly ledger: OrderLedger;
  readonly clock: Clock;
  /** Present if the configuration lets payments wait while another one runs (connector.queue). */
  readonly paymentQueue?: PaymentQueue | undefined;
}

/** Relays the till's payments to the connector page. It makes no payment rules, except when to answer "unknown". */
export interface PaymentRelay {
  /** Never rejects. It answers "not charged" only if the connector said so, or the order is proven not to be charged. */
  takePayment(request: PaymentRequest, till?: WaitingTill): Promise<PaymentAnswer>;
  /**
   * What is known of an order: waits for a running payment. Null: no payment is known; undefined: none is known, but no page
   * is open, or records may be lost.
   */
  findOrder(orderId: string): Promise<PaymentAnswer | null | undefined>;
  /** The file, moved away, that has records of an order. Undefined if there is none, or more is known of the order here. */
  keptElsewhere(orderId: string): Promise<string | undefined>;
  /** Why the order may be known and is not found: its records may be lost, or cannot be read. Undefined: neither. */
  lostDetail(orderId: string): Promise<string | undefined>;
  /** Number of payments that wait for their answer. */
  countRunning(): number;
  /** Resolves when it is stored for every answered payment that its till has the answer. */
  waitForNotes(): Promise<void>;
}

interface RunningOrder {
  readonly fingerprint: string;
  /** The tills that wait for the answer. */
  readonly tills: Set<WaitingTill>;
  readonly answer: Promise<PaymentAnswer>;
}

/** Maximum number of payments at once: fifty tills, each with a second try. A till that posts in a loop must not fill the memory. */
const maxPayments = 100;

const tooManyRefusal: Refusal = {
  failure: 'payment-running',
  detail: `${maxPayments} payments wait for their answers already`,
};

export function createPaymentRelay(deps: PaymentRelayDeps): PaymentRelay {
  const running = new Map<string, RunningOrder>();
  const unnumbered = new UnnumberedOrders({
    ...deps,
    noteSettled: (orderId, paymentId) => noteAnswered({ orderId, paymentId, outcome: 'APPROVED' }, deps),
  });
  let count = 0;
  const notes = new Set<Promise<void>>();

  const takeNumbered = (
    order: NumberedRequest,
    till: WaitingTill,
    made?: MadeNumber,
  ): Promise<PaymentAnswer> => {
    const fingerprint = requestFingerprint(order);
    const runningOrder = movesMoney(order.transactionType) ? running.get(order.orderId) : undefined;
    if (runningOrder?.fingerprint === fingerprint && runningOrder.tills.size < maxPayments) {
      runningOrder.tills.add(till);
      return runningOrder.answer;
    }
    if (runningOrder) return Promise.resolve(refuseSecond(order, deps.simulated));
    const tills = new Set([till]);
    const isAwaited = () => [...tills].some(({ left }) => !left?.aborted);
    // A till that may have left does not get its turn in the queue, or at a page it waited for: it could not get the answer.
    const isWaiting = () => [...tills].some(({ left, mayHaveLeft }) => !(mayHaveLeft ?? left)?.aborted);
    const atPage = new OrderAtPage(order, { isAwaited, isSurelyWaiting: isWaiting }, made, {
      ...deps,
      origin: till.origin,
    });
    count += 1;
    const answer = answerOrder(order, atPage, isWaiting).finally(() => {
      count -= 1;
      if (running.get(order.orderId)?.tills === tills) running.delete(order.orderId);
    });
    if (movesMoney(order.transactionType)) running.set(order.orderId, { fingerprint, tills, answer });
    return answer;
  };

  const answerOrder = async (
    order: NumberedRequest,
    atPage: OrderAtPage,
    isWaiting: () => boolean,
  ): Promise<PaymentAnswer> => {
    const refusal = deps.stopping() ? stopRefusal : count > maxPayments ? tooManyRefusal : undefined;
    if (refusal) return atPage.answerWithoutPage(refusal, await findAtPage(order.orderId, deps));
    const { paymentQueue } = deps;
    if (!paymentQueue) return atPage.takePayment();
    const answer = await takeInTurn(paymentQueue, () => atPage.takePayment(), isWaiting);
    return answer ?? atPage.answerWithoutPage({ failure: 'payment-running', detail: 'the till has gone' });
  };

  return {
    async takePayment(request, till = {}) {
      const { orderId } = request;
      if (orderId !== undefined) unnumbered.noteNumbered(till, orderId);
      const answer =
        orderId === undefined
          ? await unnumbered.take(request, till, takeNumbered)
          : await takeNumbered({ ...request, orderId }, till);
      void till.answered?.then((isAnswered) => {
        if (!isAnswered) return;
        const note = noteAnswered(answer, deps).finally(() => notes.delete(note));
        notes.add(note);
      });
      return answer;
    },
    async findOrder(orderId) {
      const runningOrder = running.get(orderId);
      if (runningOrder) return runningOrder.answer;
      const pageAnswer = await findAtPage(orderId, deps, await reloadWaitMs(orderId, deps));
      const order = { ...(await deps.ledger.read(orderId)), ...(pageAnswer && { pageAnswer }) };
      const stored = storedAnswer(order);
      if (stored) return stored;
      return assessOrder(order).charge === 'unknown' ? undefined : pageAnswer;
    },
    keptElsewhere: async (orderId) => assessOrder(await deps.ledger.read(orderId)).keptElsewhere,
    lostDetail: async (orderId) => {
      const { knowledgeLost, readFault } = await deps.ledger.read(orderId);
      return knowledgeLost ? (readFault ?? recordsLostDetail) : undefined;
    },
    countRunning: () => count,
    async waitForNotes() {
      await Promise.allSettled(notes);
    },
  };
}

/** What a page answers about an order now; null: it knows none. Undefined: no page answers in time. */
async function findAtPage(
  orderId: string,
  { hub, timeouts }: Pick<PaymentRelayDeps, 'hub' | 'timeouts'>,
  pageWaitMs = 0,
): Promise<PaymentAnswer | null | undefined> {
  const connector = await hub.connector(hub.count() > 0 ? timeouts.pageReadyMs : pageWaitMs);
  return connector?.findOrder({ orderId }).catch(() => undefined);
}

/** How long to wait for a page that reloads or connects to this new start, ms. A charged order is known without a page. */
async function reloadWaitMs(
  orderId: string,
  { ledger, timeouts, reconnectMs, stopping }: PaymentRelayDeps,
): Promise<number> {
  if (stopping() || assessOrder(await ledger.read(orderId)).charge === 'charged') return 0;
  return Math.min(reconnectMs(), timeouts.reloadMs);
}

/** A running payment may still charge its customer; this request did not. */
const refuseSecond = (order: NumberedRequest, simulated: boolean): PaymentAnswer =>
  refusedBeforeRecord(order, simulated, {
    failure: 'order-id-reused',
    charge: 'unknown',
    detail: `a payment with this number runs now, or waits for its turn; GET /orders/${order.orderId} answers with its end`,
  });

/** Notes that the till has the answer of a paid order: in the journal of the page, or else in the sidecar's copy. */
async function noteAnswered(
  answer: Pick<PaymentAnswer, 'orderId' | 'paymentId' | 'outcome'>,
  { hub, ledger }: Pick<PaymentRelayDeps, 'hub' | 'ledger'>,
): Promise<void> {
  const { paymentId } = answer;
  if (paymentId === undefined || !isPaid(answer.outcome)) return;
  const connector = await hub.connector(0);
  const reply = await connector?.noteAnswered({ paymentId }).catch(() => undefined);
  if (!reply?.noted) await ledger.noteAnswered(answer);
}
