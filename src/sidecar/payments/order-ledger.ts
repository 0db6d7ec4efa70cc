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
import { RecordsUnreadable } from '../records/read-watch.ts';
import type { DigestChange } from '../records/record-heads.ts';
import type { RecordStore } from '../records/record-store.ts';
import { RecordsClosed } from '../records/record-store-options.ts';
import {
  countedOrder,
  findRefusal,
  isSettledBy,
  missingPermits,
  type OrderFacts,
  withProvenEnds,
} from './order-knowledge.ts';
import { findRefundRefusal, isBegun, type KnownRefunds } from './refund-knowledge.ts';

export interface OrderLedgerDeps {
  readonly recordStore: Pick<
    RecordStore,
    'keep' | 'recordsOf' | 'mayLackRecordsOf' | 'noteWhole' | 'saleOf' | 'acceptedAt'
  >;
  readonly permits: PaymentPermits;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  /** False only if the shop's terminal is known to be real. */
  readonly simulated: boolean;
  /** False: the program is about to return to the previous version, so no payment may begin. */
  readonly mayBegin?: (() => Promise<boolean>) | undefined;
}

export interface PermitConditions {
  /** True while the till waits. */
  isWanted(): boolean;
  /**
   * The order number, if it was made here. Undefined: the till has sent it. `isNew`: the number cannot have been paid before.
   * `request` is stored, to notice that its till repeats it.
   */
  readonly madeNumber?: { readonly isNew: boolean; readonly request?: UnnumberedRequest } | undefined;
}

export interface StoredOrder extends OrderFacts {
  readonly notifications: readonly OutboxEntry[];
  /**
   * The permits that count beside the open ones. Each payment may have been charged: its ended permit has no record any more, and a
   * person has accepted the loss, or the list of permits may lack its permit.
   */
  readonly assumed: readonly Permit[];
  /** The refunds of this order, certain or in doubt. */
  readonly refunds: KnownRefunds;
  /** The sale that names this order as its refund, if this order has no record. */
  readonly lostRefundOf: string | undefined;
}

type OrderWithoutRefunds = Omit<StoredOrder, 'refunds' | 'lostRefundOf'>;

/** The sidecar's records and permits of the orders. */
export class OrderLedger {
  /** The last write of each payment that has a permit. A write waits for the one before it. Key: payment id. */
  readonly #lastWrites = new Map<string, Promise<void>>();
  /** The last refund request of each sale. Requests of the same sale are decided one after the other. Key: the sale's number. */
  readonly #lastRefundRequests = new Map<string, Promise<unknown>>();

  constructor(private readonly deps: OrderLedgerDeps) {}

  /**
   * What is known of an order now. Records that cannot be read count as lost.
   *
   * @param simulated false: the payments that are known to be simulated are left out, because the terminal is real. True: all
   *   payments of the order
   */
  async read(orderId: string, simulated = this.deps.simulated): Promise<StoredOrder> {
    const all = await this.#readWithoutRefunds(orderId);
    const own = countedOrder(all, simulated);
    const [refunds, lostRefundOf] = await Promise.all([
      this.#readRefunds(orderId, own.payments, simulated),
      isKnown(own) ? undefined : this.#saleOfLostRefund(orderId, isKnown(all)),
    ]);
    return { ...own, refunds, lostRefundOf };
  }

  /** The sale that names this order as its refund. A trial's sale and refund may have had the same numbers. */
  async #saleOfLostRefund(orderId: string, wasSimulated: boolean): Promise<string | undefined> {
    const sale = this.deps.recordStore.saleOf(orderId);
    if (sale === undefined || !wasSimulated) return sale;
    const { payments, knowledgeLost } = countedOrder(await this.#readWithoutRefunds(sale), false);
    return knowledgeLost || linkedRefunds(payments).includes(orderId) ? sale : undefined;
  }

