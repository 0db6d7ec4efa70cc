import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import type { AmountProblem } from '../../core/money/amount.ts';
import type { Outcome } from '../../core/payment/outcome.ts';
import type { Advice } from '../../core/till/till-texts.ts';

export type PluralKey = 'payments' | 'waiting' | 'more' | 'attempts' | 'unresolved';
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
export type TerminalState = TerminalStatus['state'];

const plurals: Readonly<Record<PluralKey, PluralForms>> = {
  payments: { one: '{count} payment', other: '{count} payments' },
  waiting: { one: '{count} notification waiting', other: '{count} notifications waiting' },
  more: { one: 'and {count} more', other: 'and {count} more' },
  attempts: { one: '{count} attempt', other: '{count} attempts' },
  unresolved: {
    one: '{count} payment to check',
    other: '{count} payments to check',
  },
};

const charged = {
  'not-charged': 'No, the customer was not charged.',
  charged: 'Yes, the customer has paid.',
  unknown: 'Not certain. Do not take it again yet.',
  'nothing-sent':
    'This request did nothing. It says nothing about an earlier one: if you start it again, use the same order number.',
};

const outcomes: Readonly<Record<Outcome, Advice & { readonly label: string }>> = {
  APPROVED: {
    label: 'Approved',
    what: 'The payment was accepted.',
    todo: 'Hand over the ticket and the goods.',
  },
  PARTIALLY_APPROVED: {
    label: 'Partly approved',
    what: 'The bank granted only a part of the amount.',
    todo: 'Do not take that part again. Ask for the rest as a new payment, with another card or in cash.',
  },
  DECLINED: {
    label: 'Declined',
    what: 'The payment was refused.',
    todo: 'Offer another card or another way to pay.',
  },
  CANCELLED: {
    label: 'Cancelled',
    what: 'The payment was cancelled on the terminal.',
    todo: 'Start again if the customer still wants to pay.',
  },
  NOT_SENT: {
    label: 'Not sent',
    what: 'The terminal never received the amount.',
    todo: 'Check the terminal, then take the payment again.',
  },
  UNKNOWN: {
    label: 'Outcome unknown',
    what: 'The terminal’s answer was lost.',
    todo: 'Look at the terminal’s last ticket, then press “Check the ticket” and say what it shows.',
  },
  OTHER_PAYMENT: {
    label: 'Other payment',
    what: 'The terminal answered for another payment: amount, currency or till differ.',
    todo: 'Compare the terminal’s last ticket with this amount, then press “Check the ticket” and say what it shows. Cancel on the terminal what should not be there.',
  },
};

/** A refusal without a reason: the terminal says the same if the bank refuses and if somebody stops it. */
const unexplained: Readonly<Record<'what' | 'todo' | 'whatBack', string>> = {
  what: 'The payment was refused, or stopped on the terminal.',
  todo: 'Ask the customer. Then try again, or take another card or another way to pay.',
  whatBack: 'It was refused, or stopped on the terminal.',
};

/** In place of “ready” while stored payments are lost. */
const heldBack: Readonly<Record<'label' | 'todo', string>> = {
  label: 'Ready, orders held back',
  todo: 'The terminal answers, but stored payments were lost: a till’s order that is not known here is not charged. See the notice above.',
};

const diskProblem: Readonly<Record<'label' | 'todo', string>> = {
  label: 'Ready, disk problem',
  todo: 'The terminal answers, but this program cannot save payments on this computer’s disk. You can take payments; some may be refused. See the notice above.',
};

const lamps: Readonly<Record<TerminalState, { readonly label: string; readonly todo: string }>> = {
  'not-chosen': { label: 'No terminal chosen', todo: 'Plug the terminal in and press “Connect terminal”.' },
  away: {
    label: 'Terminal unplugged',
    todo: 'Plug the cable in; the connection comes back by itself. If it is plugged in, unplug it and plug it in again. If that does not help, press “Choose another terminal”.',
  },
  opening: { label: 'Opening the line…', todo: 'One moment, nothing to do.' },
  unchecked: { label: 'Connected, not checked', todo: 'Press “Check terminal” to see whether it answers.' },
  ready: { label: 'Terminal ready', todo: 'The terminal answers. You can take payments.' },
  silent: {
    label: 'Terminal silent',
    todo: 'Is it switched on, out of its menus, and is its till link (“Caisse”) on? Then check again. If it stays so, “Find my terminal” tries the line settings.',
  },
  garbled: {
    label: 'Wrong line settings',
    todo: 'The terminal is there, but what it says arrives garbled. Nothing is sent. Press “Find my terminal”: it tries the line settings and keeps those that fit.',
  },
  'not-ready': {
    label: 'Terminal busy',
    todo: 'Finish or cancel what the terminal shows on its screen, then check again.',
  },
  'in-use': {
    label: 'Port used by another program',
    todo: 'Close the other program that holds the terminal. If there is none, unplug the terminal and plug it in again.',
  },
  paying: { label: 'Payment in progress', todo: 'Follow the payment under Pay.' },
};

