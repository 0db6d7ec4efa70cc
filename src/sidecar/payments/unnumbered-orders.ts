import { createHash } from 'node:crypto';
import type { CallResult, EarlierSales } from '../../core/connector-api/connector-api.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../../core/payment/payment-request.ts';
import type { Clock } from '../../core/ports/host.ts';
import { answerPerhapsSameSale } from '../../core/records/answer-of-record.ts';
import { isSameMoney, mayBeRepeated } from '../../core/records/same-sale.ts';
import type { WaitingTill } from '../../core/till/till-side.ts';
import type { Log } from '../program/log.ts';
import type { PaymentPermits, UnnumberedRequest } from '../records/payment-permits.ts';
import type { RecordStore } from '../records/record-store.ts';
import { assessOrder } from './order-knowledge.ts';
import type { OrderLedger } from './order-ledger.ts';
import { answerUnknown, type NumberedRequest, storedAnswer } from './relay-answers.ts';
import { type AskedSale, doubtMs, paymentsOfEarlierStarts, RepeatedRequests } from './repeated-requests.ts';

export interface UnnumberedOrdersDeps {
  readonly ledger: Pick<OrderLedger, 'read'>;
  /** The second copy of the records. */
  readonly recordStore: Pick<RecordStore, 'newestUnnumbered' | 'newestAway' | 'damage'>;
  /** The payments of earlier starts. */
  readonly permits: Pick<PaymentPermits, 'earlier'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
  readonly simulated: boolean;
  /** Asks a person at the page whether a till repeats this paid sale. `none`: no person has answered, or the till left. */
  readonly askSameSale: (
    paid: PaidSale,
    left: AbortSignal | undefined,
  ) => Promise<CallResult<'askSameSale'>['answer']>;
  /** Stores that no till waits for the answer of this paid payment any more. */
  readonly noteSettled: (orderId: string, paymentId: string) => Promise<void>;
  /** Makes an order number for a till that sends none; at most 32 characters. */
  readonly createOrderId: () => string;
}

export interface PaidSale {
  readonly orderId: string;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  /** Time of the payment, epoch ms. */
  readonly at: number;
}

/** An order number that was made here, for a request without one. */
export interface MadeNumber {
  /** True if no other request had this number before. */
  readonly isNew: boolean;
  /** Absent if the till has no name. */
  readonly request?: UnnumberedRequest;
  /** Present in the first minutes after a start: a page may know sales whose permit is lost. */
  readonly earlierSales?: EarlierSales;
}

/** A sale of a till that has a name. */
interface UnnumberedSale {
  readonly request: PaymentRequest;
  readonly asked: AskedSale;
  readonly till: WaitingTill;
  readonly take: TakeNumbered;
}

type TakeNumbered = (
  order: NumberedRequest,
  till: WaitingTill,
  madeNumber: MadeNumber,
) => Promise<PaymentAnswer>;

/** Gives a number to each order without one, and notices if a till repeats a sale whose answer it did not get. */
export class UnnumberedOrders {
  readonly #repeats: RepeatedRequests;
  /** On the monotonic clock. */
  readonly #startedAt: number;
  #ordersInRecords: Promise<readonly string[]> | undefined;
  /** Orders that no till repeats: a person has said so, or the till has no name. */
  readonly #notRepeated = new Set<string>();

  constructor(private readonly deps: UnnumberedOrdersDeps) {
    const { permits, clock } = deps;
    this.#startedAt = clock.monotonic();
    this.#repeats = new RepeatedRequests(paymentsOfEarlierStarts(permits.earlier, this.#startedAt));
  }

  /** A till has sent an order with a number. */
  noteNumbered({ name }: WaitingTill, orderId: string): void {
    if (name !== undefined) this.#repeats.noteOrder(name, orderId);
  }

