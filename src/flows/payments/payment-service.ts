import type { PaymentContext } from '../../core/connector-api/connector-api.ts';
import type { SecondCopy, OrderAtSidecar as SidecarsOrder } from '../../core/connector-api/second-copy.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import { isGeneratedOrderId } from '../../core/order-id.ts';
import type { ChargeStatement } from '../../core/payment/charge-statement.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import { type PaymentRecord, paidAmountMinor } from '../../core/payment/payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../../core/payment/payment-request.ts';
import { countedAt } from '../../core/payment/simulated-payments.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import {
  answerOfRecord,
  answerPerhapsSameSale,
  answerWithoutJournal,
  recordsLostDetail,
  refusedBeforeRecord,
  refusedRefund,
  refuseKeptElsewhere,
  refuseUsedNumber,
} from '../../core/records/answer-of-record.ts';
import { copiesOf, orderVerdict, statementOfOrder, statementOfPayment } from '../../core/records/ledger.ts';
import { admitOrder, requestFault } from '../../core/records/order-admission.ts';
import { isRefundOf } from '../../core/records/refunds.ts';
import type { OutboxDelivery } from '../outbox/deliver-outbox.ts';
import { hasRefunds, isRefund, permitFor, RefundRefused, readRefunds, refuseRefund } from './refunds.ts';
import {
  findRecentDoubtElsewhere,
  findSameAmountInDoubt,
  findUnnumberedPaidLate,
  findUnnumberedUnanswered,
  holdForDoubt,
  sameAmountInDoubt,
} from './same-sale.ts';
import { type TakePaymentDeps, takePayment } from './take-payment.ts';

interface DuplicateDeps {
  readonly journal: Journal;
  readonly clock: Clock;
}

/** A duplicate may report a payment that is at most this old, ms. */
const duplicateWindowMs = 48 * 3_600_000;

/** Reads a duplicate: what the terminal reports about its last payment, and that payment's order, if it is known. */
export async function readDuplicate(
  record: PaymentRecord,
  deps: DuplicateDeps,
): Promise<Pick<PaymentAnswer, 'told' | 'duplicateOf'>> {
  return { ...reportedPayment(record), ...(await findKnownPayment(record, deps)) };
}

const reportedPayment = ({ answer }: PaymentRecord): Pick<PaymentAnswer, 'told'> =>
  answer ? { told: { amountMinor: answer.amountMinor, currencyNumeric: answer.currencyNumeric } } : {};

/** Finds the paid payment that a duplicate reports. If it is found, the duplicate is no proof for another payment. */
async function findKnownPayment(
  { answer, outcome }: PaymentRecord,
  { journal, clock }: DuplicateDeps,
): Promise<Pick<PaymentAnswer, 'duplicateOf'>> {
  const number = answer?.authorisationNumber;
  if (number === undefined || !isPaid(outcome)) return {};
  const recent = await journal.since(clock.now() - duplicateWindowMs, 2000).catch(() => []);
  const known = recent.find(
    (record) =>
      record.answer?.authorisationNumber === number &&
      paidAmountMinor(record) === answer?.amountMinor &&
      isPaid(record.outcome) &&
      movesMoney(record.request.transactionType),
  );
  return known ? { duplicateOf: known.orderId } : {};
}

export interface PaymentServiceDeps extends TakePaymentDeps {
  /** What the sidecar knows of an order; undefined without a sidecar. */
  readonly secondCopy?: Pick<SecondCopy, 'recordsOf' | 'refundPermits' | 'doubtsAbout'> | undefined;
  /** True if this browser has a sidecar, and does not reach it now. */
  readonly isSidecarAway?: boolean | undefined;
  readonly outbox: Outbox;
  readonly delivery: Pick<OutboxDelivery, 'deliverNow'>;
  /** Why no new payment may begin; orders with a payment are answered as always. Absent: new payments may begin. */
  readonly closing?: { readonly failure: FailureName; readonly detail: string } | undefined;
}

interface Running {
  readonly fingerprint: string;
  readonly answer: Promise<PaymentAnswer>;
}

type NumberedOrder = PaymentRequest & { orderId: string };

/** A payment that has begun at the terminal. `since`: on the monotonic clock. */
interface AtTerminal {
  readonly orderId: string;
  readonly since: number;
}

/** The charge statement of a refused order, by all its payments. A duplicate moves no money, and says nothing about its order. */
const statementFor = (order: NumberedOrder, payments: readonly PaymentRecord[]): ChargeStatement =>
  movesMoney(order.transactionType) ? statementOfOrder(payments, false) : 'nothing-sent';

