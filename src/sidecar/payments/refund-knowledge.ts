import type { PermitRefusal } from '../../core/connector-api/connector-api.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import {
  answerLostRefund,
  answerOfRecord,
  refusedRefund,
  refuseSaleElsewhere,
  saleBeforeLossDetail,
  saleElsewhereDetail,
  saleLostDetail,
} from '../../core/records/answer-of-record.ts';
import { joinPayments, orderVerdict } from '../../core/records/ledger.ts';
import { isRefundOf, judgeRefund, lostRefundText } from '../../core/records/refunds.ts';
import type { Permit } from '../records/payment-permits.ts';
import { type OrderFacts, withProvenEnds } from './order-knowledge.ts';

/** All refunds of one sale that the sidecar knows. */
export interface KnownRefunds {
  /** The payments of the refunds, also payments that have a permit but no record. */
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
  /** The ids of the payments that run: their permits are of this start, and their records, if there are any, have no end. */
  readonly running: readonly string[];
  /** True while records of a refund may be lost, and no person has accepted the loss. */
  readonly isIncomplete: boolean;
  /** When a person has accepted a loss of records last, epoch ms: refunds of before may be missing for good. */
  readonly acceptedAt: number | undefined;
  /** The order numbers of refunds whose own records are lost: only the sale names them. */
  readonly lost: readonly string[];
  /** Name of a records file that was moved away and has records of a refund. */
  readonly keptElsewhere: string | undefined;
}

/** A sale as the sidecar knows it. */
export type KnownSale = Pick<OrderFacts, 'payments' | 'knowledgeLost' | 'keptElsewhere'> & {
  readonly refunds: KnownRefunds;
};

const movedFileOf = ({ keptElsewhere, refunds }: KnownSale): string | undefined =>
  keptElsewhere ?? refunds.keptElsewhere;

const isLost = ({ knowledgeLost, refunds }: KnownSale): boolean => knowledgeLost || refunds.isIncomplete;

/** True if a person has accepted a loss since the sale. Then refunds of it may be lost, and nothing says how much is left. */
const mayLackRefunds = (sale: readonly PaymentRecord[], { acceptedAt }: KnownRefunds): boolean =>
  acceptedAt !== undefined && sale.some(({ createdAt }) => createdAt <= acceptedAt);

/** The answer to a refund whose sale is not completely known here; undefined if it is. */
export function refuseUnknownSale(
  request: PaymentRequest & { readonly orderId: string },
  simulated: boolean,
  sale: KnownSale,
): PaymentAnswer | undefined {
  const file = movedFileOf(sale);
  if (file !== undefined) return refuseSaleElsewhere(request, simulated, file);
  const { refundOf = '', orderId } = request;
  const refuse = (detail: string) =>
    refusedRefund(request, simulated, { failure: 'refund-in-doubt', detail });
  if (isLost(sale)) return refuse(saleLostDetail(refundOf));
  const [lost] = sale.refunds.lost;
  if (lost === undefined) return undefined;
  return sale.refunds.lost.includes(orderId)
    ? answerLostRefund(request, simulated, refundOf)
    : refuse(lostRefundText(lost, refundOf));
}

/**
 * Why this refund may not begin; undefined if it may. The page has already decided by its own journal. The sidecar also knows
 * the refunds of other browsers.
 */
export function findRefundRefusal(
  paymentId: string,
  payments: readonly PaymentRecord[],
  sale: KnownSale,
  {
    saleRecords,
    permits,
  }: { readonly saleRecords: readonly PaymentRecord[]; readonly permits: readonly Permit[] },
): PermitRefusal | undefined {
  const own = payments.find((record) => record.paymentId === paymentId);
  const { refundOf = '' } = own?.request ?? {};
  const file = movedFileOf(sale);
  if (file !== undefined) return { failure: 'order-id-reused', detail: saleElsewhereDetail(refundOf, file) };
  const [lost] = sale.refunds.lost;
  if (isLost(sale)) return { failure: 'unknown-error', detail: saleLostDetail(refundOf) };
  if (lost !== undefined) return { failure: 'unknown-error', detail: lostRefundText(lost, refundOf) };
  const pageRefunds = withProvenEnds(
    saleRecords.filter((record) => isRefundOf(record, refundOf)),
    permits,
  );
  if (!own) return undefined;
  const all = joinPayments(
    sale.payments,
    saleRecords.filter(({ orderId }) => orderId === refundOf),
  );
  const refusal = judgeRefund(
    { paymentId, request: own.request, simulated: own.terminal.simulated },
    {
      sale: all,
      refunds: joinPayments(sale.refunds.payments, pageRefunds).map((record) =>
        withPresentState(record, sale.refunds.running.includes(record.paymentId)),
      ),
    },
  );
  if (refusal || !mayLackRefunds(all, sale.refunds)) return refusal;
  return { failure: 'refund-in-doubt', detail: saleBeforeLossDetail(refundOf) };
}

/** A refund that was cut off keeps the state that it had. Only one that runs may be waited for. */
const withPresentState = (record: PaymentRecord, isRunning: boolean): PaymentRecord => {
  if (isRunning) return record.onlyLeave ? { ...record, state: 'intended' } : record;
  return isBegun(record) ? { ...record, state: 'unknown' } : record;
};

/** True for the states of a payment that runs, or was cut off. */
export const isBegun = ({ state }: PaymentRecord): boolean =>
  state === 'intended' || state === 'sending' || state === 'waiting';

/**
 * Adds the refunds that the sidecar knows to the answer about an order, because the page may lack refunds of other browsers.
 * While records may be lost, and if a loss was accepted since the sale, leaves out the refundable amount.
 */
export function withKnownRefunds(answer: PaymentAnswer, sale: KnownSale): PaymentAnswer {
  const verdict = orderVerdict(sale.payments);
  const { refunds: pageRefunds = [], refundable: pageRefundable, ...rest } = answer;
  const known =
    verdict.kind === 'paid'
      ? answerOfRecord(verdict.payment, [], true, sale.refunds.payments)
      : { refunds: undefined, amountMinor: undefined };
  const allRefunds = joinRefunds(known.refunds ?? [], pageRefunds, sale.refunds.payments);
  const paidMinor = known.amountMinor ?? answer.amountMinor;
  const leftMinor = Math.max(
    0,
    paidMinor - allRefunds.reduce((total, { amountMinor }) => total + amountMinor, 0),
  );
  const refundable =
    pageRefunds.length === 0 && allRefunds.length === 0
      ? pageRefundable
      : { amountMinor: leftMinor, currency: answer.currency };
  return {
    ...rest,
    ...(allRefunds.length > 0 && { refunds: allRefunds }),
    ...(refundable && !isLost(sale) && !mayLackRefunds(sale.payments, sale.refunds) && { refundable }),
  };
}

type RefundList = NonNullable<PaymentAnswer['refunds']>;

/** A refund that has a record in one of the copies is not lost. */
function joinRefunds(
  known: RefundList,
  pageRefunds: RefundList,
  records: readonly PaymentRecord[],
): RefundList {
  const joinedRefunds = known.map(
    (refund) =>
      (refund.recordLost &&
        pageRefunds.find((each) => each.orderId === refund.orderId && !each.recordLost)) ||
      refund,
  );
  const isNew = ({ orderId, recordLost }: RefundList[number]) =>
    known.every((refund) => refund.orderId !== orderId) &&
    !(recordLost && records.some((record) => record.orderId === orderId));
  return [...joinedRefunds, ...pageRefunds.filter(isNew)];
}
