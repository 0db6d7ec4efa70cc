import type { FailureName } from '../../core/failures/failures.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney, type PaymentRequest } from '../../core/payment/payment-request.ts';
import {
  answerOfRecord,
  recordsLostDetail,
  refusedBeforeRecord,
  refuseKeptElsewhere,
  refuseUsedNumber,
} from '../../core/records/answer-of-record.ts';
import { statementOfPayment } from '../../core/records/ledger.ts';
import { admitOrder, type ReplayLimit } from '../../core/records/order-admission.ts';
import { assessOrder, withProvenEnds } from './order-knowledge.ts';
import type { StoredOrder } from './order-ledger.ts';
import { withKnownRefunds } from './refund-knowledge.ts';

export type NumberedRequest = PaymentRequest & { readonly orderId: string };

/** Why the relay answers by itself, if nothing of the order is charged or in doubt. */
export interface Refusal {
  readonly failure: FailureName;
  readonly detail: string;
}

export interface AnswerSettings {
  readonly simulated: boolean;
  readonly limit: ReplayLimit;
  /** False: a closed page may have taken the order by hand or for a web till, without the sidecar. */
  readonly isPageOpen: boolean;
}

/**
 * The sidecar's own answer to a payment, used if no page gives one. It says the same as the page that has all records: a paid
 * order is replayed, one in doubt is "unknown", and only an order that is proven not charged is refused as not charged.
 */
export function answerWithoutPage(
  request: NumberedRequest,
  order: StoredOrder,
  refusal: Refusal,
  { simulated, limit, isPageOpen }: AnswerSettings,
): PaymentAnswer {
  // A duplicate only reports a payment. It has the order number of the original payment, and says nothing about it.
  if (!movesMoney(request.transactionType))
    return refusedBeforeRecord(request, simulated, { ...refusal, charge: 'nothing-sent' });
  const admission = admitOrder(request, paymentsOf(order), limit);
  if (admission.kind === 'reused' || admission.kind === 'expired')
    return refuseUsedNumber(request, simulated, admission.record, order.refunds.payments);
  const known = assessOrder(order);
  if (known.pageAnswer && known.charge !== 'not-charged')
    return replayPageAnswer(request, simulated, withKnownRefunds(known.pageAnswer, order));
  if (admission.kind === 'replay') return replayRecord(admission.record, order);
  // A payment that was cut off has no detail of its own.
  if (admission.kind === 'unresolved')
    return { detail: refusal.detail, ...replayRecord(admission.record, order) };
  if (known.charge === 'not-charged') {
    const isProven = isPageOpen || known.payment !== undefined || known.pageAnswer !== undefined;
    return refusedBeforeRecord(request, simulated, {
      ...refusal,
      charge: isProven ? 'not-charged' : 'nothing-sent',
    });
  }
  if (known.keptElsewhere !== undefined) return refuseKeptElsewhere(request, simulated, known.keptElsewhere);
  const detail = order.knowledgeLost
    ? (order.readFault ?? recordsLostDetail)
    : `this order was begun before and its end is not known; ${refusal.detail}`;
  return answerUnknown(request, simulated, detail);
}

/** The payments to decide by, without a doubtful record that is older than the page's answer about the same payment. */
const paymentsOf = ({ payments, permits, pageAnswer }: StoredOrder): readonly PaymentRecord[] =>
  withProvenEnds(payments, permits).filter(
    (record) =>
      pageAnswer?.charge !== 'not-charged' ||
      record.paymentId !== pageAnswer.paymentId ||
      statementOfPayment(record) !== 'unknown',
  );

/** The stored answer of an order, for a till that asks; undefined if no payment of it is known, or a record is missing. */
export function storedAnswer(order: StoredOrder): PaymentAnswer | undefined {
  const known = assessOrder(order);
  if (known.pageAnswer) return withKnownRefunds(known.pageAnswer, order);
  return known.payment && replayRecord(known.payment, order);
}

export const answerUnknown = (
  request: NumberedRequest,
  simulated: boolean,
  detail: string,
): PaymentAnswer => ({
  ...refusedBeforeRecord(request, simulated, { failure: 'outcome-unknown', charge: 'unknown', detail }),
  outcome: 'UNKNOWN',
});

const replayRecord = (record: PaymentRecord, order: StoredOrder): PaymentAnswer =>
  withKnownRefunds(
    answerOfRecord(
      record,
      order.notifications.filter(({ paymentId }) => paymentId === record.paymentId),
      true,
      order.refunds.payments,
    ),
    order,
  );

/** A page's answer about the order, unless its payment is another one than the request asks for. */
function replayPageAnswer(
  request: NumberedRequest,
  simulated: boolean,
  pageAnswer: PaymentAnswer,
): PaymentAnswer {
  const asked = pageAnswer.askedMinor ?? pageAnswer.amountMinor;
  const isSame =
    asked === request.amountMinor &&
    pageAnswer.currency === request.currency &&
    pageAnswer.transactionType === request.transactionType;
  if (isSame) return { ...pageAnswer, replayed: true };
  const detail = 'the number belongs to another payment';
  return refusedBeforeRecord(request, simulated, {
    failure: 'order-id-reused',
    charge: pageAnswer.charge,
    detail,
  });
}