const duplicateKey = (orderId: string): string => `\nduplicate ${orderId}`;

/**
 * A payment and its duplicate have the same order number and may run at the same time, so they need different keys. An
 * order number never contains a line feed.
 */
const runningKey = ({ orderId, transactionType }: NumberedOrder): string =>
  movesMoney(transactionType) ? orderId : duplicateKey(orderId);

/**
 * Receives all orders. It decides whether an order may be charged, lets one payment run at a time, and joins a repeated
 * request to the running payment. Before it answers, it waits a limited time for HiPay.
 */
export class PaymentService {
  /** Key: `runningKey`. */
  #running = new Map<string, Running>();
  /**
   * The payment that uses the terminal. An order that is refused or answered from the journal never uses it; a payment that only
   * waits for HiPay does not use it any more.
   */
  #atTerminal: AtTerminal | undefined;
  /** The payment that has begun last. */
  #lastBegun: AtTerminal | undefined;

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** True while a payment uses the terminal. A new one is refused then. */
  get isTerminalUsed(): boolean {
    return this.#atTerminal !== undefined;
  }

  /** Resolves when no payment runs. */
  async settled(): Promise<void> {
    while (this.isBusy) await Promise.all([...this.#running.values()].map(({ answer }) => answer));
  }

  isRunning(orderId: string): boolean {
    return this.#running.has(orderId) || this.#running.has(duplicateKey(orderId));
  }

  take(
    request: PaymentRequest,
    deps: PaymentServiceDeps,
    callerContext: PaymentContext = {},
  ): Promise<PaymentAnswer> {
    const order: NumberedOrder = {
      ...request,
      orderId: request.orderId ?? deps.settings.orderPrefix + deps.ids.orderId(),
    };
    const isNewNumber = request.orderId === undefined;
    const { simulated } = deps.link;
    const fault = requestFault(order, deps.settings);
    if (fault)
      return Promise.resolve(refusedBeforeRecord(order, simulated, { ...fault, charge: 'nothing-sent' }));
    const key = runningKey(order);
    const running = this.#running.get(key);
    if (running?.fingerprint === requestFingerprint(order)) return running.answer;
    if (running)
      return Promise.resolve(
        refusedBeforeRecord(order, simulated, {
          failure: 'order-id-reused',
          charge: movesMoney(order.transactionType) ? 'unknown' : 'nothing-sent',
          detail: 'another payment with this number is running now',
        }),
      );
    const context = { isNewNumber, ...callerContext };
    const occupied = this.#atTerminal;
    // Only a new order is refused: an order that was paid, or may have been, is answered from the journal.
    if (occupied)
      return this.#admit(order, context, deps, async (_, charge) =>
        refusedBeforeRecord(order, simulated, whileRunning(occupied, charge, deps)),
      );
    const lastBegun = this.#lastBegun;
    const pay = async (attempt: number, charge: ChargeStatement) => {
      const other = this.#lastBegun;
      // Another order came first: what is known about this one may be from before that payment.
      if (other && other !== lastBegun)
        return refusedBeforeRecord(order, simulated, whileRunning(other, charge, deps));
      return this.#pay(order, attempt, deps, callerContext);
    };
    // Registered before the first await, so that two requests at the same moment make one payment.
    const answer = this.#admit(order, context, deps, pay).finally(() => this.#running.delete(key));
    this.#running.set(key, { fingerprint: requestFingerprint(order), answer });
    return answer;
  }

  /** Finds the running or stored payment of an order; ignores duplicates. */
  async find(
    orderId: string,
    { journal, outbox, link }: Pick<PaymentServiceDeps, 'journal' | 'outbox' | 'link'>,
  ) {
    const running = this.#running.get(orderId);
    if (running) return running.answer;
    const verdict = orderVerdict(countedAt(await journal.ofOrder(orderId), link.simulated));
    if (verdict.kind === 'none') return null;
    const { payment } = verdict;
    const entries = await outbox.ofPayment(payment.paymentId);
    const refunds = hasRefunds(payment) ? await readRefunds(journal, orderId, [payment]) : [];
    return answerOfRecord(payment, entries, true, refunds);
  }

  async #admit(
    order: NumberedOrder,
    /** `isNewNumber`: the order number was created just now, so it cannot have been paid before. */
    {
      isNewNumber,
      known,
      mayLackRecords: callerMayLackRecords = false,
      earlierSales,
      givePermit,
      permitNotStored,
    }: { readonly isNewNumber: boolean } & PaymentContext,
    deps: PaymentServiceDeps,
    begin: (attempt: number, charge: ChargeStatement) => Promise<PaymentAnswer>,
  ): Promise<PaymentAnswer> {
    const { simulated } = deps.link;
    // Another browser may have paid this order. The sidecar's copy knows it, unless the sidecar itself sends the request:
    // then it has compared the order with its copy before.
    const asksSecondCopy = !isNewNumber && (givePermit === undefined || permitNotStored === true);
    // For a payment by hand the screen itself asks the person about an earlier payment of the same amount.
    const isByTill = givePermit !== undefined;
    const isUnnumbered = isByTill && isGeneratedOrderId(order.orderId);
    const [joined, doubt, elsewhere, paidLate, unanswered] = await Promise.all([
      joinOtherCopies(
        order.orderId,
        async () => {
          if (known) return { records: known, mayLackRecords: false, elsewhere: [] };
          return asksSecondCopy ? deps.secondCopy?.recordsOf(order.orderId) : undefined;
        },
        deps,
      ).catch(errorText),
      isByTill ? findSameAmountInDoubt(order, deps).catch(() => undefined) : undefined,
      isByTill && deps.settings.holdSameAmount
        ? findRecentDoubtElsewhere(order, deps).catch(() => null)
        : null,
      isUnnumbered ? findUnnumberedPaidLate(order, deps).catch(() => undefined) : undefined,
      earlierSales && isUnnumbered
        ? findUnnumberedUnanswered(order, earlierSales, deps).catch(() => undefined)
        : undefined,
    ]);
    const isPayment = movesMoney(order.transactionType);
    if (typeof joined === 'string')
      return isNewNumber || !isPayment
        ? refusedBeforeRecord(order, simulated, {
            failure: 'cannot-record',
            charge: statementFor(order, []),
            detail: joined,
          })
        : answerWithoutJournal(order, simulated, `the journal cannot be read: ${joined}`);
    const { payments, keptElsewhere } = joined;
    const mayLackRecords = joined.mayLackRecords || callerMayLackRecords;
    const limit = { now: deps.clock.now(), replayMs: deps.settings.replayMs };
    const admission = admitOrder(order, payments, limit);
    const charge = statementFor(order, payments);
    switch (admission.kind) {
      case 'new':
        if (keptElsewhere !== undefined) return refuseKeptElsewhere(order, simulated, keptElsewhere);
        // A duplicate moves no money, so it needs no proof.
        if (mayLackRecords && isPayment) return answerWithoutJournal(order, simulated, recordsLostDetail);
        if (deps.closing !== undefined)
          return refusedBeforeRecord(order, simulated, { ...deps.closing, charge });
        // Two requests without a number: perhaps a till sends the same sale again, also after a restart of the sidecar.
        if (doubt && isUnnumbered && isGeneratedOrderId(doubt.orderId))
          return this.#answer(doubt, deps, true);
        for (const first of [paidLate, unanswered]) {
          if (!first) continue;
          if (statementOfPayment(first) === 'unknown') return this.#answer(first, deps, true);
          return answerPerhapsSameSale({ ...order, orderId: first.orderId }, simulated, first);
        }
        if (deps.settings.holdSameAmount) {
          const held = doubt ?? elsewhere;
          if (held) return holdForDoubt(order, simulated, held);
        }
        if (isRefund(order)) {
          const context = { ...(givePermit && { givePermit, permitNotStored }), ...(known && { known }) };
          const refused = await refuseRefund(order, context, deps).catch((error: unknown) =>
            refusedBeforeRecord(order, simulated, {
              failure: 'cannot-record',
              charge: 'nothing-sent',
              detail: errorText(error),
            }),
          );
          if (refused) return refused;
        }
        return begin(admission.attempt, charge).then(
          (answer) => (doubt ? { ...answer, sameAmountInDoubt: sameAmountInDoubt(doubt) } : answer),
          (error: unknown) => {
            if (error instanceof RefundRefused) return refusedRefund(order, simulated, error.refusal);
            return refusedBeforeRecord(order, simulated, {
              failure: 'cannot-record',
              charge,
              detail: errorText(error),
            });
          },
        );
      case 'replay':
      case 'unresolved':
        return this.#answer(admission.record, deps, true);
      case 'reused':
      case 'expired':
        return refuseUsedNumber(
          order,
          simulated,
          admission.record,
          await readRefunds(deps.journal, order.orderId, payments).catch(() => []),
        );
      default:
        return admission satisfies never;
    }
  }

