import type { NotificationRow, PaymentRow } from '../../core/connector-api/snapshot.ts';
import { isPaid, type Outcome } from '../../core/payment/outcome.ts';
import { movesMoney } from '../../core/payment/payment-request.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import type { IconName } from '../parts/icon.ts';

/** Color and icon of each outcome. The text beside them says the same. */
export const outcomeBadges: Record<Outcome, { tone: Tone; icon: IconName }> = {
  APPROVED: { tone: 'good', icon: 'check' },
  PARTIALLY_APPROVED: { tone: 'warn', icon: 'check' },
  DECLINED: { tone: 'bad', icon: 'cross' },
  CANCELLED: { tone: 'calm', icon: 'minus' },
  NOT_SENT: { tone: 'calm', icon: 'minus' },
  UNKNOWN: { tone: 'warn', icon: 'question' },
  OTHER_PAYMENT: { tone: 'warn', icon: 'differ' },
};

export type NotificationState = 'told' | 'pending' | 'attention' | 'nothingToTell';

/**
 * Only paid sales have notifications. A person must look at a sale whose notification is neither delivered nor pending.
 */
export function notificationStateOf(
  row: PaymentRow,
  notifications: readonly NotificationRow[],
): NotificationState {
  if (!isPaid(row.outcome) || !movesMoney(row.transactionType)) return 'nothingToTell';
  if (row.notification.sent) return 'told';
  const parked = notifications.some((each) => each.orderId === row.orderId && each.state === 'parked');
  return parked || row.notification.pending === 0 ? 'attention' : 'pending';
}
