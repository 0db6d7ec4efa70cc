import type { CurrencyCode } from '../../core/money/currency.ts';
import { operationOf, type PaymentMeans, type TransactionType } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { offers } from '../../core/terminal/terminal-languages.ts';
import { moneyText } from '../format.ts';
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
    Authorization: operations.preAuthorization,
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

interface Asked {
  readonly transactionType: TransactionType;
  readonly paymentMeans: PaymentMeans;
}

/** What can be chosen by hand. A cheque is only ever taken. */
const choices = {
  sale: { transactionType: 'Debit', paymentMeans: 'card' },
  cheque: { transactionType: 'Debit', paymentMeans: 'cheque' },
  preAuthorization: { transactionType: 'Authorization', paymentMeans: 'card' },
  refund: { transactionType: 'Credit', paymentMeans: 'card' },
  cancellation: { transactionType: 'Cancel', paymentMeans: 'card' },
} as const satisfies Record<string, Asked>;

export type OperationChoice = keyof typeof choices;

export const askedBy = (choice: OperationChoice): Asked => choices[choice];

export const choiceOf = ({ transactionType, paymentMeans }: Asked): OperationChoice =>
  (Object.keys(choices) as OperationChoice[]).find(
    (name) =>
      choices[name].transactionType === transactionType && choices[name].paymentMeans === paymentMeans,
  ) ?? 'sale';

/** Those that the terminal's language has. */
export const choicesOf = (language: Settings['terminal']['language']): OperationChoice[] =>
  (Object.keys(choices) as OperationChoice[]).filter((name) =>
    offers(language, operationOf(choices[name].transactionType), choices[name].paymentMeans),
  );

/** Money that goes back is asked about once more. */
export const givesBack = (choice: OperationChoice): boolean =>
  directionOf(choices[choice].transactionType) === 'back';

export function choiceHint(choice: OperationChoice, { operations }: Texts): string {
  const hints = {
    sale: '',
    cheque: operations.chequeHint,
    preAuthorization: operations.preAuthorizationHint,
    refund: operations.refundHint,
    cancellation: operations.cancellationHint,
  };
  return hints[choice];
}

/** The button's words, with a place for the amount. */
export function choiceButton(choice: OperationChoice, { operations, words }: Texts): string {
  const buttons = {
    sale: words.takeAmount,
    cheque: operations.chequeAmount,
    preAuthorization: operations.reserveAmount,
    refund: operations.giveBack,
    cancellation: operations.cancelAmount,
  };
  return buttons[choice];
}
