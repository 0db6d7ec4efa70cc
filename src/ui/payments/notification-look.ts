import { movesMoney } from '../../core/payment/operation-of.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { NotificationRow, PaymentRow } from '../../core/relay/snapshot.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import type { IconName } from '../parts/icon.ts';

export type NotificationLook = 'told' | 'pending' | 'attention' | 'nothingToTell';

export const notificationLook: Record<NotificationLook, { tone: Tone; icon: IconName }> = {
  told: { tone: 'good', icon: 'check' },
  pending: { tone: 'calm', icon: 'clock' },
  attention: { tone: 'warn', icon: 'warning' },
  nothingToTell: { tone: 'calm', icon: 'minus' },
};

/** Only a paid sale is told to HiPay. One that is neither told nor on its way needs a person. */
export function notificationLookOf(
  row: PaymentRow,
  notifications: readonly NotificationRow[],
): NotificationLook {
  if (!isPaid(row.outcome) || !movesMoney(row.transactionType)) return 'nothingToTell';
  if (row.notification.sent) return 'told';
  const parked = notifications.some((each) => each.orderId === row.orderId && each.state === 'parked');
  return parked || row.notification.pending === 0 ? 'attention' : 'pending';
}
