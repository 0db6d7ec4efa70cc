import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { fill, moneyText } from '../format.ts';
import { directionOf, operationName } from './operations.ts';
import { adviceFor } from './payment-result.ts';

type Answered = Pick<
  PaymentRow,
  'amountMinor' | 'currency' | 'paymentMeans' | 'transactionType' | 'terminalSays'
>;

/** What the terminal says, and what was asked; undefined unless it answered for another payment. */
export function terminalSaysText(payment: Answered, texts: Texts, locale: string): string | undefined {
  const { resolver } = texts;
  const { money, register, transactionType } = payment.terminalSays ?? {};
  if (money) {
    const told = moneyText(money.amountMinor, money.currency, locale);
    const asked = moneyText(payment.amountMinor, payment.currency, locale);
    return fill(resolver.differs, { told, asked });
  }
  if (register) return fill(resolver.differsRegister, register);
  if (!transactionType) return undefined;
  return fill(resolver.differsOperation, {
    told: operationName(transactionType, payment.paymentMeans, texts),
    asked: operationName(payment.transactionType, payment.paymentMeans, texts),
  });
}

/** Why a payment is not paid, or why it is in doubt, in one sentence. */
export function reasonText(
  row: PaymentRow,
  failure: NonNullable<PaymentRow['failure']>,
  texts: Texts,
  locale: string,
): string {
  const says = terminalSaysText(row, texts, locale);
  if (says !== undefined) return says;
  const { outcome, transactionType } = row;
  const isBack = outcome !== undefined && directionOf(transactionType) === 'back';
  return isBack ? adviceFor({ outcome, transactionType, failure }, texts).what : texts.failures[failure].what;
}
