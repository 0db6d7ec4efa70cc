import type { PermitRefusal } from '../../core/connector-api/connector-api.ts';
import type { ChargeStatement } from '../../core/payment/charge-statement.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import { advance } from '../../core/payment/resolution.ts';
import { countedAt } from '../../core/payment/simulated-payments.ts';
import { recordsLostDetail } from '../../core/records/answer-of-record.ts';
import { orderVerdict, statementOfPayment } from '../../core/records/ledger.ts';
import { type Permit, paymentIdOf } from '../records/payment-permits.ts';

/** Everything that the sidecar has about one order. */
export interface OrderFacts {
  /** The stored records, all copies joined. */
  readonly payments: readonly PaymentRecord[];
  /** The permits of this order that are open, or may be missing in the list. */
  readonly permits: readonly Permit[];
  /** True if stored records of this order may be lost. */
  readonly knowledgeLost: boolean;
  /** Why nothing of this order can be read now: names the file, and what to do. Then `knowledgeLost` is true, too. */
  readonly readFault?: string | undefined;
  /** Name of a records file that was moved away and has records of this order. */
  readonly keptElsewhere?: string | undefined;
  /** What a page answers about this order now. Its journal may know more than the stored records, or less. */
  readonly pageAnswer?: PaymentAnswer | undefined;
}

/** What the sidecar knows of an order, and the payment to report: a record, or the page's answer. */
export interface OrderKnowledge {
  readonly charge: Exclude<ChargeStatement, 'nothing-sent'>;
  readonly payment?: PaymentRecord;
  readonly pageAnswer?: PaymentAnswer;
  /** Name of the moved file. Present only if no other source says that the order is charged or in doubt. */
  readonly keptElsewhere?: string;
}

/** In stored texts a permit has its older name, leave. */
const notBegun = 'it got no leave to begin';

/**
 * True if the payment has sent nothing and never will: it needs a permit, and has none. A permit ends only when its payment
 * has a certain end, so a payment without an end and without a permit never had one. This holds only for payments that were created
 * since the sidecar started: `missingPermits` finds the others.
 */
function isWithoutPermit(record: PaymentRecord, permits: readonly Permit[]): boolean {
  const { paymentId, leave, state, answer, history, decisions, resolution } = record;
  return (
    leave !== undefined &&
    (state === 'intended' || state === 'unknown') &&
    answer === undefined &&
    decisions === undefined &&
    resolution === undefined &&
    !history.some((step) => step.state === 'sending') &&
    !permits.some((permit) => permit.paymentId === paymentId)
  );
}

/** The permits of these payments that may be lost. Each counts as a known permit. */
export const missingPermits = (
  payments: readonly PaymentRecord[],
  permits: readonly Permit[],
  mayHaveLostPermit: (createdAt: number) => boolean,
): readonly Permit[] =>
  payments
    .filter((record) => isWithoutPermit(record, permits) && mayHaveLostPermit(record.createdAt))
    .map(({ orderId, paymentId, createdAt }) => ({ orderId, paymentId, at: createdAt }));

/** The records with the end of those payments that never got a permit. The same input gives the same records. */
export const withProvenEnds = (
  payments: readonly PaymentRecord[],
  permits: readonly Permit[],
): readonly PaymentRecord[] =>
  payments.map((record) =>
    isWithoutPermit(record, permits)
      ? {
          ...advance(record, 'closed', record.updatedAt, {
            outcome: 'NOT_SENT',
            failure: 'page-not-open',
            detail: notBegun,
          }),
          leave: 'refused',
        }
      : record,
  );

/** The order without the payments that do not count at this terminal, and without their permits. */
export function countedOrder<Order extends Pick<OrderFacts, 'payments' | 'permits'>>(
  order: Order,
  simulated: boolean,
): Order {
  const payments = countedAt(order.payments, simulated);
  if (payments.length === order.payments.length) return order;
  const leftOut = new Set(
    order.payments.filter((record) => !payments.includes(record)).map(({ paymentId }) => paymentId),
  );
  const permits = order.permits.filter((permit) => !leftOut.has(paymentIdOf(permit)));
  return { ...order, payments, permits };
}

/** The permits whose payment has no certain end among these records: each may have been charged. */
export function doubtfulPermits({ payments, permits, pageAnswer }: OrderFacts): readonly Permit[] {
  const certain = new Set(
    payments.filter((record) => statementOfPayment(record) !== 'unknown').map(({ paymentId }) => paymentId),
  );
  if (pageAnswer?.paymentId !== undefined && isCertain(pageAnswer)) certain.add(pageAnswer.paymentId);
  return permits.filter((permit) => !certain.has(paymentIdOf(permit)));
}

