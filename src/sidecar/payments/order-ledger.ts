import type { PermitAnswer, PermitRefusal, PermitRequest } from '../../core/connector-api/connector-api.ts';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { linkedRefunds } from '../../core/payment/refund-links.ts';
import { joinPayments, statementOfPayment } from '../../core/records/ledger.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import { isRefundOf, linkToSale } from '../../core/records/refunds.ts';
import type { Log } from '../program/log.ts';
import {
  type PaymentPermits,
  type Permit,
  paymentIdOf,
  type UnnumberedRequest,
} from '../records/payment-permits.ts';
import { askedOf, recordOfPermit } from '../records/permit-record.ts';
import type { DigestChange } from '../records/record-heads.ts';
import { type RecordStore, RecordsClosed } from '../records/record-store.ts';
import { findRefusal, isSettledBy, type OrderFacts, withProvenEnds } from './order-knowledge.ts';
import { findRefundRefusal, type KnownRefunds } from './refund-knowledge.ts';

export interface OrderLedgerDeps {
  readonly recordStore: Pick<RecordStore, 'keep' | 'recordsOf' | 'mayLackRecordsOf' | 'noteWhole' | 'saleOf'>;
  readonly permits: PaymentPermits;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  /** True if the shop's terminal or HiPay is simulated. */
  readonly simulated: boolean;
  /** False: the program is about to go back to the version before, and begins no payment. */
  readonly mayBegin?: (() => Promise<boolean>) | undefined;
}

export interface PermitConditions {
  /** True while the till waits. */
  isWanted(): boolean;
  /**
   * The order number, if it was made here. Undefined: the till has sent it. `isNew`: the number cannot have been paid before.
   * `request` is stored, to notice that its till repeats it.
   */
  readonly made?: { readonly isNew: boolean; readonly request?: UnnumberedRequest } | undefined;
}

export interface StoredOrder extends OrderFacts {
  readonly notifications: readonly OutboxEntry[];
  /** The ended permits whose records are lost, if a person has accepted the loss: each payment may have been charged. */
  readonly lostEnds: readonly Permit[];
  /** What was given back of this order, or may have been. */
  readonly refunds: KnownRefunds;
  /** The sale that names this order as its refund, if this order has no record. */
  readonly lostRefundOf: string | undefined;
}

type OwnRecords = Omit<StoredOrder, 'refunds' | 'lostRefundOf'>;

/** The sidecar's records and permits of the orders. */
export class OrderLedger {
  /** Writes of records whose payment has a permit; one ends before the next is looked at. Key: payment id. */
  readonly #writing = new Map<string, Promise<void>>();
  /** The last request for a permit to refund a sale: of one sale, only one is decided at a time. Key: the sale's number. */
  readonly #refunding = new Map<string, Promise<unknown>>();

  constructor(private readonly deps: OrderLedgerDeps) {}

  /** What is known of an order now. Records that cannot be read count as lost. */
  async read(orderId: string): Promise<StoredOrder> {
    const own = await this.#readOwn(orderId);
    const isKnown = own.payments.length > 0 || own.permits.length > 0 || own.keptElsewhere !== undefined;
    const lostRefundOf = isKnown ? undefined : this.deps.recordStore.saleOf(orderId);
    return { ...own, refunds: await this.#readRefunds(orderId, own.payments), lostRefundOf };
  }

  async #readOwn(orderId: string): Promise<OwnRecords> {
    const { recordStore, permits, log } = this.deps;
    const before = permits.ofOrder(orderId);
    const file = await recordStore.recordsOf(orderId).catch((error: unknown) => {
      // A program that stops does not look for the end of the permits any more.
      if (!(error instanceof RecordsClosed))
        log.error({ orderId, error: String(error) }, 'the records of an order could not be read');
      return undefined;
    });
    const { payments = [], notifications = [], keptElsewhere } = file ?? {};
    const knowledgeLost = file === undefined || recordStore.mayLackRecordsOf(orderId);
    // Not needed while records are lost: an order without a record is then in doubt. Records that were moved away are not lost.
    const isWhole = !knowledgeLost && keptElsewhere === undefined;
    const lostEnds = isWhole ? permits.endedOf(orderId).filter((permit) => !hasRecord(payments, permit)) : [];
    return {
      payments,
      notifications,
      // A permit may come or end while the records are read.
      permits: [...new Set([...before, ...permits.ofOrder(orderId), ...lostEnds])],
      lostEnds,
      keptElsewhere,
      knowledgeLost,
    };
  }

