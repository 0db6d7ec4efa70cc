import type { AmountMinor } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import {
  type PaymentRequest,
  paymentRequest,
  requestFingerprint,
  type TransactionType,
} from '../../core/payment/payment-request.ts';
import { type Permit, paymentIdOf } from './payment-permits.ts';

/** What a permit must say about its payment, so that a person can look for the payment. */
export interface AskedPayment {
  readonly amountMinor: AmountMinor;
  readonly currency: CurrencyCode;
  readonly transactionType: TransactionType;
  readonly paymentMeans: PaymentRequest['paymentMeans'];
  readonly refundOf?: string;
}

/** What the permit says about its payment; undefined for the permit of an older program. */
export function askedOf({
  amountMinor,
  currency,
  transactionType,
  paymentMeans,
  refundOf,
}: Permit): AskedPayment | undefined {
  if (amountMinor === undefined || currency === undefined) return undefined;
  return {
    amountMinor,
    currency,
    transactionType: transactionType ?? 'Debit',
    paymentMeans: paymentMeans ?? 'card',
    ...(refundOf !== undefined && { refundOf }),
  };
}

/** Makes the record of a payment of which only the permit is known: it may have been charged, and a person must look. */
export function recordOfPermit(
  permit: Permit,
  asked: AskedPayment,
  { now, simulated }: { readonly now: number; readonly simulated: boolean },
): PaymentRecord {
  const { orderId, journal, at = now } = permit;
  const request = { ...paymentRequest.parse({ ...asked, orderId }), orderId };
  return {
    version: 1,
    paymentId: paymentIdOf(permit),
    orderId,
    attempt: 1,
    request,
    fingerprint: requestFingerprint(request),
    terminal: { registerNumber: '', language: '', link: '', simulated, authorisationForced: false },
    state: 'unknown',
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: 'the payment had leave to begin, and the browser that took it has not come back with its record',
    createdAt: at,
    updatedAt: now,
    history: [
      { state: 'intended', at },
      { state: 'unknown', at: now },
    ],
    ...(journal !== undefined && { installation: journal }),
    onlyLeave: true,
  };
}
