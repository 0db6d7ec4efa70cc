import type { LivePayment, PaymentPhase, Snapshot } from '../../core/connector-api/snapshot.ts';
import { type FailureName, failures } from '../../core/failures/failures.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentMeans, PaymentRequest, TransactionType } from '../../core/payment/payment-request.ts';
import type { Advice } from '../../core/till/till-texts.ts';
import { fill } from '../format.ts';
import type { Texts } from '../texts/texts.ts';
import { directionOf, resolverWords } from './operations.ts';
import { notificationLookOf } from './outcome-look.ts';

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

export interface Explanation extends Advice {
  readonly label: string;
  /** The question about the money, and its answer. */
  readonly chargedTitle: string;
  readonly charged: string;
}

/**
 * What happened, did money move, what to do now. The failure's own words are used only where they agree with the outcome
 * about money: after an unknown outcome nobody may read "take the payment again".
 */
export function explainResult(result: PaymentResult, texts: Texts): Explanation {
  const money = moneyWords(result, texts);
  if (result.resolution) return { ...money, ...explainResolution(result, result.resolution, texts) };
  return { label: texts.outcomes[result.outcome].label, ...money, ...adviceFor(result, texts) };
}

function moneyWords({ outcome, transactionType }: PaymentResult, { words, charged, operations }: Texts) {
  const moved = chargedBy[outcome];
  const direction = directionOf(transactionType);
  if (direction === 'back') {
    const said = { no: operations.givenNo, yes: operations.givenYes, unknown: operations.givenUnknown };
    return { chargedTitle: operations.givenTitle, charged: said[moved] };
  }
  if (direction === 'held') {
    const said = { no: operations.heldNo, yes: operations.heldYes, unknown: operations.heldUnknown };
    return { chargedTitle: operations.heldTitle, charged: said[moved] };
  }
  return { chargedTitle: words.chargedTitle, charged: charged[moved] };
}

export function adviceFor(
  result: Pick<PaymentResult, 'failure' | 'outcome' | 'transactionType'>,
  texts: Texts,
): Advice {
  const { failure, outcome } = result;
  const moved = chargedBy[outcome];
  const agrees = failure !== undefined && failures[failure].charged === moved && moved !== 'yes';
  const direction = directionOf(result.transactionType);
  if (direction === 'back') {
    const back = backAdvice(outcome, texts);
    // What went wrong is the same; what to do about it must not speak of taking money.
    return agrees && outcome === 'NOT_SENT' ? { ...back, what: texts.failures[failure].what } : back;
  }
  if (direction === 'held' && outcome === 'APPROVED') {
    return { what: texts.operations.approvedHold, todo: texts.operations.approvedHoldTodo };
  }
  return agrees ? texts.failures[failure] : texts.outcomes[outcome];
}

function backAdvice(outcome: Outcome, { operations }: Texts): Advice {
  const advice: Readonly<Record<Outcome, Advice>> = {
    APPROVED: { what: operations.approvedBack, todo: operations.approvedBackTodo },
    PARTIALLY_APPROVED: { what: operations.approvedBack, todo: operations.approvedBackTodo },
    DECLINED: { what: operations.declinedBack, todo: operations.declinedBackTodo },
    CANCELLED: { what: operations.cancelledBack, todo: operations.cancelledBackTodo },
    NOT_SENT: { what: operations.notSentBack, todo: operations.notSentBackTodo },
    UNKNOWN: { what: operations.unknownBack, todo: operations.unknownBackTodo },
    OTHER_PAYMENT: { what: operations.otherBack, todo: operations.unknownBackTodo },
  };
  return advice[outcome];
}

function explainResolution(
  { transactionType }: PaymentResult,
  { paid, by }: NonNullable<PaymentResult['resolution']>,
  texts: Texts,
) {
  const words = resolverWords(texts, transactionType);
  const handOver =
    directionOf(transactionType) === 'back'
      ? texts.operations.approvedBackTodo
      : texts.outcomes.APPROVED.todo;
  return {
    label: paid ? words.paidLabel : words.notPaidLabel,
    what: fill(paid ? words.resolvedPaid : words.resolvedNotPaid, { by }),
    todo: paid ? handOver : words.payAgain,
  };
}

/** By then a terminal has acknowledged the amount, or its word got lost on the line: three seconds, and a little. */
const confirmedWithinMs = 5000;

/** The terminal has been sent the amount and has said nothing to it: people look at its screen then. */
export const isUnconfirmed = ({ phase, phaseSince }: LivePayment, now: number): boolean =>
  phase === 'sending' && now - phaseSince > confirmedWithinMs;

/** What is said of a step: of money given back nobody may read that the customer pays. */
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