  async #pay(
    order: NumberedOrder,
    attempt: number,
    deps: PaymentServiceDeps,
    context: PaymentContext,
  ): Promise<PaymentAnswer> {
    const { origin } = context;
    // A payment by hand needs no permit of a till.
    const askedBy = context.givePermit && { ...(origin && { origin }) };
    const place = { orderId: order.orderId, since: deps.clock.monotonic() };
    this.#atTerminal = place;
    this.#lastBegun = place;
    const record = await takePayment(
      order,
      { attempt, askedBy, ...permitFor(order, context, deps) },
      deps,
    ).finally(() => {
      this.#atTerminal = undefined;
    });
    if (isPaid(record.outcome)) {
      deps.showPhase(record, 'notifying');
      await this.#firstDelivery(deps);
    }
    // The next customer may already be paying; the screen then shows that payment.
    if (this.#atTerminal === undefined) deps.showPhase(record, 'finished');
    if (!movesMoney(order.transactionType))
      return { ...(await this.#answer(record, deps, false)), ...(await readDuplicate(record, deps)) };
    const counted = await findCounted(record, deps);
    return this.#answer(counted, deps, counted !== record);
  }

  /** Waits for HiPay at most `notificationWaitMs`; an entry that is not delivered by then stays in the outbox. */
  async #firstDelivery({ delivery, clock, settings }: PaymentServiceDeps): Promise<void> {
    let stop = () => {};
    const limit = new Promise<void>((resolve) => {
      stop = clock.after(settings.notificationWaitMs, resolve);
    });
    await Promise.race([delivery.deliverNow(), limit]);
    stop();
  }

  async #answer(
    record: PaymentRecord,
    { journal, outbox }: Pick<PaymentServiceDeps, 'journal' | 'outbox'>,
    replayed: boolean,
  ): Promise<PaymentAnswer> {
    // The payment has ended: a storage failure now must not hide its outcome.
    const entries = await outbox.ofPayment(record.paymentId).catch(() => []);
    const refunds = hasRefunds(record)
      ? await readRefunds(journal, record.orderId, [record]).catch(() => undefined)
      : undefined;
    return answerOfRecord(record, entries, replayed, refunds);
  }
}