  async take(request: PaymentRequest, till: WaitingTill, take: TakeNumbered): Promise<PaymentAnswer> {
    const { clock, log, createOrderId } = this.deps;
    if (till.name === undefined || !movesMoney(request.transactionType)) {
      const orderId = createOrderId();
      this.#notRepeated.add(orderId);
      return take({ ...request, orderId }, till, { isNew: true });
    }
    const repeats = this.#repeats;
    const asked = { till: till.name, digest: digestOf(request), money: requestFingerprint(request) };
    const facts = await this.#factsOf(repeats.candidates(asked, clock.monotonic()));
    const decision = repeats.decide(asked, (id) => facts.get(id), clock.monotonic());
    const sale: UnnumberedSale = { request, asked, till, take };
    if (decision.kind === 'new') return this.#takeNew(sale);
    const { kind, orderId } = decision;
    log.warn({ orderId, kind }, 'a till without order numbers has sent the same request again');
    if (kind === 'in-doubt') return this.#askPerson(await this.#answerInDoubt({ ...request, orderId }), sale);
    return this.#takeAgain(orderId, sale);
  }

  async #takeNew(sale: UnnumberedSale): Promise<PaymentAnswer> {
    const { request, asked, till, take } = sale;
    const known = await this.#findInRecords(request);
    if (known) return this.#askPerson(known, sale);
    const refused = this.#refuseIfUnseen(request);
    if (refused) return refused;
    const orderId = this.deps.createOrderId();
    this.#repeats.begin(asked, orderId);
    this.#repeats.noteOrder(asked.till, orderId);
    const earlierSales = this.#earlierSales();
    const madeNumber: MadeNumber = {
      isNew: true,
      request: storedRequestOf(asked),
      ...(earlierSales && { earlierSales }),
    };
    const answer = await this.#noteAnswerOf(take({ ...request, orderId }, till, madeNumber), orderId, till);
    return answer.perhapsSame ? this.#askPerson(answer, sale) : answer;
  }

  /** The request is a repetition: its till gets the answer of the first payment. */
  #takeAgain(orderId: string, { request, asked, till, take }: UnnumberedSale): Promise<PaymentAnswer> {
    this.#repeats.join(orderId);
    const madeNumber: MadeNumber = { isNew: false, request: storedRequestOf(asked) };
    return this.#noteAnswerOf(take({ ...request, orderId }, till, madeNumber), orderId, till);
  }

  /**
   * Asks whether the request repeats the sale that `answer` names. Asks only about a certainly paid payment: a payment in doubt
   * must be looked up first.
   */
  async #askPerson(answer: PaymentAnswer, sale: UnnumberedSale): Promise<PaymentAnswer> {
    const { orderId, paymentId, amountMinor, currency, perhapsSame } = answer;
    if (!perhapsSame) return answer;
    const { request, till, take } = sale;
    const paid = { orderId, amountMinor, currency, at: perhapsSame.at };
    const personAnswer = await this.deps.askSameSale(paid, till.left);
    if (personAnswer === 'none' || till.left?.aborted) return answer;
    if (personAnswer === 'same') return this.#takeAgain(orderId, sale);
    // The till begins a new sale. So no person is asked again about the paid sale, even after the next start.
    this.#repeats.noteAnswer(orderId, true, this.deps.clock.monotonic());
    this.#notRepeated.add(orderId);
    if (paymentId !== undefined) await this.deps.noteSettled(orderId, paymentId);
    return this.take(request, till, take);
  }

  /** Undefined once every sale that may be repeated was made in this start. */
  #earlierSales(): EarlierSales | undefined {
    const { clock } = this.deps;
    if (clock.monotonic() - this.#startedAt >= doubtMs) return undefined;
    return { except: [...this.#repeats.ownOrders(), ...this.#notRepeated] };
  }

  /** Finds a sale from before the start whose permit is lost, in the sidecar's records. A page of a new profile may not know it yet. */
  async #findInRecords(request: PaymentRequest): Promise<PaymentAnswer | undefined> {
    const earlier = this.#earlierSales();
    if (!earlier) return undefined;
    this.#ordersInRecords ??= this.#listRecords();
    for (const orderId of await this.#ordersInRecords) {
      if (earlier.except.includes(orderId)) continue;
      const payment = await this.#repeatable(orderId);
      if (payment && isSameMoney(payment, request)) return this.#answerInDoubt({ ...request, orderId });
    }
    return undefined;
  }

  /** In the first minutes after a start, a sale may be the repetition of one that is lost or was moved away. */
  #refuseIfUnseen(request: PaymentRequest): PaymentAnswer | undefined {
    const { simulated, createOrderId, log } = this.deps;
    const detail = this.#earlierSales() && this.#unseenSales();
    if (detail === undefined) return undefined;
    const orderId = createOrderId();
    log.warn({ orderId, detail }, 'a sale without an order number is refused: it may be a repetition');
    return answerUnknown({ ...request, orderId }, simulated, detail);
  }

  /** Why the newest sales cannot be compared, and what to do. */
  #unseenSales(): string | undefined {
    const { recordStore, permits } = this.deps;
    // The list of permits may be an older one, so that it does not show a repetition either.
    if (recordStore.damage()) return repeatAfterLossDetail;
    const away = recordStore.newestAway();
    const isListed = away && permits.earlier.some(({ permit: { at = 0 } }) => at >= away.newest);
    return away && !isListed ? repeatAwayDetail(away.name) : undefined;
  }

  /** The newest orders from before the start whose till may not have got the answer, newest first. */
  async #listRecords(): Promise<readonly string[]> {
    const newest = await this.deps.recordStore.newestUnnumbered();
    const payments = await Promise.all(newest.map((orderId) => this.#repeatable(orderId)));
    return payments.flatMap((payment) => payment?.orderId ?? []);
  }

  async #repeatable(orderId: string): Promise<PaymentRecord | undefined> {
    const { payment } = assessOrder(await this.deps.ledger.read(orderId));
    return payment && mayBeRepeated(payment) ? payment : undefined;
  }

  async #factsOf(orderIds: readonly string[]) {
    const known = orderIds.map(async (id) => {
      const { charge, payment } = assessOrder(await this.deps.ledger.read(id));
      return [id, { charge, isAnswered: payment?.answeredAt !== undefined }] as const;
    });
    return new Map(await Promise.all(known));
  }

  /** Notes whether the till gets the answer. */
  async #noteAnswerOf(
    answering: Promise<PaymentAnswer>,
    orderId: string,
    till: WaitingTill,
  ): Promise<PaymentAnswer> {
    const { clock } = this.deps;
    const leave = () => this.#repeats.leave(orderId, clock.monotonic());
    const left = till.mayHaveLeft ?? till.left;
    if (left?.aborted) leave();
    left?.addEventListener('abort', leave);
    const isWhole = till.answered ?? Promise.resolve(true);
    const isKnown = answering.then(
      ({ charge }) => charge !== 'unknown',
      () => false,
    );
    // A till that was answered "unknown" has not got the result: if the payment proves paid later, a repetition gets it.
    void Promise.all([isWhole, isKnown]).then(([whole, known]) => {
      left?.removeEventListener('abort', leave);
      this.#repeats.noteAnswer(orderId, whole && known, clock.monotonic());
    });
    const answer = await answering;
    this.#repeats.end(orderId, clock.monotonic());
    return answer;
  }

  /** Names the first payment: only a person knows whether this is the same sale. */
  async #answerInDoubt(request: NumberedRequest): Promise<PaymentAnswer> {
    const { ledger, simulated } = this.deps;
    const order = await ledger.read(request.orderId);
    const { charge, payment } = assessOrder(order);
    if (charge === 'charged' && payment) return answerPerhapsSameSale(request, simulated, payment);
    const detail = `the same request was sent before as order ${request.orderId}, and the end of that payment is not known`;
    return storedAnswer(order) ?? answerUnknown(request, simulated, detail);
  }
}

const repeatAfterLossDetail =
  'records were lost, and the connector has started less than ten minutes ago: this may be a sale that was paid before, sent again without an order number. Nothing was sent now. Look for the amount in the tickets of the terminal and at the bank. If it was not paid, accept the loss on the connector page, or wait until ten minutes after the start, then send it again';

const repeatAwayDetail = (name: string): string =>
  `${name}.jsonl has the newest sales and was moved away, the list of permits (asked.jsonl) lacks them, and the connector has started less than ten minutes ago: this may be a sale that was paid before, sent again without an order number. Nothing was sent now. Look for the amount in the tickets of the terminal and at the bank. If it was not paid, wait until ten minutes after the start, then send it again`;

const storedRequestOf = ({ till, digest }: AskedSale): UnnumberedRequest => ({ till, digest });

/** Digest of the whole request: another cart is another sale, unless a person says no. The order of the fields does not count. */
const digestOf = (request: PaymentRequest): string =>
  createHash('sha256').update(JSON.stringify(request, sortFields)).digest('hex');

const sortFields = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;
