import type { Snapshot } from '../connector-api/snapshot.ts';
import { type FailureName, failures } from '../failures/failures.ts';
import { formatMajor } from '../money/amount.ts';
import { type CurrencyCode, currencyCode } from '../money/currency.ts';
import { failureOf, mayRetry, outcomeOf } from '../payment/charge.ts';
import { type Charge, chargeOf, mayBeCharged } from '../payment/money-text.ts';
import { isPaid } from '../payment/outcome.ts';
import type { PaymentAnswer } from '../payment/payment-answer.ts';
import { refuseField } from '../rest/order-fields.ts';
import { type Echo, type PaymentCall, readPaymentCall } from '../rest/order-request.ts';
import type { Failure, PaymentResult, Phase, Status } from './till-api.ts';
import { failureText, type TillTexts } from './till-texts.ts';

/**
 * Reads a web till's payment: the fields of the REST call in any spelling, and `amountMinor` for tills that count in
 * minor units. If both amounts are given, they must be equal.
 *
 * @example readTillRequest({ amountMinor: 1023, orderId: 'Order_12345' }, ['EUR'])
 */
export function readTillRequest(
  raw: Readonly<Record<string, unknown>>,
  currencies: readonly CurrencyCode[],
): PaymentCall {
  const { amountMinor, ...fields } = raw;
  if (amountMinor === undefined) return readPaymentCall(fields, currencies);
  if (typeof amountMinor !== 'number' || !Number.isSafeInteger(amountMinor) || amountMinor < 1) {
    return refuseField('amountMinor', 'must be an integer above zero, in minor units: 1023 for 10.23 EUR');
  }
  const currency = currencyCode.safeParse(String(fields['currency'] ?? 'EUR').toUpperCase());
  // An unknown currency is refused below, with the same text as in the REST call.
  const amount = currency.success ? formatMajor(amountMinor, currency.data) : '1';
  const call = readPaymentCall({ ...fields, amount: fields['amount'] ?? amount }, currencies);
  if (call.ok && call.request.amountMinor !== amountMinor)
    return refuseField('amountMinor', 'contradicts amount');
  return call;
}

/** A failure with its text in the till's language. */
export const tillFailure = (
  name: FailureName,
  charge: Charge,
  texts: TillTexts,
  detail?: string,
): Failure => ({
  name,
  code: failures[name].code,
  charge: charge.charge,
  mayBeCharged: mayBeCharged(charge.charge),
  retry: mayRetry(name, charge.charge),
  text: failureText(name, charge, texts),
  ...(detail !== undefined && { detail }),
});

/**
 * Converts the connector's answer for a web till. `failure` is why the payment failed or, for a paid sale, why HiPay is
 * not notified yet.
 */
export function tillResult(
  answer: PaymentAnswer,
  echo: Pick<Echo, 'cart' | 'customer' | 'customData'>,
  texts: TillTexts,
): PaymentResult {
  const { notification, amountMinor, currency } = answer;
  const outcome = outcomeOf(answer);
  const failure = failureOf(answer);
  const anyFailure = failure ?? notification.failure;
  return {
    orderId: answer.orderId,
    outcome,
    charge: answer.charge,
    paymentStatus: isPaid(outcome) ? 'SUCCESS' : 'FAILURE',
    ...(anyFailure && {
      failure: tillFailure(anyFailure, chargeOf(answer), texts, failure ? answer.detail : undefined),
    }),
    amountMinor,
    amount: formatMajor(amountMinor, currency),
    ...(answer.askedMinor !== undefined && { askedMinor: answer.askedMinor }),
    currency,
    transactionType: answer.transactionType,
    forceAuthorization: answer.forceAuthorization,
    notificationHipaySent: notification.sent,
    numberOfNotificationSent: notification.count,
    notificationsPending: notification.pending,
    cart: echo.cart,
    customer: echo.customer,
    customData: echo.customData,
    replayed: answer.replayed,
    simulated: answer.simulated,
    ...(answer.cardMasked && { cardMasked: answer.cardMasked }),
    ...(answer.authorisationNumber && { authorizationNumber: answer.authorisationNumber }),
    ...(answer.contractNumber && { contractNumber: answer.contractNumber }),
    ...(answer.paymentApplication && { paymentApplication: answer.paymentApplication }),
    ...(answer.refundOf !== undefined && { refundOf: answer.refundOf }),
    ...(answer.refunds && { refunds: answer.refunds }),
    ...(answer.refundable && { refundableMinor: answer.refundable.amountMinor }),
    receipts: answer.receipts ?? [],
  };
}

/** The part of a snapshot that a till may see. `undefined` means that no page is open. */
export function tillStatus(now: Snapshot | undefined): Status {
  if (!now) return awayStatus;
  const { state, seenAt, description } = now.terminal;
  const { oldestAt, ...counts } = now.outbox;
  const ready = now.storageFailure === undefined && (state === 'ready' || state === 'unchecked');
  return {
    terminal: { state, ready, seenAt, description },
    page: 'open',
    notifications: { ...counts, ...(oldestAt !== undefined && { oldestAt }) },
    busy: now.payment !== undefined && now.payment.phase !== 'finished',
    environment: now.environment,
    simulated: now.simulated.terminal || now.simulated.gateway,
  };
}

const awayStatus: Status = {
  terminal: { state: 'away', ready: false, seenAt: 0, description: '' },
  page: 'away',
  notifications: { pending: 0, parked: 0 },
  busy: false,
  environment: 'prod',
  simulated: false,
};

/** The phase of the running payment. */
export function tillPhase({ payment }: Snapshot, texts: TillTexts): Phase | undefined {
  if (!payment) return undefined;
  const { orderId, phase, startedAt, phaseSince } = payment;
  const { label, now } = texts.phases[phase];
  return { orderId, phase, label, text: now, startedAt, phaseSince };
}