/**
 * The payment to report for the order of a payment that has ended: another payment of the order may have turned out to be paid,
 * or in doubt, meanwhile. A paid order is never reported as not paid.
 */
async function findCounted(ended: PaymentRecord, { journal }: Pick<PaymentServiceDeps, 'journal'>) {
  if (isPaid(ended.outcome)) return ended;
  // The payment has ended: a storage failure now must not hide its outcome.
  const all = await journal.ofOrder(ended.orderId).catch(() => []);
  const others = countedAt(all, ended.terminal.simulated).filter(
    ({ paymentId }) => paymentId !== ended.paymentId,
  );
  const verdict = orderVerdict([...others, ended]);
  return verdict.kind === 'paid' || verdict.kind === 'in-doubt' ? verdict.payment : ended;
}

/** Joins other copies' records of this order with the journal, and returns the payments of the order that count. */
async function joinOtherCopies(
  orderId: string,
  readOtherCopies: () => Promise<SidecarsOrder | undefined>,
  { journal, clock, link }: Pick<PaymentServiceDeps, 'journal' | 'clock' | 'link'>,
): Promise<
  Pick<SidecarsOrder, 'mayLackRecords' | 'keptElsewhere'> & { readonly payments: readonly PaymentRecord[] }
> {
  const known = await readOtherCopies();
  if (known) {
    const copies = copiesOf(known.records).filter(
      ({ record }) => record.orderId === orderId || isRefundOf(record, orderId),
    );
    await journal.join(copies, clock.now());
  }
  const { mayLackRecords = false, keptElsewhere } = known ?? {};
  const payments = countedAt(await journal.ofOrder(orderId), link.simulated);
  return { payments, mayLackRecords, keptElsewhere };
}

const whileRunning = (
  { orderId, since }: AtTerminal,
  charge: ChargeStatement,
  { clock }: Pick<PaymentServiceDeps, 'clock'>,
) => {
  const seconds = Math.floor((clock.monotonic() - since) / 1000);
  const detail = `order ${orderId} is being paid, for ${seconds} s now`;
  return { failure: 'payment-running', charge, detail } as const;
};

const errorText = (error: unknown): string => (error instanceof Error ? error.message : 'storage failed');
