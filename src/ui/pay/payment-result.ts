import { type FailureName, failures } from '../../core/failures.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { LivePayment, Snapshot } from '../../core/relay/snapshot.ts';
import { notificationLookOf } from '../payments/notification-look.ts';
import { fill } from '../texts/fill.ts';
import type { Texts } from '../texts/texts.ts';

/** A payment that has ended, as the result panel shows it. */
export interface PaymentResult {
  /** Absent when the request was turned away before a record was made. */
  readonly paymentId: string | undefined;
  readonly orderId: string;
  readonly amountMinor: number;
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
    amountMinor: payment.amountMinor,
    currency: payment.currency,
    // A finished payment without an outcome would be a bug; the safe reading is that nobody knows.
    outcome: payment.outcome ?? 'UNKNOWN',
    failure: payment.failure,
    detail: payment.detail,
    replayed: false,
    ...(payment.resolution && { resolution: payment.resolution }),
  };
}

export const resultOfAnswer = (answer: PaymentAnswer): PaymentResult => ({
  paymentId: answer.paymentId,
  orderId: answer.orderId,
  amountMinor: answer.amountMinor,
  currency: answer.currency,
  outcome: answer.outcome,
  failure: answer.failure,
  detail: answer.detail,
  replayed: answer.replayed,
});

/**
 * What happened, was the customer charged, what to do now. The failure's own words are used only where they agree with
 * the outcome about money: after an unknown outcome nobody may read "take the payment again".
 */
export function explainResult(result: PaymentResult, texts: Texts) {
  const charged = chargedBy[result.outcome];
  if (result.resolution) return explainResolution(result.resolution, texts);
  const { failure, outcome } = result;
  const agrees = failure !== undefined && failures[failure].charged === charged && charged !== 'yes';
  const advice = agrees ? texts.failures[failure] : texts.outcomes[outcome];
  return {
    label: texts.outcomes[outcome].label,
    what: advice.what,
    charged: texts.charged[charged],
    todo: advice.todo,
  };
}

function explainResolution({ paid, by }: NonNullable<PaymentResult['resolution']>, texts: Texts) {
  const { resolver, outcomes } = texts;
  return {
    label: paid ? resolver.paidLabel : resolver.notPaidLabel,
    what: fill(paid ? resolver.resolvedPaid : resolver.resolvedNotPaid, { by }),
    charged: texts.charged[paid ? 'yes' : 'no'],
    todo: paid ? outcomes.APPROVED.todo : resolver.payAgain,
  };
}

/** May the cashier be offered the same payment again? Never while money may have moved. */
export const mayTryAgain = ({ outcome, failure }: PaymentResult): boolean =>
  chargedBy[outcome] === 'no' && (failure === undefined || failures[failure].retry);

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
