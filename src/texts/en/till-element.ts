import type { Outcome, TransactionType } from '../../core/till/till-payment.ts';

/** What `<hipay-pay>` says by itself; phases and failures come from the connector. `{…}` is filled in. */
export interface TillElementTexts {
  /** On the button: what is asked for, by operation. */
  readonly ask: Readonly<Record<TransactionType, string>>;
  /** Where it was done, by operation. */
  readonly done: Readonly<Record<TransactionType, string>>;
  readonly outcome: Readonly<Record<Outcome | 'FAILED', string>>;
  readonly opening: string;
  readonly asking: string;
  readonly elapsed: string;
  readonly cancel: string;
  readonly redKey: string;
  readonly tryAgain: string;
  readonly askAgain: string;
  readonly charged: string;
  readonly notCharged: string;
  readonly partly: string;
  readonly due: string;
  readonly doNotCharge: string;
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
    FAILED: 'Not paid',
  },
  opening: 'Reaching the connector',
  asking: 'Asking the connector',
  elapsed: 'Time since the start',
  cancel: 'Cancel',
  redKey: 'Press the red key on the terminal: the till cannot call a payment off. The result appears here.',
  tryAgain: 'Try again',
  askAgain: 'Ask again',
  charged: 'The customer was charged {amount}.',
  notCharged: 'The customer was not charged.',
  partly: 'The bank granted {amount} of {asked}.',
  due: 'Still to pay: {due}',
  doNotCharge: 'Do not charge the customer again.',
  steps: [
    'Look at the last ticket of the terminal.',
    'Open the connector, press “Check the ticket” there and say what it shows.',
    'Then press “Ask again” here.',
  ],
  notFound:
    'This connector knows no payment with this number. Whether the customer was charged, the terminal’s last ticket tells: look at it before you charge again.',
  notAsked:
    'The connector could not be asked, so it is not known whether the customer was charged. Open the connector and press “Ask again”, or look at the terminal’s last ticket.',
  hipayLater: 'HiPay has not been told of this sale yet. The connector keeps trying; there is nothing to do.',
  replayed: 'This order had been paid before: this is its stored result. Nothing was charged now.',
  simulated: 'Simulated: no money moved.',
  order: 'Order',
  card: 'Card',
  authorization: 'Authorisation',
  brokenBefore:
    'The connector could not be opened. The customer was not charged. Check that it runs, then try again.',
  brokenAfter:
    'Something broke in this page during the payment. It is not known whether the customer was charged. Ask the connector, or look at the terminal’s last ticket.',
};