  async #readWithoutRefunds(orderId: string): Promise<OrderWithoutRefunds> {
    const { recordStore, permits, log } = this.deps;
    const before = permits.ofOrder(orderId);
    let readFault: string | undefined;
    const file = await recordStore.recordsOf(orderId).catch((error: unknown) => {
      if (error instanceof RecordsUnreadable) {
        readFault = error.message;
        return undefined;
      }
      // While the program stops, the records are closed: this is not an error.
      if (!(error instanceof RecordsClosed))
        log.error({ orderId, error: String(error) }, 'the records of an order could not be read');
      return undefined;
    });
    const { payments = [], notifications = [], keptElsewhere } = file ?? {};
    const knowledgeLost = file === undefined || recordStore.mayLackRecordsOf(orderId);
    // While records are lost, every order without a record is in doubt anyway. Records that were moved away are not lost.
    const isWhole = !knowledgeLost && keptElsewhere === undefined;
    const lostEnds = isWhole ? permits.endedOf(orderId).filter((permit) => !hasRecord(payments, permit)) : [];
    // A permit may come or end while the records are read.
    const open = [...new Set([...before, ...permits.ofOrder(orderId)])];
    const assumed = [...lostEnds, ...missingPermits(payments, open, permits.mayHaveLostPermit)];
    return {
      payments,
      notifications,
      permits: [...open, ...assumed],
      assumed,
      keptElsewhere,
      knowledgeLost,
      readFault,
    };
  }

  /** The refunds that the sale's records name, and those that had a permit: the record and the sale's link may be lost together. */
  async #readRefunds(
    saleId: string,
    sale: readonly PaymentRecord[],
    simulated: boolean,
  ): Promise<KnownRefunds> {
    const { permits, recordStore } = this.deps;
    const open = permits.all().filter(({ refundOf }) => refundOf === saleId);
    const permitted = [...open, ...permits.endedRefundsOf(saleId)];
    const read = async (id: string) => ({ id, all: await this.#readWithoutRefunds(id) });
    const ids = new Set([...linkedRefunds(sale), ...permitted.map(({ orderId }) => orderId)]);
    const refunds = (await Promise.all([...ids].map(read))).flatMap(({ id, all }) => {
      const order = countedOrder(all, simulated);
      // Only the permit of a simulated refund names this sale.
      const isLeftOut = order.payments.length < all.payments.length && !linkedRefunds(sale).includes(id);
      return isLeftOut && !isKnown(order) && !order.knowledgeLost ? [] : [{ id, order }];
    });
    const orders = refunds.map(({ order }) => order);
    const stored = (id: string) =>
      orders.flatMap(({ payments }) => payments.filter(({ paymentId }) => paymentId === id));
    const found = orders.map((order) => ({
      ...order,
      payments: this.#withPermits(order).filter((record) => isRefundOf(record, saleId)),
    }));
    return {
      payments: found.flatMap(({ payments }) => payments),
      notifications: found.flatMap(({ notifications }) => notifications),
      running: open.map(paymentIdOf).filter((id) => permits.isOfThisStart(id) && stored(id).every(isBegun)),
      isIncomplete: found.some(({ knowledgeLost }) => knowledgeLost),
      acceptedAt: recordStore.acceptedAt(),
      lost: refunds.flatMap(({ id }, i) => (found[i]?.payments.length === 0 ? [id] : [])),
      keptElsewhere: found.find(({ keptElsewhere }) => keptElsewhere !== undefined)?.keptElsewhere,
    };
  }

  /**
   * The records for a page that gets the order; undefined if there are none. A payment with a permit but without a record is in
   * doubt: a page that did not take this payment must not begin another one.
   */
  knownRecords(order: StoredOrder): RecordsFile | undefined {
    const known = [...this.#withPermits(order), ...order.refunds.payments];
    if (known.length === 0) return undefined;
    return recordsFileOf(known, [...order.notifications, ...order.refunds.notifications]);
  }

  #withPermits({ payments, permits, knowledgeLost }: OrderWithoutRefunds): PaymentRecord[] {
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
  async keep(copy: RecordCopy, onChange?: (change: DigestChange) => void): Promise<void> {
    const kept = Promise.all([
      this.deps.recordStore.keep(copy, onChange),
      copy.kind === 'payment' && this.#linkToSale(copy.record),
    ]).then(() => {});
    if (copy.kind !== 'payment' || !this.#permitOf(copy.record)) return kept;
    const { record } = copy;
    const { paymentId } = record;
    // The same record may come twice. The second time, the store resolves before the first write has ended.
    const writing = Promise.all([this.#lastWrites.get(paymentId), kept]).then(async () => {
      // Checks the written record, because a later record with an end may not be on disk yet.
      const permit = statementOfPayment(record) === 'unknown' ? undefined : this.#permitOf(record);
      if (permit) await this.#endIfCertain(permit);
    });
    this.#lastWrites.set(paymentId, writing);
    await writing;
    if (this.#lastWrites.get(paymentId) === writing) this.#lastWrites.delete(paymentId);
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
    const before = this.#lastRefundRequests.get(refundOf) ?? Promise.resolve();
    const given = before.then(() => this.#givePermit(request, conditions, refundOf));
    const ended = given.catch(() => {});
    this.#lastRefundRequests.set(refundOf, ended);
    void ended.then(() => {
      if (this.#lastRefundRequests.get(refundOf) === ended) this.#lastRefundRequests.delete(refundOf);
    });
    return given;
  }

  async #givePermit(
    { orderId, paymentId, payments: asked, saleRecords = [] }: PermitRequest,
    { isWanted, madeNumber }: PermitConditions,
    refundOf?: string,
  ): Promise<PermitAnswer> {
    const { permits, recordStore, log, now, mayBegin } = this.deps;
    // Called first: no `await` may stand between the reading of the permits and the entry of the new permit.
    if (mayBegin && !(await mayBegin())) return rollbackPending;
    const simulated = asked.find((record) => record.paymentId === paymentId)?.terminal.simulated ?? true;
    const [stored, sale] = await Promise.all([
      this.#readWithoutRefunds(orderId),
      refundOf === undefined ? undefined : this.read(refundOf, simulated),
    ]);
    const payments = joinPayments(stored.payments, asked);
    // Stores the sale first, so that it is there when its refund comes.
    for (const record of [...saleRecords, ...asked]) void this.keep({ kind: 'payment', record });
    // A payment without this field was begun by an older program, or by hand.
    const isKnownAtPage = asked.some(({ leave }) => leave === undefined);
    // From here to the entry of the permit there is no `await`, so no other payment of this order can get a permit.
    const knowledgeLost = stored.knowledgeLost && !madeNumber?.isNew;
    const keptElsewhere = madeNumber?.isNew ? undefined : stored.keptElsewhere;
    // A payment that is written down and asks now had no permit that is missing.
    const assumed = stored.assumed.filter(
      (permit) => permit.paymentId !== paymentId || !hasRecord(stored.payments, permit),
    );
    const facts = {
      paymentId,
      payments,
      permits: [...permits.ofOrder(orderId), ...assumed],
      isKnownAtPage,
      knowledgeLost,
      readFault: stored.readFault,
      keptElsewhere,
    };
    const refusal = isWanted()
      ? (findRefusal(facts) ??
        (sale &&
          findRefundRefusal(paymentId, payments, sale, {
            saleRecords,
            permits: this.#mayHave(saleRecords),
          })))
      : tillLeft;
    if (refusal !== undefined) {
      log.warn({ orderId, paymentId, refusal: refusal.detail }, 'a payment got no permit to begin');
      return refusal;
    }
    const own = payments.find((record) => record.paymentId === paymentId);
    const permit: Permit = {
      orderId,
      paymentId,
      ...(own && permitFieldsOf(own)),
      ...(madeNumber?.request && { request: madeNumber.request }),
      at: now(),
    };
    if (!(await permits.give(permit))) return permitNotWritten;
    recordStore.noteWhole(orderId);
    if (isWanted()) return true;
    permits.end(permit);
    return tillLeft;
  }

  /** Ends permits of older programs for an order that a page has answered. */
  endOlderPermits({ orderId }: PaymentAnswer, journal: string | undefined): void {
    for (const permit of this.deps.permits.ofOrder(orderId))
      if (isSettledBy(permit, journal, true)) this.deps.permits.end(permit);
  }

  /**
   * True if a record of the permit's payment is known. The permit of an older program names no payment; its payment has no
   * `leave`, because only newer programs ask for a permit.
   */
  async hasRecordOf(permit: Permit): Promise<boolean> {
    const { payments } = await this.#readWithoutRefunds(permit.orderId);
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
    const { payments } = await this.#readWithoutRefunds(orderId);
    const record = payments.find((each) => each.paymentId === paymentId);
    if (!record || record.answeredAt !== undefined) return;
    const at = this.deps.now();
    await this.keep({
      kind: 'payment',
      record: { ...record, answeredAt: at, updatedAt: Math.max(at, record.updatedAt) },
    });
  }

  /** All permits that these payments may have. */
  #mayHave(payments: readonly PaymentRecord[]): readonly Permit[] {
    const { permits } = this.deps;
    const open = permits.all();
    return [...open, ...missingPermits(payments, open, permits.mayHaveLostPermit)];
  }

  #permitOf({ orderId, paymentId }: Pick<PaymentRecord, 'orderId' | 'paymentId'>): Permit | undefined {
    return this.deps.permits.ofOrder(orderId).find((permit) => paymentIdOf(permit) === paymentId);
  }

  async #endIfCertain(permit: Permit): Promise<void> {
    const { payments } = await this.#readWithoutRefunds(permit.orderId);
    const record = payments.find(({ paymentId }) => paymentId === paymentIdOf(permit));
    if (!record || statementOfPayment(record) === 'unknown') return;
    // From then on, the refund can be found only through its sale.
    await this.#linkToSale(record);
    this.deps.permits.end(permit);
  }

  /** Adds the refund to its sale's record. A page sends only new records, so it may never send this change of an old sale. */
  async #linkToSale({ orderId, request: { refundOf } }: PaymentRecord): Promise<void> {
    if (refundOf === undefined) return;
    const { payments } = await this.#readWithoutRefunds(refundOf);
    const record = linkToSale(payments, orderId, this.deps.now());
    if (record) await this.deps.recordStore.keep({ kind: 'payment', record });
  }
}

const isKnown = ({ payments, permits, keptElsewhere }: OrderWithoutRefunds): boolean =>
  payments.length > 0 || permits.length > 0 || keptElsewhere !== undefined;

const hasRecord = (payments: readonly PaymentRecord[], permit: Permit): boolean =>
  payments.some(({ paymentId }) => paymentId === paymentIdOf(permit));

export const tillLeft: PermitRefusal = { failure: 'till-left', detail: 'the till does not wait any more' };
const rollbackPending: PermitRefusal = {
  failure: 'connector-stopping',
  detail: 'the connector goes back to the version before; it is ready again within a minute',
};
const permitNotWritten: PermitRefusal = {
  failure: 'cannot-record',
  detail: 'the leave to begin could not be written into the home folder of the connector; see GET /health',
};

/** The fields of a payment that its permit stores, so that a person can decide about the payment even if its record is lost. */
const permitFieldsOf = ({ request, installation }: PaymentRecord): Partial<Permit> => ({
  ...(installation !== undefined && { journal: installation }),
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: request.transactionType,
  paymentMeans: request.paymentMeans,
  ...(request.refundOf !== undefined && { refundOf: request.refundOf }),
});