  /** The refunds that the sale's records name, and those with an open permit. */
  async #readRefunds(saleId: string, sale: readonly PaymentRecord[]): Promise<KnownRefunds> {
    const open = this.deps.permits.all().filter(({ refundOf }) => refundOf === saleId);
    const orderIds = new Set([...linkedRefunds(sale), ...open.map(({ orderId }) => orderId)]);
    const orders = await Promise.all([...orderIds].map((orderId) => this.#readOwn(orderId)));
    const found = orders.map((order) => ({
      ...order,
      payments: this.#withPermits(order).filter((record) => isRefundOf(record, saleId)),
    }));
    return {
      payments: found.flatMap(({ payments }) => payments),
      notifications: found.flatMap(({ notifications }) => notifications),
      isIncomplete: found.some(({ knowledgeLost }) => knowledgeLost),
      lost: [...orderIds].filter((_, i) => found[i]?.payments.length === 0),
      keptElsewhere: found.find(({ keptElsewhere }) => keptElsewhere !== undefined)?.keptElsewhere,
    };
  }

  /**
   * The records for a page that gets the order; undefined if there are none. A payment of which only the permit is known is in
   * doubt: a page that did not take it must not begin another one.
   */
  knownRecords(order: StoredOrder): RecordsFile | undefined {
    const known = [...this.#withPermits(order), ...order.refunds.payments];
    if (known.length === 0) return undefined;
    return recordsFileOf(known, [...order.notifications, ...order.refunds.notifications]);
  }

  #withPermits({ payments, permits, knowledgeLost }: OwnRecords): PaymentRecord[] {
    const { now, simulated } = this.deps;
    const withoutRecord = permits.flatMap((permit) => {
      const asked = hasRecord(payments, permit) ? undefined : askedOf(permit);
      return asked ? [recordOfPermit(permit, asked, { now: now(), simulated })] : [];
    });
    // After a loss, the end of a payment may be lost: then nothing proves that it never had a permit.
    const stored = knowledgeLost ? payments : withProvenEnds(payments, permits);
    return [...stored, ...withoutRecord];
  }

  /** Stores a record. Once it is on disk with a certain end, the payment's permit ends. */
  async keep(copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void> {
    const kept = Promise.all([
      this.deps.recordStore.keep(copy, noted),
      copy.kind === 'payment' && this.#linkToSale(copy.record),
    ]).then(() => {});
    if (copy.kind !== 'payment' || !this.#permitOf(copy.record)) return kept;
    const { record } = copy;
    const { paymentId } = record;
    // The same record may come twice: the second time, the store does not wait for its writing.
    const writing = Promise.all([this.#writing.get(paymentId), kept]).then(async () => {
      // The record itself has an end, so that a later one, which is not on disk yet, does not end the permit.
      const permit = statementOfPayment(record) === 'unknown' ? undefined : this.#permitOf(record);
      if (permit) await this.#endIfCertain(permit);
    });
    this.#writing.set(paymentId, writing);
    await writing;
    if (this.#writing.get(paymentId) === writing) this.#writing.delete(paymentId);
  }

  /** Ends the permits of earlier starts whose payments have a certain end on disk. */
  async endEarlierPermits(): Promise<void> {
    for (const permit of this.deps.permits.all()) await this.#endIfCertain(permit);
  }

  /**
   * Gives a payment its permit to begin, once. The permit is on disk before this resolves.
   *
   * @returns true, or why the payment must not begin
   */
  async givePermit(request: PermitRequest, conditions: PermitConditions): Promise<PermitAnswer> {
    const refundOf = request.payments.find(({ paymentId }) => paymentId === request.paymentId)?.request
      .refundOf;
    if (refundOf === undefined) return this.#givePermit(request, conditions);
    const before = this.#refunding.get(refundOf) ?? Promise.resolve();
    const given = before.then(() => this.#givePermit(request, conditions, refundOf));
    const ended = given.catch(() => {});
    this.#refunding.set(refundOf, ended);
    void ended.then(() => {
      if (this.#refunding.get(refundOf) === ended) this.#refunding.delete(refundOf);
    });
    return given;
  }

  async #givePermit(
    { orderId, paymentId, payments: asked, saleRecords = [] }: PermitRequest,
    { isWanted, made }: PermitConditions,
    refundOf?: string,
  ): Promise<PermitAnswer> {
    const { permits, recordStore, log, now, mayBegin } = this.deps;
    // Asked first: between the reading of the permits and the entry of the new one, nothing may be awaited.
    if (mayBegin && !(await mayBegin())) return goingBack;
    const [stored, sale] = await Promise.all([
      this.#readOwn(orderId),
      refundOf === undefined ? undefined : this.read(refundOf),
    ]);
    const payments = joinPayments(stored.payments, asked);
    // Stores the sale first, so that it is there when its refund comes.
    for (const record of [...saleRecords, ...asked]) void this.keep({ kind: 'payment', record });
    // A payment without this field was begun by an older program, or by hand.
    const isKnownAtPage = asked.some(({ leave }) => leave === undefined);
    // No other payment of this order can get a permit between this look and the entry of the permit.
    const knowledgeLost = stored.knowledgeLost && !made?.isNew;
    const keptElsewhere = made?.isNew ? undefined : stored.keptElsewhere;
    const facts = {
      paymentId,
      payments,
      permits: [...permits.ofOrder(orderId), ...stored.lostEnds],
      isKnownAtPage,
      knowledgeLost,
      keptElsewhere,
    };
    const refusal = isWanted()
      ? (findRefusal(facts) ??
        (sale && findRefundRefusal(paymentId, payments, sale, { saleRecords, permits: permits.all() })))
      : tillLeft;
    if (refusal !== undefined) {
      log.warn({ orderId, paymentId, refusal: refusal.detail }, 'a payment got no permit to begin');
      return refusal;
    }
    const own = payments.find((record) => record.paymentId === paymentId);
    const permit: Permit = {
      orderId,
      paymentId,
      ...(own && askedIn(own)),
      ...(made?.request && { request: made.request }),
      at: now(),
    };
    if (!(await permits.give(permit))) return permitNotWritten;
    recordStore.noteWhole(orderId);
    if (isWanted()) return true;
    permits.end(permit);
    return tillLeft;
  }

  /** Ends permits of older programs for an order that a page has answered. */
  noteAnswer({ orderId }: PaymentAnswer, journal: string | undefined): void {
    for (const permit of this.deps.permits.ofOrder(orderId))
      if (isSettledBy(permit, journal, true)) this.deps.permits.end(permit);
  }

  /**
   * True if a record of the permit's payment is known. The permit of an older program names no payment; its payment has no
   * `leave`, because only newer programs ask for a permit.
   */
  async hasRecordOf(permit: Permit): Promise<boolean> {
    const { payments } = await this.read(permit.orderId);
    const { paymentId: named } = permit;
    return payments.some(({ paymentId, leave }) =>
      named === undefined ? leave === undefined : paymentId === named,
    );
  }

  /** Notes in the sidecar's own copy that the till has the whole answer of this payment. */
  async noteAnswered({
    orderId,
    paymentId,
    outcome,
  }: Pick<PaymentAnswer, 'orderId' | 'paymentId' | 'outcome'>): Promise<void> {
    if (paymentId === undefined || !isPaid(outcome)) return;
    const { payments } = await this.read(orderId);
    const record = payments.find((each) => each.paymentId === paymentId);
    if (!record || record.answeredAt !== undefined) return;
    const at = this.deps.now();
    await this.keep({
      kind: 'payment',
      record: { ...record, answeredAt: at, updatedAt: Math.max(at, record.updatedAt) },
    });
  }

  #permitOf({ orderId, paymentId }: Pick<PaymentRecord, 'orderId' | 'paymentId'>): Permit | undefined {
    return this.deps.permits.ofOrder(orderId).find((permit) => paymentIdOf(permit) === paymentId);
  }

  async #endIfCertain(permit: Permit): Promise<void> {
    const { payments } = await this.#readOwn(permit.orderId);
    const record = payments.find(({ paymentId }) => paymentId === paymentIdOf(permit));
    if (!record || statementOfPayment(record) === 'unknown') return;
    // From then on, the refund can be found only through its sale.
    await this.#linkToSale(record);
    this.deps.permits.end(permit);
  }

  /** A page sends only new records of old sales: the sale's link to this refund may not come. */
  async #linkToSale({ orderId, request: { refundOf } }: PaymentRecord): Promise<void> {
    if (refundOf === undefined) return;
    const { payments } = await this.#readOwn(refundOf);
    const record = linkToSale(payments, orderId, this.deps.now());
    if (record) await this.deps.recordStore.keep({ kind: 'payment', record });
  }
}

const hasRecord = (payments: readonly PaymentRecord[], permit: Permit): boolean =>
  payments.some(({ paymentId }) => paymentId === paymentIdOf(permit));

export const tillLeft: PermitRefusal = { failure: 'till-left', detail: 'the till does not wait any more' };
const goingBack: PermitRefusal = {
  failure: 'connector-stopping',
  detail: 'the connector goes back to the version before; it is ready again within a minute',
};
const permitNotWritten: PermitRefusal = {
  failure: 'cannot-record',
  detail: 'the leave to begin could not be written into the home folder of the connector; see GET /health',
};

/** What the permit keeps of a payment, so that a person can decide about it even if its record is lost. */
const askedIn = ({ request, installation }: PaymentRecord): Partial<Permit> => ({
  ...(installation !== undefined && { journal: installation }),
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: request.transactionType,
  paymentMeans: request.paymentMeans,
  ...(request.refundOf !== undefined && { refundOf: request.refundOf }),
});
