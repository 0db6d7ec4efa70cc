import type {
  ConnectorApi,
  PaymentContext,
  PermitAnswer,
  PermitRefusal,
  PermitRequest,
} from '../../core/connector-api/connector-api.ts';
import { CallFault } from '../../core/connector-api/connector-client.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import type { Clock } from '../../core/ports/host.ts';
import { answerLostRefund, recordsLostDetail } from '../../core/records/answer-of-record.ts';
import { joinFiles } from '../../core/records/records-file.ts';
import { otherVersionAdvice, pageAdvice, type RelayHub } from '../page/relay-hub.ts';
import type { Log } from '../program/log.ts';
import { assessOrder, doubtfulPermits } from './order-knowledge.ts';
import { type OrderLedger, type StoredOrder, tillLeft } from './order-ledger.ts';
import { type PaymentLimits, type Timeouts, withinLimits } from './payment-limits.ts';
import { refuseUnknownSale } from './refund-knowledge.ts';
import { answerWithoutPage, type NumberedRequest, type Refusal } from './relay-answers.ts';
import type { MadeNumber } from './unnumbered-orders.ts';

/** The till behind an order. */
export interface TillOfOrder {
  /** False once it is known that no till waits for the answer. */
  isAwaited(): boolean;
  /** False as soon as the till may have left. */
  isSurelyWaiting(): boolean;
}

export interface OrderAtPageDeps {
  readonly hub: RelayHub;
  readonly ledger: Pick<OrderLedger, 'read' | 'knownRecords' | 'givePermit' | 'endOlderPermits'>;
  readonly log: Log;
  readonly simulated: boolean;
  /** Time in which a paid order is answered again after its till got the answer, ms. */
  readonly replayMs: number;
  /** Address of the connector page, for the cashier. */
  readonly pageUrl: string;
  readonly timeouts: Timeouts;
  readonly clock: Clock;
  readonly limits: PaymentLimits;
  /** The origin of the web till that has sent this order. */
  readonly origin?: string | undefined;
  /** Called for each order that a till has sent. */
  noteRequest(request: NumberedRequest): void;
  /**
   * Remaining time for a page to connect, ms. The previous sidecar may have ended during a payment, before the second copy
   * had the payment. Until the page of that payment is back, the relay must not answer that nothing was sent.
   */
  reconnectMs(): number;
  /** Resolves when a page may get this order: to true if it had to wait. Undefined: this program has no updates. */
  readonly awaitOwnPage?: (() => Promise<boolean>) | undefined;
  /** True once the program is being stopped: no payment begins any more. */
  readonly stopping: () => boolean;
}

export const stopRefusal: Refusal = {
  failure: 'connector-stopping',
  detail: 'GET /stop waits for the payment that runs',
};

/** Longest wait for a file of records that cannot be read, ms. */
const longestFaultMs = 2000;

/** One order until its answer. Hands the order to a page, and to another page if the first is lost before the payment begins. */
export class OrderAtPage {
  /** The call that may get a permit to begin. A call that has ended gets none. */
  #call: symbol | undefined;
  #hasPermit = false;
  /** Why the running call got no permit. */
  #refusal: PermitRefusal | undefined;
  /** Time on the monotonic clock at which the relay stops looking for another page. */
  #giveUpAt = Number.POSITIVE_INFINITY;
  /** True once the order has waited for a page: its till may have given up meanwhile. */
  #hasWaited = false;

  constructor(
    private readonly request: NumberedRequest,
    private readonly till: TillOfOrder,
    /** The order number, if it was made here. Undefined: the till has sent it. */
    private readonly madeNumber: MadeNumber | undefined,
    private readonly deps: OrderAtPageDeps,
  ) {}

