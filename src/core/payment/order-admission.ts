import type { FailureName } from '../failures/failures.ts';
import type { Settings } from '../settings/settings.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from './payment-request.ts';
import { isContested } from './resolution.ts';

export type Admission =
  /** The order may be charged; `attempt` is the number of this payment within the order. */
  | { readonly kind: 'new'; readonly attempt: number }
  /** The order is already paid: the stored answer is returned. */
  | { readonly kind: 'replay'; readonly record: PaymentRecord }
  /** An earlier payment may have charged the customer: refused until a person has resolved it. */
  | { readonly kind: 'unresolved'; readonly record: PaymentRecord }
  /** The order id already belongs to another amount, currency or operation. */
  | { readonly kind: 'reused'; readonly record: PaymentRecord };

/**
 * Decides from all earlier payments of this order whether it may be charged (design, section 4: idempotency by order id
 * and fingerprint). A new payment is allowed only if all earlier ones certainly took no money.
 */
export function admitOrder(request: PaymentRequest, attempts: readonly PaymentRecord[]): Admission {
  const attempt = attempts.length + 1;
  // A duplicate only reports a payment: it is always allowed, and never blocks a payment.
  if (!movesMoney(request.transactionType)) return { kind: 'new', attempt };
  const fingerprint = requestFingerprint(request);
  const possiblyCharged = attempts.filter(
    (record) => movesMoney(record.request.transactionType) && mayHaveCharged(record),
  );
  const differentPayment = possiblyCharged.find(
    (record) => record.fingerprint !== fingerprint && !isUnreadable(record),
  );
  if (differentPayment) return { kind: 'reused', record: differentPayment };
  const paid = possiblyCharged.find((record) => isPaid(record.outcome));
  if (paid) return { kind: 'replay', record: paid };
  const unresolved = possiblyCharged[0];
  if (unresolved) return { kind: 'unresolved', record: unresolved };
  return { kind: 'new', attempt };
}

/** A record that cannot be read may be of the same payment: it is in doubt. */
const isUnreadable = ({ state, asWritten }: PaymentRecord): boolean =>
  state === 'unknown' && asWritten !== undefined;

function mayHaveCharged(record: PaymentRecord): boolean {
  switch (record.state) {
    case 'closed':
      return false;
    case 'resolved':
      return (record.resolution?.paid ?? true) || isContested(record);
    case 'intended':
    case 'sending':
    case 'waiting':
    case 'answered':
    case 'unknown':
      return true;
    default:
      return record.state satisfies never;
  }
}

/** Returns why this shop cannot take a payment like this (currency, contract); undefined if it can. */
export function requestFault(
  { currency }: PaymentRequest,
  settings: Settings,
): { failure: FailureName; detail: string } | undefined {
  if (!settings.currencies.includes(currency)) {
    return {
      failure: 'request-invalid',
      detail: `currency ${currency} is not one of ${settings.currencies.join(', ')}`,
    };
  }
  if (Object.keys(settings.contracts).length === 0) {
    return { failure: 'contract-missing', detail: 'no HiPay contract (merchant id) is configured' };
  }
  return undefined;
}
