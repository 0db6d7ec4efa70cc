import type { FailureName } from '../failures/failures.ts';
import { isPaid } from '../payment/outcome.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../payment/payment-request.ts';
import type { Settings } from '../settings/settings.ts';
import { orderVerdict, statementOfPayment } from './ledger.ts';
import { mayRefund, refundOfOnly } from './refunds.ts';

export type Admission =
  /** The order may be charged; `attempt` is the number of this payment within the order, for display. */
  | { readonly kind: 'new'; readonly attempt: number }
  /** The order is already paid: the stored answer is returned. */
  | { readonly kind: 'replay'; readonly record: PaymentRecord }
  /** An earlier payment may have charged the customer: refused until a person has resolved it. */
  | { readonly kind: 'unresolved'; readonly record: PaymentRecord }
  /** The order id already belongs to another amount, currency or operation. */
  | { readonly kind: 'reused'; readonly record: PaymentRecord }
  /** The order was paid long ago and its till has the answer: the request is probably a new sale. */
  | { readonly kind: 'expired'; readonly record: PaymentRecord };

export interface ReplayLimit {
  /** Epoch ms. */
  readonly now: number;
  /** Time in which a paid order is answered again after its till got the answer. */
  readonly replayMs: number;
}

/**
 * Decides from all known payments of this order, of every journal, whether it may be charged (design, section 4:
 * idempotency by order id and fingerprint). A new payment is allowed only if it is proven that no earlier one took money.
 */
export function admitOrder(
  request: PaymentRequest,
  payments: readonly PaymentRecord[],
  limit: ReplayLimit,
): Admission {
  const attempt = payments.length + 1;
  // A duplicate only reports a payment: it is always allowed, and never blocks a payment.
  if (!movesMoney(request.transactionType)) return { kind: 'new', attempt };
  const fingerprint = requestFingerprint(request);
  const another = payments.find(
    (record) =>
      movesMoney(record.request.transactionType) &&
      record.fingerprint !== fingerprint &&
      !isUnreadable(record) &&
      statementOfPayment(record) !== 'not-charged',
  );
  if (another) return { kind: 'reused', record: another };
  const verdict = orderVerdict(payments);
  switch (verdict.kind) {
    case 'paid':
      return {
        kind: isReplayExpired(verdict.payment, limit) ? 'expired' : 'replay',
        record: verdict.payment,
      };
    case 'in-doubt':
      return { kind: 'unresolved', record: verdict.payment };
    case 'none':
    case 'not-paid':
      return { kind: 'new', attempt };
    default:
      return verdict satisfies never;
  }
}

/** True for a record in doubt that this version cannot read as a whole: it may be of the same payment. */
const isUnreadable = ({ state, asWritten }: PaymentRecord): boolean =>
  state === 'unknown' && asWritten !== undefined;

/** An answer that did not reach its till is repeated at any age. */
export const isReplayExpired = (
  { outcome, answeredAt }: PaymentRecord,
  { now, replayMs }: ReplayLimit,
): boolean => isPaid(outcome) && answeredAt !== undefined && now - answeredAt > replayMs;

/** Returns why this shop cannot take a payment like this (currency, contract); undefined if it can. */
export function requestFault(
  { currency, refundOf, transactionType }: PaymentRequest,
  settings: Settings,
): { failure: FailureName; detail: string } | undefined {
  if (!settings.currencies.includes(currency)) {
    return {
      failure: 'request-invalid',
      detail: `currency ${currency} is not one of ${settings.currencies.join(', ')}`,
    };
  }
  if (refundOf !== undefined && !mayRefund(transactionType))
    return { failure: 'request-invalid', detail: `refund_of: ${refundOfOnly}` };
  if (Object.keys(settings.contracts).length === 0 && settings.contractList.length === 0) {
    return { failure: 'contract-missing', detail: 'no HiPay contract (merchant id) is configured' };
  }
  return undefined;
}
