import type { FailureName } from '../failures/failures.ts';
import { formatMajor, repeatForm } from '../money/amount.ts';
import { failureOf, outcomeOf } from '../payment/charge.ts';
import { chargeOf } from '../payment/money-text.ts';
import type { PaymentAnswer } from '../payment/payment-answer.ts';
import { mayRefund, refundedOf, refundText } from '../records/refunds.ts';
import type { Receipt } from '../terminal/dialect.ts';
import { hipayErrorDescription } from './descriptions.ts';
import { errorReply, failureFields, type Reply, restStatus, sameAmountFields } from './error-reply.ts';
import type { Echo } from './order-request.ts';
import type { ErrorAnswer, OrderAnswer } from './rest-messages.ts';

/** One byte per character, as terminals write their tickets. A character outside Latin-1 becomes a question mark. */
const base64 = ({ content }: Receipt): string =>
  btoa([...content].map((character) => (character > '\u00ff' ? '?' : character)).join(''));

/** The terminal's data in addition to the outcome, as far as its language has them. */
export function terminalFields(answer: PaymentAnswer): Partial<OrderAnswer> {
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

/**
 * Converts the connector's answer for a till: flat fields with 200, or the error form for a failure with another status, if
 * this request sent nothing to the terminal.
 */
export function paymentReply(answer: PaymentAnswer, echo: Echo): Reply<OrderAnswer | ErrorAnswer> {
  const failure = failureOf(answer);
  if (failure && restStatus[failure] !== 200 && sentNothing(answer))
    return errorReply(failure, answer, answer.detail, echo.amountForm);
  return { status: 200, body: paymentBody(answer, echo) };
}

/** An error of HiPay and a missing answer have the same code, but different texts. */
function notificationFailure(failure: FailureName, answer: PaymentAnswer) {
  const fields = failureFields(failure, answer);
  const { status } = answer.notification;
  return failure === 'hipay-unreachable' && status !== undefined
    ? { ...fields, errorDescription: hipayErrorDescription(status, answer) }
    : fields;
}

/** A refund names its sale, and a sale its refunds. */
function refundFields(
  { refundOf, refunds, refundable, currency, transactionType }: PaymentAnswer,
  { amountForm }: Echo,
): Partial<OrderAnswer> {
  const repeat = (amountMinor: number) => repeatForm(formatMajor(amountMinor, currency), amountForm);
  const text =
    mayRefund(transactionType) && refundOf === undefined
      ? `This ${transactionType} names no sale (refund_of), so it was compared with no sale and counts for none.`
      : refundText(refunds ?? [], currency);
  return {
    ...(refundOf !== undefined && { refundOf }),
    ...(refunds && {
      refunds: refunds.map(({ amountMinor, ...refund }) => ({ ...refund, amount: repeat(amountMinor) })),
      refundedAmount: repeat(refundedOf(refunds)),
    }),
    ...(refundable?.currency === currency && { refundableAmount: repeat(refundable.amountMinor) }),
    ...(text !== undefined && { refundDescription: text }),
  };
}

/** The error form says that this request sent nothing to the terminal, so only the outcome `NOT_SENT` may get it. */
const sentNothing = (answer: PaymentAnswer): boolean => outcomeOf(answer) === 'NOT_SENT';

/** The flat answer for any outcome, for example in `GET /orders/{order_id}`. HiPay's fields are never renamed. */
export function paymentBody(answer: PaymentAnswer, echo: Echo): OrderAnswer {
  const { notification, currency } = answer;
  const failure = failureOf(answer);
  const pendingFailure = failure ? undefined : notification.failure;
  const notificationError = pendingFailure && notificationFailure(pendingFailure, answer);
  return {
    paymentStatus: failure ? 'FAILURE' : 'SUCCESS',
    notificationHipaySent: notification.sent,
    numberOfNotificationSent: notification.count,
    ...(failure && failureFields(failure, chargeOf(answer), answer.detail)),
    amount: repeatForm(formatMajor(answer.amountMinor, currency), echo.amountForm),
    currency,
    orderId: answer.orderId,
    transationType: answer.transactionType,
    forceAuthorization: answer.forceAuthorization,
    cart: echo.cart,
    customer: echo.customer,
    customData: echo.customData,
    transactionType: answer.transactionType,
    outcome: outcomeOf(answer),
    charge: answer.charge,
    replayed: answer.replayed,
    ...(answer.simulated && { simulated: true as const }),
    ...terminalFields(answer),
    ...refundFields(answer, echo),
    ...(echo.cartWarning !== undefined && { cartWarning: echo.cartWarning }),
    ...(echo.customDataWarning !== undefined && { customDataWarning: echo.customDataWarning }),
    ...sameAmountFields(answer),
    ...(notificationError && {
      notificationErrorCode: notificationError.errorCode,
      notificationErrorDescription: notificationError.errorDescription,
    }),
  };
}
