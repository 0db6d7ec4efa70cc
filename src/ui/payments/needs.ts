import {
  isOverdue,
  type NotificationRow,
  type PaymentRow,
  type Snapshot,
} from '../../core/connector-api/snapshot.ts';
import { unresolved } from '../model/payment-events.ts';

/** What a person must do something about. `stuck` and `overdue` are about the way to HiPay. */
export type Need =
  | { readonly kind: 'check'; readonly row: PaymentRow }
  | { readonly kind: 'stuck' | 'overdue'; readonly notification: NotificationRow };

/** Payments to check first, because money may have moved; then what does not reach HiPay: each payment once. */
export function needsOf(snapshot: Snapshot, now: number): readonly Need[] {
  const isStuck = ({ state }: NotificationRow) => state === 'parked';
  const isLate = ({ state, createdAt }: NotificationRow) =>
    state === 'pending' && isOverdue({ pending: 1, parked: 0, oldestAt: createdAt }, now);
  const seen = new Set<string>();
  const isFirst = ({ paymentId, entryId }: NotificationRow) => {
    const key = paymentId ?? entryId;
    return !seen.has(key) && seen.add(key);
  };
  return [
    ...unresolved(snapshot).map((row) => ({ kind: 'check' as const, row })),
    ...snapshot.notifications
      .filter(isStuck)
      .filter(isFirst)
      .map((notification) => ({ kind: 'stuck' as const, notification })),
    ...snapshot.notifications
      .filter(isLate)
      .filter(isFirst)
      .map((notification) => ({ kind: 'overdue' as const, notification })),
  ];
}
