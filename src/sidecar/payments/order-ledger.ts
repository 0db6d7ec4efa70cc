import type { LeaveAnswer, LeaveRefusal, LeaveRequest } from '../../core/connector-api/connector-api.ts';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { joinPayments, statementOfPayment } from '../../core/records/ledger.ts';
import { type RecordsFile, recordsFileOf } from '../../core/records/records-file.ts';
import type { Log } from '../program/log.ts';
import { askedOf, recordOfGrant } from '../records/grant-record.ts';
import {
  type Grant,
  type PaymentGrants,
  paymentIdOf,
  type UnnumberedRequest,
} from '../records/payment-grants.ts';
import type { DigestChange, RecordStore } from '../records/record-store.ts';
import { isSettledBy, leaveRefusal, type OrderFacts, withProvenEnds } from './order-knowledge.ts';

export interface OrderLedgerDeps {
  readonly recordStore: Pick<RecordStore, 'keep' | 'recordsOf' | 'mayLack'>;
  readonly grants: PaymentGrants;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  /** True if the shop's terminal or HiPay is simulated. */
  readonly simulated: boolean;
  /** False: the program is about to go back to the version before, and begins no payment. */
  readonly mayBegin?: (() => Promise<boolean>) | undefined;
}

export interface LeaveConditions {
  /** True while the till waits. */
  isWanted(): boolean;
  /**
   * Undefined: the till has sent the order number. `isNew`: the number cannot have been paid before. `request` is stored, to
   * notice that its till repeats it.
   */
  readonly made?: { readonly isNew: boolean; readonly request?: UnnumberedRequest } | undefined;
}

export interface StoredOrder extends OrderFacts {
  readonly notifications: readonly OutboxEntry[];
  /** The ended grants whose record is lost, and a person has accepted the loss: each payment may have been charged. */
  readonly lostEnds: readonly Grant[];
}

/** The sidecar's records and grants of the orders. */
export class OrderLedger {
  /** Writes of records whose payment has a grant; one ends before the next is looked at. Key: payment id. */
  readonly #writing = new Map<string, Promise<void>>();

  constructor(private readonly deps: OrderLedgerDeps) {}

  /** What is known of an order now. Records that cannot be read count as lost. */
  async read(orderId: string): Promise<StoredOrder> {
    const { recordStore, grants, log } = this.deps;
    const before = grants.ofOrder(orderId);
    const file = await recordStore.recordsOf(orderId).catch((error: unknown) => {
      log.error({ orderId, error: String(error) }, 'the records of an order could not be read');
      return undefined;
    });
    const { payments = [], notifications = [], keptElsewhere } = file ?? {};
    // A payment that got no leave proves nothing about the order's other payments.
    const begun = payments.filter(({ leave }) => leave !== 'refused');
    const newest = Math.max(...begun.map(({ createdAt }) => createdAt));
    const knowledgeLost = file === undefined || recordStore.mayLack(orderId, newest);
    // While records are lost, this is not needed: an order without a record is in doubt. Moved away is not lost.
    const isWhole = !knowledgeLost && keptElsewhere === undefined;
    const lostEnds = isWhole ? grants.endedOf(orderId).filter((grant) => !hasRecord(payments, grant)) : [];
    return {
      payments,
      notifications,
      // A grant may come or end while the records are read.
      grants: [...new Set([...before, ...grants.ofOrder(orderId), ...lostEnds])],
      lostEnds,
      keptElsewhere,
      knowledgeLost,
    };
  }

  /**
   * The records for a page that gets the order; undefined if there are none. A payment of which only the leave is known is in
   * doubt: a page that did not take it must not begin another one.
   */
  knownRecords({ payments, notifications, grants, knowledgeLost }: StoredOrder): RecordsFile | undefined {
    const { now, simulated } = this.deps;
    const left = grants.flatMap((grant) => {
      const asked = hasRecord(payments, grant) ? undefined : askedOf(grant);
      return asked ? [recordOfGrant(grant, asked, { now: now(), simulated })] : [];
    });
    // After a loss, the end of a payment may be lost: then nothing proves that it never had leave.
    const stored = knowledgeLost ? payments : withProvenEnds(payments, grants);
    const known = [...stored, ...left];
    return known.length === 0 ? undefined : recordsFileOf(known, notifications);
  }

