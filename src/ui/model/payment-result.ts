import type { LivePayment, PaymentPhase, PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { mayRetry, outcomeOf } from '../../core/payment/charge.ts';
import type { ChargeStatement } from '../../core/payment/charge-statement.ts';
import { isPaid, type Outcome } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentMeans, PaymentRequest, TransactionType } from '../../core/payment/payment-request.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { directionOf } from './operations.ts';
import { notificationStateOf } from './outcome-badges.ts';

/** A finished payment, as the result panel shows it. */
export interface PaymentResult {
  /** Absent if the request was refused before a record existed. */
  readonly paymentId: string | undefined;
  readonly orderId: string;
  readonly transactionType: TransactionType;
  readonly paymentMeans: PaymentMeans;
  readonly amountMinor: number;
  /** The requested amount, if another amount was paid. */
  readonly askedMinor?: number | undefined;
  readonly hasReceipt: boolean;
  /** Of a refund that names its sale: the sale's order number. */
  readonly refundOf?: string | undefined;
  readonly currency: CurrencyCode;
  readonly outcome: Outcome;
  readonly charge: ChargeStatement;
  readonly failure: FailureName | undefined;
  readonly detail: string | undefined;
  readonly replayed: boolean;
  /** How the terminal's answer differs from the request, if the terminal answered for another payment. */
  readonly terminalSays?: LivePayment['terminalSays'];
  /** What was said about it, if it is contested. */
  readonly contradiction?: LivePayment['contradiction'];
  /** Set if a person has resolved an unknown outcome. */
  readonly resolution?: LivePayment['resolution'];
}

export function resultOfLive(payment: LivePayment): PaymentResult {
  return {
    paymentId: payment.paymentId,
    orderId: payment.orderId,
    transactionType: payment.transactionType,
    paymentMeans: payment.paymentMeans,
    amountMinor: payment.amountMinor,
    askedMinor: payment.askedMinor,
    hasReceipt: payment.hasReceipt,
    refundOf: payment.refundOf,
    currency: payment.currency,
    // A finished payment without an outcome would be a bug; UNKNOWN is the safe choice.
    outcome: outcomeOf({ ...payment, outcome: payment.outcome ?? 'UNKNOWN' }),
    charge: payment.charge,
    failure: payment.failure,
    detail: payment.detail,
    replayed: false,
    terminalSays: payment.terminalSays,
    contradiction: payment.contradiction,
    ...(payment.resolution && { resolution: payment.resolution }),
  };
}

/** The result of a payment that this page has not seen running. */
export const resultOfRow = (row: PaymentRow): PaymentResult =>
  resultOfLive({ ...row, phase: 'finished', startedAt: row.createdAt, phaseSince: row.createdAt });

export const resultOfAnswer = (answer: PaymentAnswer, means: PaymentMeans): PaymentResult => ({
  paymentId: answer.paymentId,
  orderId: answer.orderId,
  transactionType: answer.transactionType,
  paymentMeans: means,
  amountMinor: answer.amountMinor,
  askedMinor: answer.askedMinor,
  hasReceipt: (answer.receipts?.length ?? 0) > 0,
  currency: answer.currency,
  outcome: outcomeOf(answer),
  charge: answer.charge,
  failure: answer.failure,
  detail: answer.detail,
  replayed: answer.replayed,
});

/** The result if the connector was lost during the request: it is unknown whether the terminal got the request. */
export const resultOfLost = (request: PaymentRequest, error: unknown): PaymentResult => ({
  paymentId: undefined,
  orderId: request.orderId ?? '',
  transactionType: request.transactionType,
  paymentMeans: request.paymentMeans,
  hasReceipt: false,
  amountMinor: request.amountMinor,
  currency: request.currency,
  outcome: 'UNKNOWN',
  charge: 'unknown',
  failure: 'outcome-unknown',
  detail: error instanceof Error ? error.message : undefined,
  replayed: false,
});

/** True if the cashier may try the same payment again. False if money may have moved. */
export const mayTryAgain = ({ charge, failure }: PaymentResult): boolean =>
  failure === undefined ? charge === 'not-charged' : mayRetry(failure, charge);

/** The unpaid rest after a partial approval; zero otherwise. */
export const dueMinor = ({ outcome, askedMinor = 0, amountMinor }: PaymentResult): number =>
  outcome === 'PARTIALLY_APPROVED' ? Math.max(0, askedMinor - amountMinor) : 0;

/** True for the outcomes that a person must check. */
export const needsCheck = (outcome: Outcome): boolean => outcome === 'UNKNOWN' || outcome === 'OTHER_PAYMENT';

/** True if a key may dismiss this result: its end is known, and nobody has to do anything with it before the next payment. */
export const isCertain = (result: PaymentResult): boolean =>
  !needsCheck(result.outcome) && result.charge !== 'unknown' && dueMinor(result) === 0;

/** Text key for the notification of this paid sale. Undefined if the sale is not paid, or not in the list. */
export function notificationTextKey(
  result: PaymentResult,
  now: Snapshot,
): 'hipayNotified' | 'hipayPending' | 'hipayAttention' | undefined {
  if (!isPaid(result.outcome)) return undefined;
  const row = now.payments.find((each) => each.paymentId === result.paymentId);
  if (!row) return undefined;
  const state = notificationStateOf(row, now.notifications);
  return state === 'told' ? 'hipayNotified' : state === 'pending' ? 'hipayPending' : 'hipayAttention';
}

/** Time in which a terminal acknowledges the amount: the protocol's 3 s and a margin. After this time the reply is lost. */
const confirmedWithinMs = 5000;

/**
 * True if the terminal has not acknowledged the amount in time: the screen then asks people to look at the terminal.
 */
export const isUnconfirmed = ({ phase, phaseSince }: LivePayment, now: number): boolean =>
  phase === 'sending' && now - phaseSince > confirmedWithinMs;

/** Texts of a phase. For a refund, they must not say that the customer pays. */
export function phaseWords(phase: PaymentPhase, type: TransactionType, { phases, operations }: Texts) {
  const direction = directionOf(type);
  if (direction === 'back' && phase === 'customer')
    return { ...phases.customer, now: operations.customerBack };
  if (direction === 'back' && phase === 'notifying')
    return { ...phases.notifying, now: operations.notifyingBack };
  if (direction === 'none' && phase === 'customer')
    return { label: operations.duplicate, now: operations.customerDuplicate };
  return phases[phase];
}
