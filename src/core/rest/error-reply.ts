import { type FailureName, failures } from '../failures/failures.ts';
import { type AmountForm, formatMajor, repeatForm } from '../money/amount.ts';
import { type Charge, chargeOf } from '../payment/money-text.ts';
import type { PaymentAnswer } from '../payment/payment-answer.ts';
import { failureDescription } from './descriptions.ts';
import type { ErrorAnswer } from './rest-messages.ts';

/** The fields of a failure for a till: at the top level of an answer, or under `error`. */
export const failureFields = (name: FailureName, charge: Charge, detail?: string) => ({
  errorCode: failures[name].code as string,
  errorDescription: failureDescription(name, charge, detail),
});

/**
 * The HTTP status of each failure. 200 has the flat answer with `paymentStatus: "FAILURE"`: the payment was tried and
 * this is its result (HiPay's Cloud API documents 200 for refused, cancelled and timed-out payments). Every other
 * status of this table has `{"error": {...}}`: this request sent nothing to the terminal. `charge` says what is known of
 * the order.
 *
 * `payment-running` is 409, not 503: the connector works, only another payment is running. The same request may be sent
 * again after that payment has ended.
 */
export const restStatus = {
  'unknown-error': 500,
  'payment-timeout': 200,
  unauthorized: 401,
  'too-many-guesses': 429,
  'hipay-credentials': 200,
  'hipay-unreachable': 200,
  'hipay-refused': 200,
  'page-not-open': 503,
  'terminal-not-chosen': 503,
  'terminal-away': 503,
  'port-in-use': 503,
  'terminal-silent': 503,
  'terminal-not-ready': 503,
  'terminal-garbled': 503,
  'status-unreadable': 200,
  declined: 200,
  cancelled: 200,
  'answer-unreadable': 200,
  'request-refused-by-terminal': 200,
  'contract-missing': 503,
  'payment-running': 409,
  'outcome-unknown': 200,
  'order-id-reused': 409,
  'request-invalid': 400,
  'other-payment': 200,
  'cannot-record': 503,
  'not-owner': 503,
  // Only web tills get the next five, before their call is carried out.
  'till-not-allowed': 403,
  'version-mismatch': 409,
  'local-network-blocked': 503,
  'window-blocked': 503,
  'browser-unsupported': 503,
  'till-left': 503,
  'same-amount-in-doubt': 409,
  'refund-in-doubt': 409,
  'connector-stopping': 503,
} as const satisfies Record<FailureName, number>;

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** The earlier payment that has the refused order number, as fields for programs. */
const earlierFields = ({
  paymentId,
  paidAt,
  amountMinor,
  currency,
  transactionType,
}: NonNullable<PaymentAnswer['earlier']>) => ({
  transactionType,
  paidAt: new Date(paidAt).toISOString(),
  amount: formatMajor(amountMinor, currency),
  currency,
  paymentId,
});

/** The warning about a payment of the same amount that is in doubt. */
export const sameAmountFields = ({ sameAmountInDoubt }: Pick<PaymentAnswer, 'sameAmountInDoubt'>) =>
  sameAmountInDoubt && {
    warnings: ['same-amount-in-doubt' as const],
    sameAmountInDoubt: {
      orderId: sameAmountInDoubt.orderId,
      at: new Date(sameAmountInDoubt.at).toISOString(),
    },
  };

/** What an error says about the payments of this order, and about other payments. */
type ErrorFacts = Charge & Pick<PaymentAnswer, 'earlier' | 'sameAmountInDoubt' | 'refundable'>;

const refundableFields = (
  { amountMinor, currency }: NonNullable<PaymentAnswer['refundable']>,
  form: AmountForm,
) => ({
  refundableAmount: repeatForm(formatMajor(amountMinor, currency), form),
  currency,
});

/** @param form of the amount in the till's request */
export const errorBody = (
  failure: FailureName,
  charge: ErrorFacts,
  detail?: string,
  form: AmountForm = 'number',
): ErrorAnswer => ({
  error: {
    paymentStatus: 'FAILURE',
    ...failureFields(failure, chargeOf(charge), detail),
    charge: charge.charge,
    ...(charge.earlier && earlierFields(charge.earlier)),
    ...sameAmountFields(charge),
    ...(charge.refundable && refundableFields(charge.refundable, form)),
  },
});

/** HiPay's error form with the HTTP status of the failure. */
export const errorReply = (
  failure: FailureName,
  charge: ErrorFacts,
  detail?: string,
  form?: AmountForm,
): Reply<ErrorAnswer> => ({
  status: restStatus[failure],
  body: errorBody(failure, charge, detail, form),
});
