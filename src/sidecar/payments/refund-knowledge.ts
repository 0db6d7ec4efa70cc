import type { PermitRefusal } from '../../core/connector-api/connector-api.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import {
  answerOfRecord,
  answerWithoutJournal,
  recordsLostDetail,
  refuseSaleElsewhere,
  saleElsewhereDetail,
} from '../../core/records/answer-of-record.ts';
import { joinPayments, orderVerdict } from '../../core/records/ledger.ts';
import { isRefundOf, judgeRefund } from '../../core/records/refunds.ts';
import type { Permit } from '../records/payment-permits.ts';
import { type OrderFacts, withProvenEnds } from './order-knowledge.ts';

/** All refunds of one sale that the sidecar knows. */
export interface KnownRefunds {
  /** Their payments, also those of which only the permit is known. */
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
  /** True if records of a refund may be lost. */
  readonly isIncomplete: boolean;
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
  return isLost(sale) ? answerWithoutJournal(request, simulated, recordsLostDetail) : undefined;
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
  if (isLost(sale)) return { failure: 'unknown-error', detail: recordsLostDetail };
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
  return refusal?.failure === 'outcome-unknown' ? { ...refusal, failure: 'payment-running' } : refusal;
}

/** The answer about an order with what the sidecar knows of its refunds: the page may lack those of other browsers. */
export function withKnownRefunds(
  answer: PaymentAnswer,
  { payments, refunds }: Pick<KnownSale, 'payments' | 'refunds'>,
): PaymentAnswer {
  const verdict = orderVerdict(payments);
  if (verdict.kind !== 'paid' || refunds.payments.length === 0) return answer;
  const known = answerOfRecord(verdict.payment, [], true, refunds.payments);
  const isKnown = answer.refunds?.every(({ orderId }) =>
    known.refunds?.some((refund) => refund.orderId === orderId),
  );
  if (isKnown === false || !known.refunds) return answer;
  return { ...answer, refunds: known.refunds, ...(known.refundable && { refundable: known.refundable }) };
}
