import type { Texts } from '../texts.ts';

export const plurals: Texts['plurals'] = {
  payments: { one: '{count} payment', other: '{count} payments' },
  waiting: { one: '{count} notification waiting', other: '{count} notifications waiting' },
  more: { one: 'and {count} more', other: 'and {count} more' },
  attempts: { one: '{count} attempt', other: '{count} attempts' },
  unresolved: {
    one: '{count} payment must be checked on the terminal before its order can be paid again.',
    other: '{count} payments must be checked on the terminal before their orders can be paid again.',
  },
};

export const charged: Texts['charged'] = {
  no: 'No, the customer was not charged.',
  yes: 'Yes, the customer has paid.',
  unknown: 'Not certain. Do not charge again before you have looked at the terminal.',
};

export const outcomes: Texts['outcomes'] = {
  APPROVED: {
    label: 'Approved',
    what: 'The payment was accepted.',
    todo: 'Hand over the ticket and the goods.',
  },
  PARTIALLY_APPROVED: {
    label: 'Partly approved',
    what: 'The bank granted only a part: the amount shown is what the customer has paid.',
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
    what: 'The terminal’s answer was lost. The customer may or may not have been charged.',
    todo: 'Look at the terminal’s last ticket, then press “Check the ticket” and say what it shows.',
  },
  OTHER_PAYMENT: {
    label: 'Other payment',
    what: 'The terminal answered for another payment: amount, currency or register differ.',
    todo: 'Compare the terminal’s last ticket with this amount, then press “Check the ticket” and say what it shows. Cancel on the terminal what should not be there.',
  },
};

export const lamps: Texts['lamps'] = {
  'not-chosen': { label: 'No terminal chosen', todo: 'Plug the terminal in and press “Connect terminal”.' },
  away: {
    label: 'Terminal unplugged',
    todo: 'Plug the cable in again; the connection comes back by itself. If it does not, press “Choose another terminal”.',
  },
  opening: { label: 'Opening the line…', todo: 'One moment, nothing to do.' },
  unchecked: { label: 'Connected, not checked', todo: 'Press “Check terminal” to see whether it answers.' },
  ready: { label: 'Ready', todo: 'The terminal answers. You can take payments.' },
  silent: {
    label: 'Terminal does not answer',
    todo: 'Is it switched on, out of its menus, and is its till link (“Caisse”) on? Then check again. If it stays so, “Find my terminal” tries the line settings.',
  },
  garbled: {
    label: 'Wrong line settings',
    todo: 'The terminal is there, but what it says arrives garbled. Nothing is sent, so nobody is charged. Press “Find my terminal”: it tries the line settings and keeps those that fit.',
  },
  'not-ready': {
    label: 'Terminal busy',
    todo: 'Finish or cancel what the terminal shows on its screen, then check again.',
  },
  'in-use': {
    label: 'Port used by another program',
    todo: 'Close the other program or till connector that holds the terminal.',
  },
  paying: { label: 'Payment in progress', todo: 'Follow the payment under Pay.' },
};

export const amountProblems: Texts['amountProblems'] = {
  missing: 'Enter an amount.',
  'not-decimal': 'Only digits with a point or a comma, for example 10.23.',
  'not-positive': 'The amount must be above zero.',
  'too-many-decimals': 'Too many decimals for this currency.',
  'too-large': 'Too large: the terminal takes eight digits at most.',
};
