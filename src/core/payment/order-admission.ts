import type { FailureName } from '../failures/failures.ts';
import type { Settings } from '../settings/settings.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from './payment-request.ts';
import { isContested } from './resolution.ts';

export type Admission =
  /** Nothing stands against a payment; `attempt` is its number for this order. */
  | { readonly kind: 'new'; readonly attempt: number }
  /** Paid before: the stored answer again. */
  | { readonly kind: 'replay'; readonly record: PaymentRecord }
  /** It may have been paid: refused until somebody has resolved it. */
  | { readonly kind: 'unresolved'; readonly record: PaymentRecord }
  /** The number belongs to another payment. */
  | { readonly kind: 'reused'; readonly record: PaymentRecord };

/**
 * May this order be charged? Decided from every earlier attempt at it (design, section 4: idempotency by order id and
 * fingerprint). Only attempts that certainly took no money let a new one through.
 */
export function admitOrder(request: PaymentRequest, attempts: readonly PaymentRecord[]): Admission {
  const attempt = attempts.length + 1;
  // A duplicate asks about a payment: it stands against nothing, and nothing stands against it.
  if (!movesMoney(request.transactionType)) return { kind: 'new', attempt };
  const fingerprint = requestFingerprint(request);
  const standing = attempts.filter(
    (record) => movesMoney(record.request.transactionType) && mayHaveCharged(record),
  );
  const other = standing.find((record) => record.fingerprint !== fingerprint);
  if (other) return { kind: 'reused', record: other };
  const paid = standing.find((record) => isPaid(record.outcome));
  if (paid) return { kind: 'replay', record: paid };
  const open = standing[0];
  if (open) return { kind: 'unresolved', record: open };
  return { kind: 'new', attempt };
}

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

/** Why this shop cannot take such a payment, whatever order it is for. Undefined: it can. */
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
