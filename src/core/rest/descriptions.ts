import type { FailureName } from '../failures/failures.ts';
import { type Advice, adviceText } from '../payment/charge.ts';
import type { Charge, MoneyTexts } from '../payment/money-text.ts';

/**
 * English texts that a till may show. For the codes 1000 to 1009, `what` begins with HiPay's own words, because tills may
 * search for them. Only `money` says something about money.
 */
export const descriptions: Readonly<Record<FailureName, Advice>> = {
  'unknown-error': {
    what: 'An unknown error occurred: the connector failed by itself.',
    todo: "Try again; if it happens again, send the connector's log to its support.",
  },
  'payment-timeout': {
    what: 'Timeout expired: the payment took longer than allowed.',
    todo: 'Check that the terminal is back on its start screen, then start the payment again.',
  },
  unauthorized: {
    what: 'Authentication failed with HiPay: the user name or the password of this request is wrong.',
    todo: "Correct the till's credentials for the connector (api_username, api_password).",
  },
  'too-many-guesses': {
    what: 'Authentication failed with HiPay: too many wrong passwords were sent, and this one is wrong too.',
    todo: "Correct the till's credentials for the connector, wait a minute and try again.",
  },
  'hipay-credentials': {
    what: 'Authentication failed with HiPay: HiPay refuses the credentials of this connector.',
    todo: 'The notification is kept and goes out once the credentials are right.',
  },
  'hipay-unreachable': {
    what: 'The network is unavailable: HiPay does not have this payment yet.',
    todo: 'The notification is sent by itself later.',
  },
  'hipay-refused': {
    what: 'An unknown error occurred: HiPay did not take the notification of this payment.',
    todo: 'The notification is kept for the shop to look at.',
  },
  'page-not-open': {
    what: 'POS terminal Not Connected: the connector page is not open in the browser, or is being loaded again.',
    todo: 'If it is being loaded, wait a few seconds; if it is closed, open it. Then try again.',
  },
  'terminal-not-chosen': {
    what: 'POS terminal Not Connected: no terminal has been chosen yet.',
    todo: 'Press Connect terminal on the connector page and try again.',
  },
  'terminal-away': {
    what: 'POS terminal Not Connected: the terminal is unplugged or off.',
    todo: 'Check its cable and power, or unplug it and plug it in again, then try again.',
  },
  'port-in-use': {
    what: 'POS terminal Not Connected: another program uses the terminal.',
    todo: 'Close that program, or unplug the terminal and plug it in again, then try again.',
  },
  'terminal-silent': {
    what: 'POS terminal Not Connected: the terminal does not answer.',
    todo: 'Check that it is on and at its rest screen, then try again.',
  },
  'terminal-not-ready': {
    what: 'POS terminal Not Connected: the terminal is not ready.',
    todo: 'Bring it to its rest screen and try again.',
  },
  'terminal-garbled': {
    what: 'POS terminal Not Connected: what the terminal says arrives garbled.',
    todo: "Let the connector's page look for the terminal (Find my terminal), then try again.",
  },
  'status-unreadable': {
    what: 'Parsing transaction status failed: the terminal answered with a status that the connector does not know.',
    todo: 'Resolve the payment on the connector page.',
  },
  declined: {
    what: 'Cancelled transaction (Refused): the payment was declined.',
    todo: 'Ask for another card or another means of payment.',
  },
  cancelled: {
    what: 'Cancelled transaction (Abandon): the payment was cancelled on the terminal or the customer took too long.',
    todo: 'Start it again if it is still wanted.',
  },
  'answer-unreadable': {
    what: "Parsing received frame failed: the terminal's answer could not be read.",
    todo: 'Resolve the payment on the connector page.',
  },
  'request-refused-by-terminal': {
    what: 'Parsing created frame from POS terminal failed: the terminal did not accept the request.',
    todo: 'Try again; if it happens again, have the terminal settings checked.',
  },
  'contract-missing': {
    what: 'Unknown MID: no merchant contract is configured.',
    todo: "Enter the contract in the connector's settings.",
  },
  'payment-running': {
    what: 'Another payment is running on this terminal.',
    todo: 'Wait until the other one has ended and try again.',
  },
  'outcome-unknown': {
    what: 'The outcome of this payment is unknown.',
    todo: 'Then resolve the payment on the connector page.',
  },
  'order-id-reused': {
    what: 'This order_id belongs to an earlier payment.',
    todo: 'If this is that sale, nothing more is to be done; if it is a new sale, send a new order_id.',
  },
  'request-invalid': { what: 'The request is not valid.', todo: 'Correct the request.' },
  'other-payment': {
    what: 'The terminal answered for another payment (amount, currency or register differ).',
    todo: 'Then resolve the payment on the connector page.',
  },
  'cannot-record': {
    what: 'The payment could not be recorded.',
    todo: "Check the computer's free disk space and the connector page, then try again.",
  },
  'not-owner': {
    what: 'Another window of the connector has the terminal.',
    todo: 'Use that window, or close it and try again.',
  },
  'till-not-allowed': {
    what: "This till's web page has not been allowed to use the connector.",
    todo: 'Allow it on the connector page and try again.',
  },
  'version-mismatch': {
    what: "This till's web page and the connector speak different versions.",
    todo: 'Update the older of the two.',
  },
  'local-network-blocked': {
    what: 'The browser does not let this web page reach the connector on this computer.',
    todo: "Allow it in the browser's site settings and try again.",
  },
  'window-blocked': {
    what: "The browser did not open the connector's window.",
    todo: 'Open it by a click, or allow pop-up windows for this page.',
  },
  'browser-unsupported': {
    what: 'This browser cannot reach a terminal by cable.',
    todo: 'Use Chrome or Edge on a computer.',
  },
  'till-left': {
    what: 'The till no longer waited for this payment, so it was not begun.',
    todo: 'Start it again if it is still wanted.',
  },
  'same-amount-in-doubt': {
    what: 'Another payment of the same amount is in doubt, so this one was not begun.',
    todo: 'Look at the last ticket of the terminal and resolve that payment on the connector page first.',
  },
  'refund-in-doubt': {
    what: 'The money of this sale is not known for certain, so this refund was not begun.',
    todo: 'A person must look at the other payment first.',
  },
  'connector-stopping': {
    what: 'The connector is being stopped, so it begins no payment any more.',
    todo: 'Start the connector again, then repeat the request with the SAME order_id.',
  },
};

