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
  saleElsewhereDetail,
  saleLostDetail,
} from '../../core/records/answer-of-record.ts';
import { joinPayments, orderVerdict } from '../../core/records/ledger.ts';
import { isRefundOf, judgeRefund, lostRefundText } from '../../core/records/refunds.ts';
import type { Permit } from '../records/payment-permits.ts';
import { type OrderFacts, withProvenEnds } from './order-knowledge.ts';

/** All refunds of one sale that the sidecar knows. */
export interface KnownRefunds {
  /** Their payments, also those of which only the permit is known. */
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
  /** True while records of a refund may be lost, and no person has accepted the loss. */
  readonly isIncomplete: boolean;
  /** The order numbers of refunds whose own records are lost: only the sale names them. */
  readonly lost: readonly string[];
  /** The file, moved away, that has records of a refund. */
  readonly keptElsewhere: string | undefined;
}

/** A sale as the sidecar knows it. */
export type KnownSale = Pick<OrderFacts, 'payments' | 'knowledgeLost' | 'keptElsewhere'> & {
  readonly refunds: KnownRefunds;
};

const elsewhereOf = ({ keptElsewhere, refunds }: KnownSale): string | undefined =>
  keptElsewhere ?? refunds.keptElsewhere;

const isLost = ({ knowledgeLost, refunds }: KnownSale): boolean => knowledgeLost || refunds.isIncomplete;

/** The answer to a refund whose sale is not wholly known here; undefined: it is. */
export function refuseUnknownSale(
  request: PaymentRequest & { readonly orderId: string },
  simulated: boolean,
  sale: KnownSale,
): PaymentAnswer | undefined {
  const file = elsewhereOf(sale);
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
 * Why this refund may not begin; undefined if it may. The page has decided the same by its own journal: what only the sidecar
 * knows is of another browser.
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
  const file = elsewhereOf(sale);
  if (file !== undefined) return { failure: 'order-id-reused', detail: saleElsewhereDetail(refundOf, file) };
  const [lost] = sale.refunds.lost;
  if (isLost(sale)) return { failure: 'unknown-error', detail: saleLostDetail(refundOf) };
  if (lost !== undefined) return { failure: 'unknown-error', detail: lostRefundText(lost, refundOf) };
  const ofPage = withProvenEnds(
    saleRecords.filter((record) => isRefundOf(record, refundOf)),
    permits,
  );
  const refusal =
    own &&
    judgeRefund(
      { paymentId, request: own.request, simulated: own.terminal.simulated },
      {
        sale: joinPayments(
          sale.payments,
          saleRecords.filter(({ orderId }) => orderId === refundOf),
        ),
        refunds: joinPayments(sale.refunds.payments, ofPage),
      },
    );
  // The page knew no refund in doubt: this one has begun meanwhile, so it runs.
  return refusal?.failure === 'refund-in-doubt'
    ? {
        failure: 'payment-running',
        detail: `another refund of the sale ${refundOf} has begun: repeat this one after it`,
      }
    : refusal;
}

/**
 * The answer about an order with what the sidecar knows of its refunds: the page may lack those of other browsers. While records
 * may be lost, it is not known what is left.
 */
export function withKnownRefunds(answer: PaymentAnswer, sale: KnownSale): PaymentAnswer {
  const verdict = orderVerdict(sale.payments);
  const { refunds: ofPage = [], refundable: ofPageLeft, ...rest } = answer;
  const known =
    verdict.kind === 'paid'
      ? answerOfRecord(verdict.payment, [], true, sale.refunds.payments)
      : { refunds: undefined, amountMinor: undefined };
  const parts = joinParts(known.refunds ?? [], ofPage, sale.refunds.payments);
  const paidMinor = known.amountMinor ?? answer.amountMinor;
  const left = Math.max(0, paidMinor - parts.reduce((total, { amountMinor }) => total + amountMinor, 0));
  const refundable =
    ofPage.length === 0 && parts.length === 0 ? ofPageLeft : { amountMinor: left, currency: answer.currency };
  return {
    ...rest,
    ...(parts.length > 0 && { refunds: parts }),
    ...(refundable && !isLost(sale) && { refundable }),
  };
}

type Parts = NonNullable<PaymentAnswer['refunds']>;

/** A refund that has a record in one of the copies is not lost. */
function joinParts(known: Parts, ofPage: Parts, records: readonly PaymentRecord[]): Parts {
  const joined = known.map(
    (part) =>
      (part.recordLost && ofPage.find((each) => each.orderId === part.orderId && !each.recordLost)) || part,
  );
  const isNew = ({ orderId, recordLost }: Parts[number]) =>
    known.every((part) => part.orderId !== orderId) &&
    !(recordLost && records.some((record) => record.orderId === orderId));
  return [...joined, ...ofPage.filter(isNew)];
}