  /** Stores a record. Once it is on disk with a certain end, the payment's grant ends. */
  async keep(copy: RecordCopy, noted?: (change: DigestChange) => void): Promise<void> {
    const kept = this.deps.recordStore.keep(copy, noted);
    if (copy.kind !== 'payment' || !this.#grantOf(copy.record)) return kept;
    const { record } = copy;
    const { paymentId } = record;
    // The same record may come twice: the second time, the store does not wait for its writing.
    const writing = Promise.all([this.#writing.get(paymentId), kept]).then(async () => {
      // The record itself has an end, so that a later one, which is not on disk yet, does not end the grant.
      const grant = statementOfPayment(record) === 'unknown' ? undefined : this.#grantOf(record);
      if (grant) await this.#endIfCertain(grant);
    });
    this.#writing.set(paymentId, writing);
    await writing;
    if (this.#writing.get(paymentId) === writing) this.#writing.delete(paymentId);
  }

  /** Ends the grants of earlier starts whose payments have a certain end on disk. */
  async settleEarlier(): Promise<void> {
    for (const grant of this.deps.grants.all()) await this.#endIfCertain(grant);
  }

  /**
   * Gives a payment leave to begin, once, and writes it down before.
   *
   * @returns true, or why the payment must not begin
   */
  async giveLeave(
    { orderId, paymentId, payments: asked }: LeaveRequest,
    { isWanted, made }: LeaveConditions,
  ): Promise<LeaveAnswer> {
    const { grants, log, now, mayBegin } = this.deps;
    // Asked first: between the look and the entry of the grant there must be no wait.
    if (mayBegin && !(await mayBegin())) return goingBack;
    const stored = await this.read(orderId);
    const payments = joinPayments(stored.payments, asked);
    for (const record of asked) void this.keep({ kind: 'payment', record });
    // Payments that needed leave are younger than the grants of older programs.
    const isKnownAtPage = asked.some(({ leave }) => leave === undefined);
    // No other payment of this order can get leave between this look and the entry of the grant.
    const knowledgeLost = stored.knowledgeLost && !made?.isNew;
    const keptElsewhere = made?.isNew ? undefined : stored.keptElsewhere;
    const facts = {
      paymentId,
      payments,
      grants: [...grants.ofOrder(orderId), ...stored.lostEnds],
      isKnownAtPage,
      knowledgeLost,
      keptElsewhere,
    };
    const refusal = isWanted() ? leaveRefusal(facts) : tillLeft;
    if (refusal !== undefined) {
      log.warn({ orderId, paymentId, refusal: refusal.detail }, 'a payment got no leave to begin');
      return refusal;
    }
    const own = payments.find((record) => record.paymentId === paymentId);
    const grant: Grant = {
      orderId,
      paymentId,
      ...(own && askedIn(own)),
      ...(made?.request && { request: made.request }),
      at: now(),
    };
    if (!(await grants.give(grant))) return leaveUnwritten;
    if (isWanted()) return true;
    grants.end(grant);
    return tillLeft;
  }

  /** Ends grants of older programs for an order that a page has answered. */
  noteAnswer({ orderId }: PaymentAnswer, journal: string | undefined): void {
    for (const grant of this.deps.grants.ofOrder(orderId))
      if (isSettledBy(grant, journal, true)) this.deps.grants.end(grant);
  }

  /** True if a record of the grant's payment is known. Payments that needed leave are younger than an older program's grant. */
  async hasRecordOf(grant: Grant): Promise<boolean> {
    const { payments } = await this.read(grant.orderId);
    const { paymentId: named } = grant;
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

  #grantOf({ orderId, paymentId }: Pick<PaymentRecord, 'orderId' | 'paymentId'>): Grant | undefined {
    return this.deps.grants.ofOrder(orderId).find((grant) => paymentIdOf(grant) === paymentId);
  }

  async #endIfCertain(grant: Grant): Promise<void> {
    const { payments } = await this.read(grant.orderId);
    const record = payments.find(({ paymentId }) => paymentId === paymentIdOf(grant));
    if (record && statementOfPayment(record) !== 'unknown') this.deps.grants.end(grant);
  }
}

const hasRecord = (payments: readonly PaymentRecord[], grant: Grant): boolean =>
  payments.some(({ paymentId }) => paymentId === paymentIdOf(grant));

export const tillLeft: LeaveRefusal = { failure: 'till-left', detail: 'the till does not wait any more' };
const goingBack: LeaveRefusal = {
  failure: 'connector-stopping',
  detail: 'the connector goes back to the version before; it is ready again within a minute',
};
const leaveUnwritten: LeaveRefusal = {
  failure: 'cannot-record',
  detail: 'the leave to begin could not be written into the home folder of the connector; see GET /health',
};

/** What the grant keeps of a payment, so that a person can decide about it even if its record is lost. */
const askedIn = ({ request, installation }: PaymentRecord): Partial<Grant> => ({
  ...(installation !== undefined && { journal: installation }),
  amountMinor: request.amountMinor,
  currency: request.currency,
  transactionType: request.transactionType,
  paymentMeans: request.paymentMeans,
});
