import { decodedPart } from '../page-address.ts';

/** What the payments screen shows. `order`: the payment of this order, which is looked up first. */
export type PaymentsPlace =
  | { readonly kind: 'list' | 'needs' | 'report' }
  | { readonly kind: 'payment'; readonly paymentId: string; readonly refund: boolean }
  | { readonly kind: 'order'; readonly orderId: string; readonly refund: boolean };

const base = '#/payments';

export const listHash = base;
export const reportHash = `${base}/report`;

/** `refund`: the question about a refund opens too. */
const hashOf = (kind: 'payment' | 'order', id: string, refund: boolean): string =>
  `${base}/${kind}/${encodeURIComponent(id)}${refund ? '/refund' : ''}`;

export const hashOfPayment = (paymentId: string, refund = false): string =>
  hashOf('payment', paymentId, refund);

export const hashOfOrder = (orderId: string, refund = false): string => hashOf('order', orderId, refund);

/** The place that a hash names; the list for any other hash. */
export function placeOfHash(hash: string): PaymentsPlace {
  const [, area, kind, part = '', more] = hash.split('/');
  if (area !== 'payments') return { kind: 'list' };
  if (kind === 'needs' || kind === 'report') return { kind };
  const id = decodedPart(part);
  if (!id) return { kind: 'list' };
  const refund = more === 'refund';
  if (kind === 'payment') return { kind, paymentId: id, refund };
  return kind === 'order' ? { kind, orderId: id, refund } : { kind: 'list' };
}