  /** Hands the order to a page and waits for its answer. Never rejects. */
  async takePayment(): Promise<PaymentAnswer> {
    const { hub, timeouts } = this.deps;
    this.deps.noteRequest(this.request);
    const order = await this.#read();
    // If the sidecar was killed during a payment, its copy says "unknown". The page knows the outcome, so wait for it.
    const pageWaitMs = assessOrder(order).charge === 'charged' ? 0 : this.deps.reconnectMs();
    if (await this.deps.awaitOwnPage?.()) this.#hasWaited = true;
    const readyPage = await hub.connector(0);
    if (!readyPage) this.#hasWaited = true;
    const connector = readyPage ?? (await hub.connector(hub.count() > 0 ? timeouts.pageReadyMs : pageWaitMs));
    // A page that has stopped answering since it was chosen does not get the order.
    if (!connector || !hub.isResponding(connector)) return this.answerWithoutPage(this.#pageMissing());
    const refused =
      (await this.#refuseIfRecordsMoved(connector)) ??
      (await this.#refuseIfLost(connector)) ??
      (await this.#refuseRefund(connector));
    return refused ?? this.#takeAt(connector);
  }

  /** Refuses a number whose records were moved away, unless the page knows its payment. Undefined: the order may go on. */
  async #refuseIfRecordsMoved(connector: ConnectorApi): Promise<PaymentAnswer | undefined> {
    const { orderId, transactionType } = this.request;
    if (!movesMoney(transactionType) || assessOrder(await this.#read()).keptElsewhere === undefined)
      return undefined;
    const pageAnswer = await connector.findOrder({ orderId }).catch(() => undefined);
    if (pageAnswer && pageAnswer.charge !== 'not-charged') return undefined;
    return this.answerWithoutPage(
      { failure: 'order-id-reused', detail: 'the number was used before' },
      pageAnswer,
    );
  }

  /**
   * Refuses an order that neither the sidecar nor the page knows, while records are lost: it may have been paid. The page may
   * be of a new browser profile. Waits a while for the lost records. Undefined: the order may go on.
   */
  async #refuseIfLost(connector: ConnectorApi): Promise<PaymentAnswer | undefined> {
    const { clock, timeouts } = this.deps;
    const { orderId } = this.request;
    if (this.madeNumber?.isNew || !movesMoney(this.request.transactionType)) return undefined;
    for (const begin = clock.monotonic(); ; ) {
      const order = await this.#read();
      if (!order.knowledgeLost || assessOrder({ ...order, knowledgeLost: false }).charge !== 'not-charged')
        return undefined;
      const pageAnswer = await connector.findOrder({ orderId }).catch(() => undefined);
      if (pageAnswer && pageAnswer.charge !== 'not-charged') return undefined;
      const { recordsReturnMs } = timeouts;
      const waitMs = order.readFault ? Math.min(recordsReturnMs, longestFaultMs) : recordsReturnMs;
      const detail = order.readFault ?? recordsLostDetail;
      if (clock.monotonic() - begin >= waitMs || !this.till.isAwaited())
        return this.answerWithoutPage({ failure: 'outcome-unknown', detail }, pageAnswer);
      await this.#pause();
    }
  }

  /**
   * Refuses a refund if records of its sale are missing, and any order with the number of a refund whose record is lost.
   * Undefined: the order may go on.
   */
  async #refuseRefund(connector: ConnectorApi): Promise<PaymentAnswer | undefined> {
    const { orderId, refundOf } = this.request;
    const { ledger, simulated } = this.deps;
    const stored = await this.#read();
    if (!movesMoney(this.request.transactionType) || assessOrder(stored).charge !== 'not-charged')
      return undefined;
    const refused =
      stored.lostRefundOf !== undefined
        ? answerLostRefund(this.request, simulated, stored.lostRefundOf)
        : refundOf === undefined
          ? undefined
          : refuseUnknownSale(this.request, simulated, await ledger.read(refundOf));
    const pageAnswer = refused && (await connector.findOrder({ orderId }).catch(() => undefined));
    return pageAnswer && pageAnswer.charge !== 'not-charged' ? undefined : refused;
  }

  /** The sidecar's own answer, by all that is known now. `pageAnswer`: what a page answers about the order. */
  async answerWithoutPage(refusal: Refusal, pageAnswer?: PaymentAnswer | null): Promise<PaymentAnswer> {
    const { simulated, replayMs, clock } = this.deps;
    const order = { ...(await this.#read()), ...(pageAnswer && { pageAnswer }) };
    const isPageOpen = this.deps.hub.count() > 0;
    const limit = { now: clock.now(), replayMs };
    return answerWithoutPage(this.request, order, refusal, { simulated, limit, isPageOpen });
  }

  /**
   * A close within the first seconds of a request may be a half-close of a till that waits, so an order that goes to the page at once
   * is taken. After a wait, it may be a till that has given up: its customer must not be asked to pay while nobody waits.
   */
  #isTillThere(): boolean {
    return this.#hasWaited ? this.till.isSurelyWaiting() : this.till.isAwaited();
  }

  async #takeAt(connector: ConnectorApi): Promise<PaymentAnswer> {
    const { hub, log, ledger, clock, limits } = this.deps;
    const { request } = this;
    const reason = this.deps.stopping() ? stopRefusal : this.#isTillThere() ? undefined : tillLeft;
    if (reason) {
      const { orderId } = request;
      const pageAnswer = await connector.findOrder({ orderId }).catch(() => undefined);
      return this.answerWithoutPage(reason, pageAnswer);
    }
    const journal = hub.journalOf(connector);
    const stored = await this.#read();
    const { refundOf } = request;
    const sale = refundOf === undefined ? undefined : ledger.knownRecords(await ledger.read(refundOf));
    const own = ledger.knownRecords(stored);
    const known = own && sale ? joinFiles(own, sale) : (own ?? sale);
    const call = Symbol(request.orderId);
    this.#call = call;
    this.#refusal = undefined;
    const runsUntil = clock.monotonic() + limits.answerMs;
    let hasAskedPermit = false;
    const givePermit = (asked: PermitRequest) => {
      hasAskedPermit = true;
      return this.#givePermit(asked, call);
    };
    let pageAnswer: PaymentAnswer | undefined;
    try {
      // A duplicate moves no money, so it needs no permit.
      const { earlierSales } = this.madeNumber ?? {};
      const context: PaymentContext = movesMoney(request.transactionType)
        ? {
            ...(known && { known }),
            mayLackRecords: stored.knowledgeLost && !this.madeNumber?.isNew,
            ...(earlierSales && { earlierSales }),
            givePermit,
            origin: this.deps.origin,
          }
        : {};
      const answering = connector.takePayment(request, context).then((answer) => {
        pageAnswer = movesMoney(request.transactionType) ? answer : { ...answer, charge: 'nothing-sent' };
        return this.#checkPageAnswer(pageAnswer, journal);
      });
      const answer =
        (await this.#withinLimits(answering, connector)) ??
        (await this.#answerUnanswered(answering, connector));
      // What the sidecar knows has not changed the page's answer: nothing of the order is charged or in doubt.
      if (answer !== pageAnswer || hasAskedPermit || !isOfLeavingPage(answer)) return answer;
      this.#call = undefined;
      return await this.#recover({ failedPage: false, refused: answer, runsUntil });
    } catch (error) {
      log.error(
        { orderId: request.orderId, error: String(error) },
        'the connector page failed during a payment',
      );
      this.#call = undefined;
      return this.#recover({ failedPage: error instanceof CallFault && connector, runsUntil });
    } finally {
      if (this.#call === call) this.#call = undefined;
    }
  }

  /** Gives a permit while the call lasts, a till waits, and no other page got a permit for this request. */
  async #givePermit(asked: PermitRequest, call: symbol): Promise<PermitAnswer> {
    const isWanted = () => this.#call === call && this.#isTillThere();
    if (!isWanted()) return tillLeft;
    if (asked.orderId !== this.request.orderId || this.#hasPermit) return notForThisPayment;
    // A page of an older program does not know the sale: it would give back money that is not compared with anything.
    const own = asked.payments.find(({ paymentId }) => paymentId === asked.paymentId);
    if (own?.request.refundOf !== this.request.refundOf)
      return { failure: 'page-not-open', detail: otherVersionAdvice };
    this.#hasPermit = true;
    const answer = await this.deps.ledger.givePermit(asked, { isWanted, madeNumber: this.madeNumber });
    this.#hasPermit = answer === true;
    if (typeof answer === 'object' && this.#call === call) this.#refusal = answer;
    return answer;
  }

  /**
   * Waits for the page's answer. Undefined: the page has not answered within the payment's limit; or it has not begun within
   * `beginMs`, and gets no permit any more, so nothing was sent.
   */
  async #withinLimits(
    answering: Promise<PaymentAnswer>,
    connector: ConnectorApi,
  ): Promise<PaymentAnswer | undefined> {
    const { clock, timeouts } = this.deps;
    let giveUp = () => {};
    const tooLate = new Promise<undefined>((resolve) => {
      giveUp = () => resolve(undefined);
    });
    const call = this.#call;
    const stop = clock.after(timeouts.beginMs, async () => {
      const { charge } = assessOrder(await this.#read());
      if (this.#hasPermit || this.#call !== call || charge !== 'not-charged') return;
      this.#call = undefined;
      giveUp();
    });
    return Promise.race([withinLimits(answering, connector, this.deps), tooLate]).finally(stop);
  }

  #answerUnanswered(answering: Promise<PaymentAnswer>, connector: ConnectorApi): Promise<PaymentAnswer> {
    const { hub, log } = this.deps;
    this.#call = undefined;
    answering.catch(() => {});
    const responding = hub.isResponding(connector);
    log.error({ orderId: this.request.orderId, responding }, 'the connector page has not answered a payment');
    const detail = responding
      ? 'the connector page gave no answer in time'
      : 'the connector page does not answer';
    return this.answerWithoutPage({ failure: 'page-not-open', detail });
  }

  /** A page's answer, unless the sidecar knows that another payment of the order was charged or may have been. */
  async #checkPageAnswer(pageAnswer: PaymentAnswer, journal: string | undefined): Promise<PaymentAnswer> {
    const { ledger } = this.deps;
    if (!movesMoney(this.request.transactionType) || pageAnswer.charge === 'nothing-sent') return pageAnswer;
    const refusal = pageAnswer.outcome === 'NOT_SENT' ? this.#refusal : undefined;
    // A page of an older program does not know why it got no permit.
    const answer = refusal ? { ...pageAnswer, ...refusal } : pageAnswer;
    const wasRefused = refusal !== undefined || isRefusedByPage(answer);
    // A page that only repeats the doubt of the sidecar settles nothing.
    const isAboutPayment = answer.paymentId !== undefined || answer.charge !== 'unknown';
    if (!wasRefused && isAboutPayment) ledger.endOlderPermits(answer, journal);
    if (answer.charge !== 'not-charged') return answer;
    // A page that had a permit has taken the order. Records that the sidecar has lost do not change its answer.
    const stored = await this.#read();
    const knowledgeLost = wasRefused && !this.madeNumber?.isNew && stored.knowledgeLost;
    const keptElsewhere = wasRefused ? stored.keptElsewhere : undefined;
    const order = { ...stored, knowledgeLost, keptElsewhere, pageAnswer: answer };
    if (assessOrder(order).charge === 'not-charged') return answer;
    const detail = answer.detail ?? 'another payment of this order is in doubt';
    return this.answerWithoutPage({ failure: answer.failure ?? 'page-not-open', detail }, answer);
  }

  /**
   * Finds the answer after the page was lost (closed, reloaded, crashed) or failed while it had the request. If no payment has
   * a permit, nothing was sent, and another page may take the order. Otherwise only the records say how it ended: the relay
   * asks the pages that connect within a few seconds (`pageReturnMs`). The same for a page that is about to be lost.
   */
  async #recover({ failedPage, refused, runsUntil }: LostPage): Promise<PaymentAnswer> {
    const { hub, timeouts, clock } = this.deps;
    this.#giveUpAt = Math.min(this.#giveUpAt, clock.monotonic() + timeouts.pageReturnMs);
    this.#hasWaited = true;
    if (refused) await this.#pause();
    for (;;) {
      const connector = await hub.connector(Math.max(this.#giveUpAt - clock.monotonic(), 0));
      if (!connector) break;
      const order = await this.#read();
      const [permit] = doubtfulPermits(order);
      if (!movesMoney(this.request.transactionType) || !permit) {
        if (connector === failedPage) return this.answerWithoutPage(pageFailed);
        if (clock.monotonic() > this.#giveUpAt) {
          if (refused) return refused;
          break;
        }
        this.#hasPermit = false;
        return this.#takeAt(connector);
      }
      const pageAnswer =
        (await connector.findOrder({ orderId: this.request.orderId }).catch(() => undefined)) ?? undefined;
      const known = assessOrder({
        ...order,
        knowledgeLost: false,
        keptElsewhere: undefined,
        ...(pageAnswer && { pageAnswer }),
      });
      if (pageAnswer && known.charge === 'not-charged' && pageAnswer.outcome === 'NOT_SENT') {
        this.#hasPermit = false;
        return this.#takeAt(connector);
      }
      const isRunning = pageAnswer?.failure === 'payment-running';
      // The payment's own journal knows most. Another journal may have an older copy, from before the end of the payment.
      const isOwnJournal = permit.journal === undefined || permit.journal === hub.journalOf(connector);
      if (pageAnswer && !isRunning && (known.charge !== 'unknown' || isOwnJournal))
        return this.#checkPageAnswer(pageAnswer, permit.journal);
      if (clock.monotonic() >= (isRunning ? runsUntil : this.#giveUpAt)) break;
      await this.#pause();
    }
    // Without a permit nothing was sent, so the till has to open the page, and nothing else.
    const hasBegun = doubtfulPermits(await this.#read()).length > 0;
    return this.answerWithoutPage(hasBegun ? pageLost : this.#pageMissing());
  }

  #pause(): Promise<void> {
    const { clock, timeouts } = this.deps;
    this.#hasWaited = true;
    return new Promise((resolve) => void clock.after(timeouts.askAgainMs, resolve));
  }

  /** For a number that was made here for this request, a match in a moved file is an error: another number has the same key. */
  async #read(): Promise<StoredOrder> {
    const order = await this.deps.ledger.read(this.request.orderId);
    return this.madeNumber?.isNew ? { ...order, keptElsewhere: undefined } : order;
  }

  #pageMissing(): Refusal {
    const { hub, pageUrl } = this.deps;
    return { failure: 'page-not-open', detail: pageAdvice(hub, pageUrl) };
  }
}

/** True if the page has not begun the payment, for another reason than an earlier payment of the order. */
const isRefusedByPage = ({ failure }: PaymentAnswer): boolean =>
  failure === 'till-left' || failure === 'page-not-open' || failure === 'unknown-error';

/** True if a page that asked for no permit begins no payment, because it is being reloaded: it has made no record. */
const isOfLeavingPage = ({ outcome, failure, charge, paymentId, transactionType }: PaymentAnswer): boolean =>
  outcome === 'NOT_SENT' &&
  failure === 'page-not-open' &&
  (charge === 'not-charged' || !movesMoney(transactionType)) &&
  paymentId === undefined;

const notForThisPayment: PermitRefusal = {
  failure: 'unknown-error',
  detail: 'leave was asked for another order, or a second time',
};

const pageLost: Refusal = {
  failure: 'page-not-open',
  detail: 'the connector page was lost during the payment',
};
const pageFailed: Refusal = { failure: 'unknown-error', detail: 'the connector page failed; see its log' };

interface LostPage {
  /** The page, if it is still connected and only the call failed. */
  readonly failedPage: ConnectorApi | false;
  /** The answer of a page that is being reloaded, and asked for no permit. */
  readonly refused?: PaymentAnswer;
  /** Time on the monotonic clock until which the till waits for a payment that still runs. */
  readonly runsUntil: number;
}
