import { movesMoney } from './operation-of.ts';
import { isPaid } from './outcome.ts';
import type { PaymentRecord } from './payment-record.ts';
import { type PaymentRequest, requestFingerprint } from './payment-request.ts';
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