const ticketFirst = "also not with a new order_id, before somebody has looked at the terminal's last ticket.";

/** Tills may search for "not charged", "WAS charged" and "NOT KNOWN whether the customer was charged". */
export const money: MoneyTexts = {
  Debit: {
    'not-charged': 'The customer was not charged.',
    charged: 'The customer WAS charged. Do not take the payment again.',
    unknown: `It is NOT KNOWN whether the customer was charged. Do not take the payment again, ${ticketFirst}`,
  },
  Credit: {
    'not-charged': 'The money was not given back.',
    charged: 'The money WAS given back. Do not give it back again.',
    unknown: `It is NOT KNOWN whether the money was given back. Do not give it back again, ${ticketFirst}`,
  },
  Cancel: {
    'not-charged': 'The earlier payment was not taken back.',
    charged: 'The earlier payment WAS taken back. Do not take it back again.',
    unknown: `It is NOT KNOWN whether the earlier payment was taken back. Do not take it back again, ${ticketFirst}`,
  },
  Authorization: {
    'not-charged': 'The amount was not reserved.',
    charged: 'The amount WAS reserved. Do not reserve it again.',
    unknown: `It is NOT KNOWN whether the amount was reserved. Do not reserve it again, ${ticketFirst}`,
  },
  Duplicate: 'Asking for the last ticket moves no money.',
  'nothing-sent':
    'This request did nothing. It says nothing about earlier requests with this order_id: repeat it with the SAME order_id.',
};

/** What happened, what is known about the money, what to do now; the technical detail at the end. */
export function failureDescription(name: FailureName, charge: Charge, detail?: string): string {
  const text = adviceText(name, charge, descriptions[name], money);
  return detail ? `${text} [${detail}]` : text;
}

/** The same for a notification that HiPay's address answered with an error: HiPay was reached. */
export function hipayErrorDescription(status: number, charge: Charge): string {
  const { todo } = descriptions['hipay-unreachable'];
  const what = `HiPay answers with an error (HTTP ${status}): HiPay does not have this payment yet.`;
  return adviceText('hipay-unreachable', charge, { what, todo }, money);
}
