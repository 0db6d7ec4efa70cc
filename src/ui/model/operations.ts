import type { CurrencyCode } from '../../core/money/currency.ts';
import { operationOf, type PaymentMeans, type TransactionType } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { offers } from '../../core/terminal/terminal-languages.ts';
import type { Texts } from '../../texts/load-texts.ts';
import { moneyText } from '../format.ts';

/** `in`: the customer pays. `back`: the customer gets money. `reserved`: the amount is reserved. `none`: no money moves. */
export type MoneyDirection = 'in' | 'back' | 'reserved' | 'none';

const directions: Readonly<Record<TransactionType, MoneyDirection>> = {
  Debit: 'in',
  Credit: 'back',
  Cancel: 'back',
  Authorization: 'reserved',
  Duplicate: 'none',
};

export const directionOf = (type: TransactionType): MoneyDirection => directions[type];

/** The operation's name on the screen. */
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

/** The amount, with a minus sign if it goes back to the customer, so that it does not look like income. */
export const signedMoney = (payment: SignedAmount, locale: string): string =>
  `${directionOf(payment.transactionType) === 'back' ? '−' : ''}${moneyText(payment.amountMinor, payment.currency, locale)}`;

/** The texts of the resolve dialog. Refunds and cancellations have their own. */
export const resolverWords = ({ resolver, resolverBack }: Texts, type: TransactionType): Texts['resolver'] =>
  directionOf(type) === 'back' ? { ...resolver, ...resolverBack } : resolver;

interface RequestedOperation {
  readonly transactionType: TransactionType;
  readonly paymentMeans: PaymentMeans;
}

/** The operations that a person can choose. A cheque cannot be refunded. */
const choices = {
  sale: { transactionType: 'Debit', paymentMeans: 'card' },
  cheque: { transactionType: 'Debit', paymentMeans: 'cheque' },
  preAuthorization: { transactionType: 'Authorization', paymentMeans: 'card' },
  refund: { transactionType: 'Credit', paymentMeans: 'card' },
  cancellation: { transactionType: 'Cancel', paymentMeans: 'card' },
} as const satisfies Record<string, RequestedOperation>;

export type OperationChoice = keyof typeof choices;

export const operationRequest = (choice: OperationChoice): RequestedOperation => choices[choice];

export const choiceOf = ({ transactionType, paymentMeans }: RequestedOperation): OperationChoice =>
  (Object.keys(choices) as OperationChoice[]).find(
    (name) =>
      choices[name].transactionType === transactionType && choices[name].paymentMeans === paymentMeans,
  ) ?? 'sale';

/** The operations that the terminal's protocol language offers. */
export const choicesOf = (language: Settings['terminal']['language']): OperationChoice[] =>
  (Object.keys(choices) as OperationChoice[]).filter((name) =>
    offers(language, operationOf(choices[name].transactionType), choices[name].paymentMeans),
  );

/** True for refunds and cancellations, which a person must confirm. */
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

/** Label of the button that submits the form, with a placeholder for the amount. */
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