const isCertain = ({ charge }: PaymentAnswer): boolean => charge === 'charged' || charge === 'not-charged';

/**
 * The only place that says what the sidecar knows of an order. The first of these that holds: charged, by the page or by a record;
 * in doubt, by the page, a record, lost records or a permit; in a moved file; proven not charged. An order without a permit and
 * without a doubtful record is proven not charged, even if its page never comes back.
 */
export function assessOrder(facts: OrderFacts): OrderKnowledge {
  const { permits, knowledgeLost, keptElsewhere, pageAnswer } = facts;
  const payments = withProvenEnds(facts.payments, permits).filter(({ request }) =>
    movesMoney(request.transactionType),
  );
  const stored = payments.find(({ paymentId }) => paymentId === pageAnswer?.paymentId);
  // About the same payment, a certain end wins over a doubt. Of two certain ends, "charged" wins.
  const isPageAnswerOlder =
    pageAnswer !== undefined &&
    stored !== undefined &&
    !isCertain(pageAnswer) &&
    statementOfPayment(stored) !== 'unknown';
  const page =
    pageAnswer && pageAnswer.charge !== 'nothing-sent' && !isPageAnswerOlder ? pageAnswer : undefined;
  const otherPayments = page && isCertain(page) ? payments.filter((record) => record !== stored) : payments;
  const verdict = orderVerdict(otherPayments);
  const payment = verdict.kind === 'none' ? undefined : verdict.payment;
  const found = { ...(payment && { payment }) };
  if (page?.charge === 'charged') return { charge: 'charged', pageAnswer: page };
  if (verdict.kind === 'paid') return { charge: 'charged', ...found };
  if (stored && page && statementOfPayment(stored) === 'charged')
    return { charge: 'charged', payment: stored };
  if (page?.charge === 'unknown') return { charge: 'unknown', pageAnswer: page };
  if (verdict.kind === 'in-doubt') return { charge: 'unknown', ...found };
  if (knowledgeLost || doubtfulPermits({ ...facts, payments }).length > 0) return { charge: 'unknown' };
  if (keptElsewhere !== undefined) return { charge: 'unknown', keptElsewhere };
  return { charge: 'not-charged', ...(page ? { pageAnswer: page } : found) };
}

export interface PermitFacts
  extends Pick<OrderFacts, 'payments' | 'permits' | 'knowledgeLost' | 'readFault' | 'keptElsewhere'> {
  /** The payment that asks for a permit. */
  readonly paymentId: string;
  /** True if the journal of the page has payments of this order from an older program. */
  readonly isKnownAtPage: boolean;
}

/** Why this payment may not begin; undefined if it may. The page stores the failure, so older programs must know its name. */
export function findRefusal(facts: PermitFacts): PermitRefusal | undefined {
  const { paymentId, payments, permits, isKnownAtPage, knowledgeLost, keptElsewhere } = facts;
  if (permits.some((permit) => permit.paymentId === paymentId))
    return { failure: 'unknown-error', detail: 'this payment had leave before' };
  const own = payments.find((record) => record.paymentId === paymentId);
  if (own?.state !== 'intended')
    return { failure: 'unknown-error', detail: 'this is not a payment that begins' };
  const others = {
    payments: payments.filter((record) => record !== own),
    permits: permits.filter((permit) => !isSettledBy(permit, own.installation, isKnownAtPage)),
  };
  const known = assessOrder({
    ...countedOrder(others, own.terminal.simulated),
    knowledgeLost,
    keptElsewhere,
  });
  if (known.charge === 'charged')
    return { failure: 'order-id-reused', detail: 'the order is paid: an earlier payment was charged' };
  if (known.keptElsewhere !== undefined)
    return { failure: 'order-id-reused', detail: `its number was used before: ${known.keptElsewhere}` };
  if (known.charge === 'not-charged') return undefined;
  // Records are lost, and no known payment explains the doubt.
  if (knowledgeLost && !known.payment)
    return { failure: 'unknown-error', detail: facts.readFault ?? recordsLostDetail };
  return { failure: 'order-id-reused', detail: 'an earlier payment of this order may have been charged' };
}

/**
 * True for the permit of an older program if this journal knows how its order ended: the permit names this journal, or it names
 * no journal and this journal has payments of the order.
 */
export const isSettledBy = (permit: Permit, journal: string | undefined, knowsOrder: boolean): boolean =>
  permit.paymentId === undefined && (permit.journal === undefined ? knowsOrder : permit.journal === journal);
