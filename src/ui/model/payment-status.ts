import type { NotificationRow, PaymentRow } from '../../core/connector-api/snapshot.ts';
import { moneyFateOf } from '../../core/history/money-fate.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { lastDigits } from '../format.ts';
import { lazyTexts } from '../language.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import type { IconName } from '../parts/icon.ts';
import { directionOf, operationName } from './operations.ts';
import { notificationStateOf, outcomeBadges } from './outcome-badges.ts';
import { outcomeLabel } from './outcome-label.ts';

export interface PaymentStatus {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly text: string;
}

/** True if a person must look whether money has moved. */
export const isToCheck = (row: PaymentRow): boolean => ['unknown', 'unknown-back'].includes(moneyFateOf(row));

/** The one status of a payment: the worst that holds. */
export function statusOf(
  row: PaymentRow,
  notifications: readonly NotificationRow[],
  texts: Texts,
  isChargedTwice = false,
): PaymentStatus {
  const { statuses } = lazyTexts('payments').list;
  const { words, outcomes, resolver } = texts;
  const { outcome, transactionType, paymentMeans, givenBack, amountMinor } = row;
  if (isChargedTwice) return { tone: 'bad', icon: 'warning', text: resolver.chargedTwice };
  if (!outcome) return { tone: 'calm', icon: 'clock', text: words.inProgress };
  // A request for a duplicate receipt moves no money, so the status says only that it is done.
  if (directionOf(transactionType) === 'none') return { tone: 'calm', icon: 'info', text: words.done };
  if (isToCheck(row)) return { tone: 'warn', icon: 'question', text: statuses.toCheck };
  if (!isPaid(outcome)) return { ...outcomeBadges[outcome], text: outcomeLabel({ ...row, outcome }, texts) };
  const sending = notificationStateOf(row, notifications);
  if (sending === 'attention') return { tone: 'warn', icon: 'warning', text: statuses.stuck };
  if (sending === 'pending') return { tone: 'calm', icon: 'clock', text: statuses.waiting };
  if (directionOf(transactionType) !== 'in')
    return {
      tone: 'calm',
      icon: directionOf(transactionType) === 'back' ? 'back' : 'check',
      text: operationName(transactionType, paymentMeans, texts),
    };
  const refundedMinor = givenBack?.refundedMinor ?? 0;
  if (refundedMinor >= amountMinor && amountMinor > 0)
    return { tone: 'calm', icon: 'back', text: statuses.refunded };
  if (refundedMinor > 0) return { tone: 'calm', icon: 'back', text: statuses.partlyRefunded };
  if (outcome === 'PARTIALLY_APPROVED') return { ...outcomeBadges[outcome], text: outcomes[outcome].label };
  return { tone: 'good', icon: 'check', text: statuses.paid };
}

/** True if no money moved, so that the amount is struck through. */
export const isWithoutMoney = (row: PaymentRow): boolean => moneyFateOf(row) === 'not-paid';

/** `Contactless •••• 0042`, as far as the terminal's answer gave it; empty if it gave nothing. */
export function cardText({ cardMasked, contracts }: Pick<PaymentRow, 'cardMasked' | 'contracts'>): string {
  const { chip, contactless } = lazyTexts('payments').list;
  const [only, another] = contracts;
  const way = another || !only ? '' : only === 'nfc' ? contactless : chip;
  return [way, cardMasked ? lastDigits(cardMasked) : ''].filter(Boolean).join(' ');
}
