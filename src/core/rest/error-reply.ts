import { type FailureName, failures } from '../failures/failures.ts';
import type { ErrorAnswer } from './rest-messages.ts';

/**
 * English texts that a till may show: what happened, whether the customer was charged, what to do now. Texts for
 * HiPay's codes 1000 to 1009 begin with HiPay's own words for the code, because tills may search for them.
 */
const descriptions: Record<FailureName, string> = {
  'unknown-error':
    'An unknown error occurred: the connector failed by itself. The customer was not charged. Try again; if it ' +
    "happens again, send the connector's log to its support.",
  'payment-timeout':
    'Timeout expired: the payment took longer than allowed and did not take place. The customer was not charged. ' +
    'Start the payment again.',
  unauthorized:
    'Authentication failed with HiPay: the user name or the password of this request is wrong. The customer was not ' +
    "charged. Correct the till's credentials for the connector (api_username, api_password).",
  'too-many-guesses':
    'Authentication failed with HiPay: too many wrong passwords were sent, so this one was not looked at. The customer ' +
    "was not charged. Correct the till's credentials for the connector, wait a minute and try again.",
  'hipay-credentials':
    'Authentication failed with HiPay: HiPay refuses the credentials of this connector. The customer WAS charged. Do ' +
    'not take the payment again; the notification is kept and goes out once the credentials are right.',
  'hipay-unreachable':
    'The network is unavailable: HiPay has not been told of this payment yet. The customer WAS charged. Do not take ' +
    'the payment again; the notification is sent by itself later.',
  'hipay-refused':
    'An unknown error occurred: HiPay did not take the notification of this payment. The customer WAS charged. Do not ' +
    'take the payment again; the notification is kept for the shop to look at.',
  'page-not-open':
    'POS terminal Not Connected: the connector page is not open in the browser. The customer was not charged. Open it ' +
    'and try again.',
  'terminal-not-chosen':
    'POS terminal Not Connected: no terminal has been chosen yet. The customer was not charged. Press Connect ' +
    'terminal on the connector page and try again.',
  'terminal-away':
    'POS terminal Not Connected: the terminal is unplugged or off. The customer was not charged. Check its cable and ' +
    'power and try again.',
  'port-in-use':
    'POS terminal Not Connected: another program uses the terminal. The customer was not charged. Close that program ' +
    'and try again.',
  'terminal-silent':
    'POS terminal Not Connected: the terminal does not answer. The customer was not charged. Check that it is on and ' +
    'at its rest screen, then try again.',
  'terminal-not-ready':
    'POS terminal Not Connected: the terminal is not ready. The customer was not charged. Bring it to its rest screen ' +
    'and try again.',
  'terminal-garbled':
    'POS terminal Not Connected: what the terminal says arrives garbled, so nothing was sent. The customer was not ' +
    "charged. Let the connector's page look for the terminal (Find my terminal), then try again.",
  'status-unreadable':
    'Parsing transaction status failed: the terminal answered with a status that the connector does not know. It is ' +
    "NOT KNOWN whether the customer was charged. Look at the terminal's last ticket before doing anything else.",
  declined:
    'Cancelled transaction (Refused): the payment was declined. The customer was not charged. Ask for another card ' +
    'or another means of payment.',
  cancelled:
    'Cancelled transaction (Abandon): the payment was cancelled on the terminal or the customer took too long. The ' +
    'customer was not charged. Start the payment again if wanted.',
  'answer-unreadable':
    "Parsing received frame failed: the terminal's answer could not be read. It is NOT KNOWN whether the customer was " +
    "charged. Look at the terminal's last ticket before doing anything else.",
  'request-refused-by-terminal':
    'Parsing created frame from POS terminal failed: the terminal did not accept the request. The customer was not ' +
    'charged. Try again; if it happens again, have the terminal settings checked.',
  'contract-missing':
    'Unknown MID: no merchant contract is configured. The customer was not charged. Enter the contract in the ' +
    "connector's settings.",
  'payment-running':
    'Another payment is running on this terminal. The customer was not charged for this request. Wait until the ' +
    'other one has ended and try again.',
  'outcome-unknown':
    "It is NOT KNOWN whether the customer was charged. Look at the terminal's last ticket, then resolve the payment " +
    'on the connector page. Do not take it again before.',
  'order-id-reused':
    'This order_id belongs to another payment. The customer was not charged for this request. Send a new order_id.',
  'request-invalid':
    'The request is not valid. The customer was not charged for this request. Correct the request.',
  'other-payment':
    'The terminal answered for another payment (amount, currency or register differ). It is NOT KNOWN whether the ' +
    "customer was charged. Look at the terminal's last ticket before doing anything else.",
  'cannot-record':
    "The payment could not be recorded, so it was not begun. The customer was not charged. Check the computer's free " +
    'disk space and the connector page, then try again.',
  'not-owner':
    'Another window of the connector has the terminal. The customer was not charged. Use that window, or close it ' +
    'and try again.',
  'till-not-allowed':
    "This till's web page has not been allowed to use the connector. The customer was not charged. Allow it on the " +
    'connector page and try again.',
  'version-mismatch':
    "This till's web page and the connector speak different versions. The customer was not charged. Update the older " +
    'of the two.',
  'local-network-blocked':
    'The browser does not let this web page reach the connector on this computer. The customer was not charged. Allow ' +
    "it in the browser's site settings and try again.",
  'window-blocked':
    "The browser did not open the connector's window. The customer was not charged. Open it by a click, or allow " +
    'pop-up windows for this page.',
  'browser-unsupported':
    'This browser cannot reach a terminal by cable. The customer was not charged. Use Chrome or Edge on a computer.',
};

