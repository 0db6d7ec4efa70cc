import type { FailureName } from '../failures.ts';

/**
 * The HTTP status of each failure. 200 carries the flat answer with `paymentStatus: "FAILURE"`: the payment was tried
 * and this is its result (HiPay's Cloud API says 200 for refused, cancelled and timed-out payments in so many words).
 * Every other status carries `{"error": {...}}` and means that nothing was sent to the terminal.
 *
 * `payment-running` is 409, not 503: the connector is well, the till's request collides with another payment, and the
 * same request will be right once that one has ended.
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
  // The last five are met by web tills alone, on their way to the connector.
  'till-not-allowed': 403,
  'version-mismatch': 409,
  'local-network-blocked': 503,
  'window-blocked': 503,
  'browser-unsupported': 503,
} as const satisfies Record<FailureName, number>;
