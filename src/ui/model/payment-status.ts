import type { NotificationRow, PaymentRow } from '../../core/connector-api/snapshot.ts';
import { moneyFateOf } from '../../core/history/money-fate.ts';
import { isPaid, type Outcome } from '../../core/payment/outcome.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { fill, lastDigits } from '../format.ts';
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
  const { words, resolver } = texts;
  const { outcome, transactionType } = row;
  if (isChargedTwice) return { tone: 'bad', icon: 'warning', text: resolver.chargedTwice };
  if (!outcome) return { tone: 'calm', icon: 'clock', text: words.inProgress };
  // A request for a duplicate receipt moves no money, so the status says only that it is done.
  if (directionOf(transactionType) === 'none') return { tone: 'calm', icon: 'info', text: words.done };
  if (isToCheck(row)) return { tone: 'warn', icon: 'question', text: statuses.toCheck };
  if (!isPaid(outcome)) return { ...outcomeBadges[outcome], text: outcomeLabel({ ...row, outcome }, texts) };
  const money = moneyStatusOf({ ...row, outcome }, texts);
  const sending = notificationStateOf(row, notifications);
  if (sending === 'attention')
    return { tone: 'warn', icon: 'warning', text: fill(statuses.sendingStuck, { money: money.text }) };
  if (sending === 'pending')
    return { tone: 'calm', icon: 'clock', text: fill(statuses.toBeSent, { money: money.text }) };
  return money;
}

/** What a payment that succeeded did with the money. */
function moneyStatusOf(row: PaymentRow & { readonly outcome: Outcome }, texts: Texts): PaymentStatus {
  const { statuses } = lazyTexts('payments').list;
  const { outcome, transactionType, paymentMeans, givenBack, amountMinor } = row;
  if (transactionType === 'Credit') return { tone: 'calm', icon: 'back', text: statuses.refunded };
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
  if (outcome === 'PARTIALLY_APPROVED')
    return { ...outcomeBadges[outcome], text: texts.outcomes[outcome].label };
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
