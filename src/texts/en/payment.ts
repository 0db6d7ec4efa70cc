import type { FailureTexts, PhaseTexts, TillTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

const ticket = 'Look at the terminal’s last ticket, then press “Check the ticket” and say what it shows.';

const failures: FailureTexts = {
  'unknown-error': {
    what: 'Something went wrong inside the payment program.',
    todo: 'Try once more. If it happens again, send the technical detail to support.',
  },
  'payment-timeout': {
    what: 'The payment took longer than allowed.',
    todo: 'Check that the terminal is back on its start screen, then start again.',
  },
  unauthorized: {
    what: 'The till used a wrong user name or password.',
    todo: 'Correct the till’s login for the payment program.',
  },
  'too-many-guesses': {
    what: 'Too many wrong passwords were sent to the payment program.',
    todo: 'Correct the till’s login for the payment program, then wait a minute.',
  },
  'hipay-credentials': {
    what: 'HiPay refused the login or password.',
    todo: 'Correct them in Settings, then press “Send now”. Nothing is lost.',
  },
  'hipay-unreachable': {
    what: 'HiPay could not be reached.',
    todo: 'Check the network. The payment program keeps trying by itself.',
  },
  'hipay-refused': {
    what: 'HiPay refused the notification.',
    todo: 'Send the technical detail to HiPay’s support. The payment stays recorded here.',
  },
  'page-not-open': {
    what: 'The payment program’s page was not open, or was just being loaded again.',
    todo: 'Leave this page open on the till, wait a few seconds, then try again.',
  },
  'terminal-not-chosen': {
    what: 'No terminal has been chosen.',
    todo: 'Press “Connect terminal”, then start again.',
  },
  'terminal-away': {
    what: 'The terminal is not plugged in.',
    todo: 'Plug the cable in (if it is plugged in, unplug it and plug it in again), wait for the green lamp, then start again.',
  },
  'port-in-use': {
    what: 'Another program holds the terminal.',
    todo: 'Close that program, or unplug the terminal and plug it in again. Then start again.',
  },
  'terminal-silent': {
    what: 'The terminal does not answer.',
    todo: 'Switch it on, leave its menus, check that its till link (“Caisse”) is on, then try again.',
  },
  'terminal-not-ready': {
    what: 'The terminal is busy.',
    todo: 'Finish or cancel what is on its screen, then start again.',
  },
  'terminal-garbled': {
    what: 'What the terminal says arrives garbled.',
    todo: 'The line settings do not fit: press “Find my terminal”, then start again.',
  },
  'status-unreadable': { what: 'The terminal’s status could not be read.', todo: ticket },
  declined: {
    what: 'The bank or the terminal refused the payment.',
    todo: 'Try another card or another way.',
  },
  cancelled: {
    what: 'The payment was cancelled on the terminal.',
    todo: 'Start again if it is still wanted.',
  },
  'answer-unreadable': { what: 'The terminal’s answer could not be read.', todo: ticket },
  'request-refused-by-terminal': {
    what: 'The terminal did not accept the request.',
    todo: 'Check the terminal language and the line setting in Settings.',
  },
  'contract-missing': {
    what: 'The contract of this payment is not set up.',
    todo: 'Enter the contract from HiPay in Settings, or ask the person who set this till up.',
  },
  'payment-running': {
    what: 'Another payment is running on this terminal.',
    todo: 'Wait until it has finished, then try again.',
  },
  'outcome-unknown': {
    what: 'The terminal’s answer was lost.',
    todo: 'Look at the terminal’s last ticket, then press “Check the ticket” and say what it shows.',
  },
  'order-id-reused': {
    what: 'This order number belongs to an earlier payment.',
    todo: 'If this is that sale, nothing more is to be done. If it is a new one, use a new order number.',
  },
  'request-invalid': {
    what: 'The request is not valid.',
    todo: 'Correct the field named in the technical detail.',
  },
  'other-payment': {
    what: 'The terminal answered for another payment: amount, currency or till differ.',
    todo: 'Compare the terminal’s last ticket with this amount, then press “Check the ticket” and say what it shows. Cancel on the terminal what should not be there.',
  },
  'cannot-record': {
    what: 'The payment could not be recorded.',
    todo: 'Free some disk space, then try again. If that does not help, reload the payment program’s page.',
  },
  'not-owner': {
    what: 'Another tab of this payment program holds the terminal.',
    todo: 'Use that tab, or close it and try again.',
  },
  'till-not-allowed': {
    what: 'This till’s web page has not been allowed to use the payment program.',
    todo: 'Open the payment program and allow this page under Settings, then try again.',
  },
  'version-mismatch': {
    what: 'This till’s web page and the payment program speak different versions.',
    todo: 'Update the older of the two, then try again.',
  },
  'local-network-blocked': {
    what: 'The browser does not let this web page reach the payment program on this computer.',
    todo: 'Allow “apps on this device” for this page in the browser’s site settings, then try again.',
  },
  'window-blocked': {
    what: 'The browser did not open the payment program’s window.',
    todo: 'Press the button yourself, or allow pop-up windows for this page.',
  },
  'browser-unsupported': {
    what: 'This browser cannot reach a terminal by cable.',
    todo: 'Use Chrome or Edge on a computer.',
  },
  'till-left': {
    what: 'The till no longer waited for this payment, so it was not begun.',
    todo: 'Start again if it is still wanted.',
  },
  'same-amount-in-doubt': {
    what: 'Another payment of the same amount is in doubt, so this one was not begun.',
    todo: 'Press “Check the ticket”, resolve that payment, then take this one.',
  },
  'refund-in-doubt': {
    what: 'The money of this sale is not known for certain, so this refund was not begun.',
    todo: 'Look at the sale and its other refunds first, then repeat this one.',
  },
  'connector-stopping': {
    what: 'The payment program is being stopped, so this payment was not begun.',
    todo: 'Start the payment program again, then repeat it with the same order number.',
  },
};

const phases: PhaseTexts = {
  recording: { label: 'Recording', now: 'Writing the payment down before anything is sent.' },
  'calling-terminal': { label: 'Calling the terminal', now: 'Waiting for the terminal to pick up.' },
  sending: { label: 'Sending the amount', now: 'The terminal is receiving the amount.' },
  customer: {
    label: 'Present the card',
    now: 'The customer presents the card. This can take a few minutes.',
  },
  answer: { label: 'Terminal’s answer', now: 'The terminal has answered; the answer is being recorded.' },
  notifying: { label: 'Nearly done', now: 'The sale is recorded, and is being sent to HiPay.' },
  finished: { label: 'Finished', now: 'The payment is finished.' },
};

export const texts: TillTexts = {
  failures,
  phases,
  money,
  redKey:
    'The till cannot call a payment off once the terminal has it. Press the red key on the terminal; what it then says is the result.',
  nothing: 'No payment is running.',
  tooLate: 'The terminal has answered already: this payment is being recorded.',
};