/** The description of a failure, with the technical detail at its end. */
export const failureDescription = (name: FailureName, detail?: string): string =>
  detail ? `${descriptions[name]} [${detail}]` : descriptions[name];

/** The fields of a failure for a till: at the top level of an answer, or under `error`. */
export const failureFields = (name: FailureName, detail?: string) => ({
  errorCode: failures[name].code as string,
  errorDescription: failureDescription(name, detail),
});

/**
 * The HTTP status of each failure. 200 has the flat answer with `paymentStatus: "FAILURE"`: the payment was tried and
 * this is its result (HiPay's Cloud API documents 200 for refused, cancelled and timed-out payments). Every other
 * status has `{"error": {...}}` and means that nothing was sent to the terminal.
 *
 * `payment-running` is 409, not 503: the connector works, only another payment is running. The same request may be sent
 * again after that payment has ended.
 */
export const restStatus = {
  'unknown-error': 500,
  'payment-timeout': 200,
  unauthorized: 401,
  'too-many-guesses': 429,
  'hipay-credentials': 200,
  'hipay-unreachable': 200,
  'hipay-refused': 200,
  'page-not-open': 503,
  'terminal-not-chosen': 503,
  'terminal-away': 503,
  'port-in-use': 503,
  'terminal-silent': 503,
  'terminal-not-ready': 503,
  'terminal-garbled': 503,
  'status-unreadable': 200,
  declined: 200,
  cancelled: 200,
  'answer-unreadable': 200,
  'request-refused-by-terminal': 200,
  'contract-missing': 503,
  'payment-running': 409,
  'outcome-unknown': 200,
  'order-id-reused': 409,
  'request-invalid': 400,
  'other-payment': 200,
  'cannot-record': 503,
  'not-owner': 503,
  // Only web tills get the last five, before their call is carried out.
  'till-not-allowed': 403,
  'version-mismatch': 409,
  'local-network-blocked': 503,
  'window-blocked': 503,
  'browser-unsupported': 503,
} as const satisfies Record<FailureName, number>;

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

export const errorBody = (failure: FailureName, detail?: string): ErrorAnswer => ({
  error: { paymentStatus: 'FAILURE', ...failureFields(failure, detail) },
});

/** HiPay's error form with the HTTP status of the failure. */
export const errorReply = (failure: FailureName, detail?: string): Reply<ErrorAnswer> => ({
  status: restStatus[failure],
  body: errorBody(failure, detail),
});
