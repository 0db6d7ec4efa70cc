import { type FailureName, failures } from '../../core/failures.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentMeans, PaymentRequest, TransactionType } from '../../core/payment/payment-request.ts';
import type { LivePayment, Snapshot } from '../../core/relay/snapshot.ts';
import { notificationLookOf } from '../payments/notification-look.ts';

/** A payment that has ended, as the result panel shows it. */
export interface PaymentResult {
  /** Absent when the request was turned away before a record was made. */
  readonly paymentId: string | undefined;
  readonly orderId: string;
  readonly transactionType: TransactionType;
  readonly paymentMeans: PaymentMeans;
  readonly amountMinor: number;
  /** What was asked for, where another amount was paid. */
  readonly askedMinor?: number | undefined;
  readonly hasReceipt: boolean;
  readonly currency: CurrencyCode;
  readonly outcome: Outcome;
  readonly failure: FailureName | undefined;
  readonly detail: string | undefined;
  readonly replayed: boolean;
  /** A person has decided what nobody could know. */
  readonly resolution?: LivePayment['resolution'];
}

/** What each outcome says about the customer's money. It outranks what a failure usually means. */
export const chargedBy: Record<Outcome, 'no' | 'yes' | 'unknown'> = {
  APPROVED: 'yes',
  PARTIALLY_APPROVED: 'yes',
  DECLINED: 'no',
  CANCELLED: 'no',
  NOT_SENT: 'no',
  UNKNOWN: 'unknown',
  OTHER_PAYMENT: 'unknown',
};

export function resultOfLive(payment: LivePayment): PaymentResult {
  return {
    paymentId: payment.paymentId,
    orderId: payment.orderId,
    transactionType: payment.transactionType,
    paymentMeans: payment.paymentMeans,
    amountMinor: payment.amountMinor,
    askedMinor: payment.askedMinor,
    hasReceipt: payment.hasReceipt,
    currency: payment.currency,
    // A finished payment without an outcome would be a bug; the safe reading is that nobody knows.
    outcome: payment.outcome ?? 'UNKNOWN',
    failure: payment.failure,
    detail: payment.detail,
    replayed: false,
    ...(payment.resolution && { resolution: payment.resolution }),
  };
}

export const resultOfAnswer = (answer: PaymentAnswer, means: PaymentMeans): PaymentResult => ({
  paymentId: answer.paymentId,
  orderId: answer.orderId,
  transactionType: answer.transactionType,
  paymentMeans: means,
  amountMinor: answer.amountMinor,
  askedMinor: answer.askedMinor,
  hasReceipt: (answer.receipts?.length ?? 0) > 0,
  currency: answer.currency,
  outcome: answer.outcome,
  failure: answer.failure,
  detail: answer.detail,
  replayed: answer.replayed,
});

/** The connector went away while it had the request: whether it reached the terminal is not known here. */
export const resultOfLost = (request: PaymentRequest, error: unknown): PaymentResult => ({
  paymentId: undefined,
  orderId: request.orderId ?? '',
  transactionType: request.transactionType,
  paymentMeans: request.paymentMeans,
  hasReceipt: false,
  amountMinor: request.amountMinor,
  currency: request.currency,
  outcome: 'UNKNOWN',
  failure: 'outcome-unknown',
  detail: error instanceof Error ? error.message : undefined,
  replayed: false,
});

/** May the cashier be offered the same payment again? Never while money may have moved. */
export const mayTryAgain = ({ outcome, failure }: PaymentResult): boolean =>
  chargedBy[outcome] === 'no' && (failure === undefined || failures[failure].retry);

/** What is still to be paid after a partial approval; zero otherwise. */
export const dueMinor = ({ outcome, askedMinor = 0, amountMinor }: PaymentResult): number =>
  outcome === 'PARTIALLY_APPROVED' ? Math.max(0, askedMinor - amountMinor) : 0;

export const needsLook = (outcome: Outcome): boolean => chargedBy[outcome] === 'unknown';

/** Whether HiPay knows of this paid sale, from the list of payments. */
export function hipayWord(
  result: PaymentResult,
  now: Snapshot,
): 'hipayTold' | 'hipayPending' | 'hipayAttention' | undefined {
  if (chargedBy[result.outcome] !== 'yes') return undefined;
  const row = now.payments.find((each) => each.paymentId === result.paymentId);
  if (!row) return undefined;
  const state = notificationLookOf(row, now.notifications);
  return state === 'told' ? 'hipayTold' : state === 'pending' ? 'hipayPending' : 'hipayAttention';
}
