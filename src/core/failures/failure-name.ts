/**
 * The names of all failures. A name says what happened; `charge` and `mayBeCharged` say what is known about the money.
 *
 * - `unknown-error`: Something went wrong inside the connector.
 * - `payment-timeout`: The payment took longer than allowed.
 * - `unauthorized`: The REST call had a wrong user name or password.
 * - `too-many-guesses`: Too many wrong passwords were sent; wait a minute.
 * - `hipay-credentials`: HiPay refused the shop’s login; the notification of a payment waits.
 * - `hipay-unreachable`: HiPay could not be reached and will be notified later.
 * - `hipay-refused`: HiPay refused the notification of a payment.
 * - `page-not-open`: The connector cannot be reached: its page is closed, or the program is off.
 * - `terminal-not-chosen`: No terminal has been chosen in this browser.
 * - `terminal-away`: The terminal is not plugged in.
 * - `port-in-use`: Another program uses the terminal.
 * - `terminal-silent`: The terminal does not answer.
 * - `terminal-not-ready`: The terminal is busy, or in its menus.
 * - `terminal-garbled`: Messages between connector and terminal arrive changed: the line settings are wrong.
 * - `status-unreadable`: The terminal’s status could not be read.
 * - `declined`: The bank or the terminal refused the payment.
 * - `cancelled`: The payment was cancelled on the terminal.
 * - `answer-unreadable`: The terminal’s answer could not be read.
 * - `request-refused-by-terminal`: The terminal did not accept the request.
 * - `contract-missing`: No HiPay contract is configured.
 * - `payment-running`: Another payment is running on this terminal.
 * - `outcome-unknown`: The outcome of the payment is not known.
 * - `order-id-reused`: This order number belongs to an earlier payment.
 * - `request-invalid`: The request is not valid; `detail` names the field and the reason.
 * - `other-payment`: The terminal answered for another amount, currency or register.
 * - `cannot-record`: The payment could not be recorded.
 * - `not-owner`: Another tab took over the terminal.
 * - `till-not-allowed`: This page has not been allowed to use the connector.
 * - `version-mismatch`: SDK and connector have no common protocol version; `detail` names the versions of both.
 * - `local-network-blocked`: The browser does not let this page reach programs on this computer.
 * - `window-blocked`: The browser did not open the connector’s window: call it in the handler of a click.
 * - `browser-unsupported`: This browser cannot reach a terminal by cable.
 * - `till-left`: The till no longer waited for the payment, so it was not begun.
 * - `same-amount-in-doubt`: A payment of the same amount is in doubt, and the shop lets no till go on before it is resolved.
 * - `refund-in-doubt`: It is not certain how much of the sale can still be given back, so no refund was begun.
 * - `connector-stopping`: The connector is being stopped and begins no payment any more.
 *
 * @example
 * const isLost = (name: FailureName) => name === 'outcome-unknown' || name === 'other-payment';
 */
export type FailureName =
  | 'unknown-error'
  | 'payment-timeout'
  | 'unauthorized'
  | 'too-many-guesses'
  | 'hipay-credentials'
  | 'hipay-unreachable'
  | 'hipay-refused'
  | 'page-not-open'
  | 'terminal-not-chosen'
  | 'terminal-away'
  | 'port-in-use'
  | 'terminal-silent'
  | 'terminal-not-ready'
  | 'terminal-garbled'
  | 'status-unreadable'
  | 'declined'
  | 'cancelled'
  | 'answer-unreadable'
  | 'request-refused-by-terminal'
  | 'contract-missing'
  | 'payment-running'
  | 'outcome-unknown'
  | 'order-id-reused'
  | 'request-invalid'
  | 'other-payment'
  | 'cannot-record'
  | 'not-owner'
  | 'till-not-allowed'
  | 'version-mismatch'
  | 'local-network-blocked'
  | 'window-blocked'
  | 'browser-unsupported'
  | 'till-left'
  | 'same-amount-in-doubt'
  | 'refund-in-doubt'
  | 'connector-stopping';
