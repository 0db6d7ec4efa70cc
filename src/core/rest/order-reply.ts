import { type FailureName, failures } from '../failures/failures.ts';
import { formatMajor, repeatForm } from '../money/amount.ts';
import type { PaymentAnswer } from '../payment/payment-answer.ts';
import type { Receipt } from '../terminal/dialect.ts';
import { type ErrorBody, errorReply, failureFields, type Reply, restStatus } from './error-reply.ts';
import type { Echo } from './order-request.ts';

/** One byte a character, as terminals write their tickets; what has no place in Latin-1 becomes a question mark. */
const base64 = ({ content }: Receipt): string =>
  btoa([...content].map((letter) => (letter > '\u00ff' ? '?' : letter)).join(''));

/** What the terminal said beyond yes and no, where its language says it. */
export function terminalFields(answer: PaymentAnswer): Partial<PaymentBody> {
  const { receipts = [], cardMasked, authorisationNumber, contractNumber } = answer;
  const customer = receipts.find((each) => each.for !== 'merchant');
  const merchant = receipts.find((each) => each.for === 'merchant');
  return {
    ...(customer && { receipt: base64(customer) }),
    ...(customer?.form === 'html' && { receiptForm: 'html' as const }),
    ...(merchant && { merchantReceipt: base64(merchant) }),
    ...(cardMasked && { cardMasked }),
    ...(authorisationNumber && { authorizationNumber: authorisationNumber }),
    ...(contractNumber && { contractNumber }),
    ...(answer.paymentApplication && { paymentApplication: answer.paymentApplication }),
    ...(answer.duplicateOf && { duplicateOf: answer.duplicateOf }),
  };
}

/** HiPay's answer with its own spellings (`transationType`), then what we add: nothing of HiPay's is renamed. */
export interface PaymentBody {
  readonly paymentStatus: 'SUCCESS' | 'FAILURE';
  readonly notificationHipaySent: boolean;
  readonly numberOfNotificationSent: number;
  readonly errorCode?: string;
  readonly errorDescription?: string;
  /** What was really paid, in the form in which the till wrote its own amount. */
  readonly amount: string | number;
  readonly currency: string;
  readonly orderId: string;
  readonly transationType: string;
  readonly forceAuthorization: boolean;
  readonly cart: unknown;
  readonly customer: unknown;
  readonly customData: unknown;
  readonly transactionType: string;
  readonly outcome: PaymentAnswer['outcome'];
  readonly replayed: boolean;
  readonly simulated?: true;
  /** Base64 of the customer's ticket in Latin-1, as HiPay's sister products give it. */
  readonly receipt?: string;
  readonly receiptForm?: 'html';
  readonly merchantReceipt?: string;
  readonly cardMasked?: string;
  readonly authorizationNumber?: string;
  readonly contractNumber?: string;
  readonly paymentApplication?: string;
  readonly duplicateOf?: string;
  readonly cartWarning?: string;
  /** Why HiPay does not know of a paid sale yet. Not `errorCode`: a till may take that for a failed payment. */
  readonly notificationErrorCode?: string;
  readonly notificationErrorDescription?: string;
}

/** The connector's answer as a till gets it: flat with 200, or the error shape where nothing reached the terminal. */
export function paymentReply(answer: PaymentAnswer, echo: Echo): Reply<PaymentBody | ErrorBody> {
  const failure = failureOf(answer);
  if (failure && restStatus[failure] !== 200 && sentNothing(answer))
    return errorReply(failure, answer.detail);
  return { status: 200, body: paymentBody(answer, echo) };
}

/** A status other than 200 promises that the customer was not charged; an outcome that cannot promise it stays 200. */
const sentNothing = ({ outcome }: PaymentAnswer): boolean => outcome === 'NOT_SENT';

/** An answer that is not a success names its failure to the till, even if the connector left it out. */
export function failureOf({ outcome, failure }: PaymentAnswer): FailureName | undefined {
  switch (outcome) {
    case 'APPROVED':
    case 'PARTIALLY_APPROVED':
      return undefined;
    case 'DECLINED':
      return failure ?? 'declined';
    case 'CANCELLED':
      return failure ?? 'cancelled';
    case 'NOT_SENT':
      return failure ?? 'unknown-error';
    case 'OTHER_PAYMENT':
      return failure && isOpen(failure) ? failure : 'other-payment';
    case 'UNKNOWN':
      return failure && isOpen(failure) ? failure : 'outcome-unknown';
    default: {
      const unreachable: never = outcome;
      return unreachable;
    }
  }
}

/** The words of other failures say "not charged", which nobody may read beside an outcome that is not known. */
const isOpen = (failure: FailureName): boolean => failures[failure].charged === 'unknown';

/** The flat answer, whatever the outcome: how a payment stands in `GET /orders/{order_id}`. */
export function paymentBody(answer: PaymentAnswer, echo: Echo): PaymentBody {
  const { notification, currency } = answer;
  const failure = failureOf(answer);
  const pendingFailure = failure ? undefined : notification.failure;
  const untold = pendingFailure && failureFields(pendingFailure);
  return {
    paymentStatus: failure ? 'FAILURE' : 'SUCCESS',
    notificationHipaySent: notification.sent,
    numberOfNotificationSent: notification.count,
    ...(failure && failureFields(failure, answer.detail)),
    amount: repeatForm(formatMajor(answer.amountMinor, currency), echo.amountForm),
    currency,
    orderId: answer.orderId,
    transationType: answer.transactionType,
    forceAuthorization: answer.forceAuthorization,
    cart: echo.cart,
    customer: echo.customer,
    customData: echo.customData,
    transactionType: answer.transactionType,
    outcome: answer.outcome,
    replayed: answer.replayed,
    ...(answer.simulated && { simulated: true as const }),
    ...terminalFields(answer),
    ...(echo.cartWarning !== undefined && { cartWarning: echo.cartWarning }),
    ...(untold && {
      notificationErrorCode: untold.errorCode,
      notificationErrorDescription: untold.errorDescription,
    }),
  };
}
