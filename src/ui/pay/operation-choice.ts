import { operationOf } from '../../core/payment/operation-of.ts';
import type { PaymentMeans, TransactionType } from '../../core/payment/payment-request.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { offers } from '../../core/terminal/offers.ts';
import type { Texts } from '../texts/texts.ts';
import { directionOf } from './money-direction.ts';

interface Asked {
  readonly transactionType: TransactionType;
  readonly paymentMeans: PaymentMeans;
}

/** What can be chosen by hand. A cheque is only ever taken. */
const choices = {
  sale: { transactionType: 'Debit', paymentMeans: 'card' },
  cheque: { transactionType: 'Debit', paymentMeans: 'cheque' },
  preAuthorisation: { transactionType: 'Authorization', paymentMeans: 'card' },
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
    preAuthorisation: operations.preAuthorisationHint,
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
    preAuthorisation: operations.reserveAmount,
    refund: operations.giveBack,
    cancellation: operations.cancelAmount,
  };
  return buttons[choice];
}
