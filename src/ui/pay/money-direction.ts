import type { CurrencyCode } from '../../core/money/currency.ts';
import type { PaymentMeans, TransactionType } from '../../core/payment/payment-request.ts';
import { moneyText } from '../parts/money-text.ts';
import type { Texts } from '../texts/texts.ts';

/** `in`: the customer pays. `back`: the customer gets money. `held`: reserved. `none`: nothing moves. */
export type MoneyDirection = 'in' | 'back' | 'held' | 'none';

const directions: Readonly<Record<TransactionType, MoneyDirection>> = {
  Debit: 'in',
  Credit: 'back',
  Cancel: 'back',
  Authorization: 'held',
  Duplicate: 'none',
};

export const directionOf = (type: TransactionType): MoneyDirection => directions[type];

/** What a person calls it. */
export function operationName(type: TransactionType, means: PaymentMeans, { operations }: Texts): string {
  if (type === 'Debit') return means === 'cheque' ? operations.cheque : operations.sale;
  const names = {
    Credit: operations.refund,
    Cancel: operations.cancellation,
    Authorization: operations.preAuthorisation,
    Duplicate: operations.duplicate,
  };
  return names[type];
}

interface SignedAmount {
  readonly transactionType: TransactionType;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
}

/** With a minus where the shop gives it: nobody reads it as taken. */
export const signedMoney = (payment: SignedAmount, locale: string): string =>
  `${directionOf(payment.transactionType) === 'back' ? '−' : ''}${moneyText(payment.amountMinor, payment.currency, locale)}`;

/** The words of the resolver, which for money given back say so. */
export const resolverWords = ({ resolver, resolverBack }: Texts, type: TransactionType): Texts['resolver'] =>
  directionOf(type) === 'back' ? { ...resolver, ...resolverBack } : resolver;