/** What is different for a terminal on the network, which has no cable to this computer. */
const overNetwork: Readonly<Record<'away' | 'cutOff', { readonly label: string; readonly todo: string }>> & {
  readonly notSent: Advice;
} = {
  away: {
    label: 'Terminal not reached',
    todo: 'Is it switched on, and on the shop’s network? The connection comes back by itself. If it does not, compare its address with the one under Settings.',
  },
  cutOff: {
    label: 'Terminal out of reach',
    todo: 'This terminal is reached through the local service on this computer, which does not answer. Start it again with “hipay-ecr start”.',
  },
  notSent: {
    what: 'The terminal cannot be reached over the network.',
    todo: 'Check that it is switched on and on the shop’s network, and that its address is the one under Settings. Wait for the green lamp, then start again.',
  },
};

const amountProblems: Readonly<Record<AmountProblem, string>> = {
  missing: 'Enter an amount.',
  'not-decimal': 'Only digits with a point or a comma, for example 10.23.',
  'not-positive': 'The amount must be above zero.',
  unclear: 'May mean a thousand or one: write it without a sign between thousands, for example 1000.',
  'too-many-decimals': 'Too many decimals for this currency.',
  'too-large': 'Too large: the terminal takes eight digits at most.',
};

/** Operations other than a sale by card: what they are called, and what they say of the money. */
const operations = {
  operation: 'Operation',
  sale: 'Sale by card',
  cheque: 'Sale by cheque',
  refund: 'Refund',
  refunded: 'Refunded',
  cancellation: 'Cancellation',
  preAuthorization: 'Pre-authorisation',
  duplicate: 'Last ticket asked for',
  refundHint: 'The customer gets money back.',
  cancellationHint: 'Takes back an earlier payment of the same amount.',
  preAuthorizationHint: 'Reserves the amount on the card.',
  chequeHint: 'The terminal takes the cheque.',
  giveBack: 'Refund {amount}',
  cancelAmount: 'Cancel {amount}',
  reserveAmount: 'Reserve {amount}',
  chequeAmount: 'Take {amount} by cheque',
  runningBack: 'Refund in progress',
  runningAuthorization: 'Pre-authorisation in progress',
  runningDuplicate: 'Asking for the last ticket',
  customerBack: 'The customer presents the card that gets the money. This can take a few minutes.',
  notifyingBack: 'The refund is recorded, and is being sent to HiPay.',
  customerDuplicate: 'Nothing is charged. The terminal names its last payment.',
  cancelHowBack:
    'On the terminal. It cannot be stopped from here, and the money may go back until the terminal says that it does not.',
  givenTitle: 'Did the customer get money back?',
  givenNo: 'No, nothing was refunded.',
  givenYes: 'Yes, the customer gets the money back.',
  givenUnknown:
    'Not certain. Do not refund again before you have looked at the terminal: the customer could get the money twice.',
  takenTitle: 'Was the earlier payment taken back?',
  takenNo: 'No, it was not taken back.',
  takenYes: 'Yes, it is taken back.',
  takenUnknown: 'Not certain. Do not take it back again before you have looked at the terminal.',
  approvedBack: 'The terminal accepted it.',
  approvedBackTodo: 'Hand over the ticket.',
  declinedBack: 'The bank or the terminal refused.',
  declinedBackTodo: 'Try another way: the card of the sale, or ask HiPay or your bank.',
  cancelledBack: 'It was cancelled on the terminal.',
  cancelledBackTodo: 'Start again if it is still wanted.',
  notSentBackTodo: 'Mend that, then start again.',
  notSentBack: 'The terminal never received the amount.',
  unknownBack: 'The terminal’s answer was lost.',
  unknownBackTodo: 'Look at the terminal’s last ticket, then press “Check the ticket” and say what it shows.',
  otherBack: 'The terminal answered for another amount, currency, till or operation.',
  reservedTitle: 'Was the amount reserved?',
  reservedNo: 'No, nothing was reserved.',
  reservedYes: 'Yes, it is reserved on the card. Nothing has been charged yet.',
  reservedUnknown: 'Not certain. Do not reserve it again before you have looked at the terminal.',
  approvedHold: 'The terminal accepted it.',
  approvedHoldTodo: 'Hand over the ticket and keep yours: it is needed to charge.',
  paidPart: 'Paid',
  stillDue: 'Still to pay',
  partYes: 'Yes, but only a part of the amount.',
  askedFor: 'Asked for',
  takeRest: 'Take the rest: {amount}',
};

/** What the resolver says otherwise where money was to be given back. */
const resolverBack = {
  paidLabel: 'Refunded',
  notPaidLabel: 'Not refunded',
  resolvedPaid: '{by} looked at the ticket: refunded.',
  resolvedNotPaid: '{by} looked at the ticket: not refunded.',
  payAgain: 'It can be refunded again, unless that has been done already or is to check.',
};

export const texts = {
  plurals,
  charged,
  outcomes,
  unexplained,
  lamps,
  overNetwork,
  heldBack,
  diskProblem,
  amountProblems,
  operations,
  resolverBack,
};

export type StatesTexts = typeof texts;
