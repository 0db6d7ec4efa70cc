import type { Outcome, TransactionType } from '../../core/till/till-payment.ts';
import type { MoneyTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

/**
 * What `<hipay-pay>` says by itself; phases and failures come from the connector. `{…}` is filled in. Only
 * `charged` and `money` say something about money.
 */
export interface TillElementTexts {
  /** On the button: what is asked for, by operation. */
  readonly ask: Readonly<Record<TransactionType, string>>;
  /** Where it was done, by operation. */
  readonly done: Readonly<Record<TransactionType, string>>;
  /** `NOT_PAID` and `NOT_REFUNDED`: refused without a reason, so the customer may have stopped it. */
  readonly outcome: Readonly<Record<Outcome | 'FAILED' | 'NOT_PAID' | 'NOT_REFUNDED', string>>;
  readonly opening: string;
  readonly asking: string;
  readonly elapsed: string;
  readonly cancel: string;
  readonly redKey: string;
  readonly tryAgain: string;
  readonly askAgain: string;
  readonly charged: string;
  readonly partly: string;
  readonly due: string;
  readonly doNotRepeat: Readonly<Record<TransactionType, string>>;
  readonly steps: readonly [string, string, string];
  readonly notFound: string;
  readonly notAsked: string;
  readonly hipayLater: string;
  readonly replayed: string;
  readonly simulated: string;
  readonly order: string;
  readonly card: string;
  readonly authorization: string;
  /** This page broke before anything was sent, or after. */
  readonly brokenBefore: string;
  readonly brokenAfter: string;
  readonly money: MoneyTexts;
}

export const texts: TillElementTexts = {
  ask: {
    Debit: 'Pay {amount} by card',
    Credit: 'Refund {amount} to the card',
    Cancel: 'Reverse {amount}',
    Authorization: 'Reserve {amount} on the card',
    Duplicate: 'Ask for the last ticket',
  },
  done: {
    Debit: 'Paid',
    Credit: 'Refunded',
    Cancel: 'Reversed',
    Authorization: 'Reserved',
    Duplicate: 'Last ticket',
  },
  outcome: {
    APPROVED: 'Paid',
    PARTIALLY_APPROVED: 'Paid in part',
    DECLINED: 'Declined',
    CANCELLED: 'Cancelled',
    NOT_SENT: 'Not started',
    UNKNOWN: 'Outcome unknown',
    OTHER_PAYMENT: 'Another payment',
    FAILED: 'Not started',
    NOT_PAID: 'Not paid',
    NOT_REFUNDED: 'Not refunded',
  },
  opening: 'Reaching the payment program',
  asking: 'Asking the payment program',
  elapsed: 'Time since the start',
  cancel: 'Cancel',
  redKey: 'Press the red key on the terminal: the till cannot call a payment off. The result appears here.',
  tryAgain: 'Try again',
  askAgain: 'Ask again',
  charged: 'The customer was charged {amount}.',
  partly: 'The bank granted {amount} of {asked}.',
  due: 'Still to pay: {due}',
  doNotRepeat: {
    Debit: 'Do not charge the customer again.',
    Credit: 'Do not give the money back again.',
    Cancel: 'Do not take the payment back again.',
    Authorization: 'Do not reserve the amount again.',
    Duplicate: 'Do not charge the customer again.',
  },
  steps: [
    'Look at the last ticket of the terminal.',
    'Open the payment program, press “Check the ticket” there and say what it shows.',
    'Then press “Ask again” here.',
  ],
  notFound: 'This payment program knows no payment with this number.',
  notAsked:
    'The payment program could not be asked. Open it and press “Ask again”, or look at the terminal’s last ticket.',
  hipayLater:
    'This sale waits to be sent to HiPay. The payment program keeps trying; there is nothing to do.',
  replayed: 'This order was handled before: this is its stored result. Nothing was sent to the terminal now.',
  simulated: 'Simulated: no money moved.',
  order: 'Order',
  card: 'Card',
  authorization: 'Authorisation',
  brokenBefore: 'The payment program could not be opened. Check that it runs, then try again.',
  brokenAfter:
    'Something broke in this page during the payment. Ask the payment program, or look at the terminal’s last ticket.',
  money,
};
