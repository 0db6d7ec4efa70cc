/**
 * What the simulated terminal can play, one sentence each. The session between connector and terminal has ten steps:
 * 1 call, 2 heard, 3 request, 4 taken, 5 end of request; the customer pays; 6 call, 7 heard, 8 answer, 9 taken, 10 end.
 * Where the terminal falls silent, the connector waits three minutes of its clock; a cable that comes out is seen at once.
 *
 * @example
 * for (const [script, sentence] of Object.entries(terminalScripts)) console.log(script, sentence);
 */
export const terminalScripts = {
  accept: 'The customer pays.',
  contactless: 'The customer pays without contact.',
  refuse: 'The bank refuses.',
  cancel: 'The customer presses the red key.',
  'partial-amount': 'The bank grants half: `PARTIALLY_APPROVED`, the rest is still due.',
  'quick-customer': 'The customer pays at once.',
  'slow-customer': 'The customer takes 20 seconds.',
  'too-slow-customer': 'The customer takes longer than the connector waits: `UNKNOWN`.',
  busy: 'The terminal does something else and refuses at once.',
  'not-ready': 'The terminal is in a menu: `NOT_SENT`.',
  'wrong-parity':
    'The line settings differ: the first payment is `UNKNOWN`, every later one `NOT_SENT` until they fit.',
  'nak-always': 'The terminal refuses every request: `NOT_SENT`.',
  'nak-once': 'The terminal refuses the first request, and takes the second: paid, once.',
  'wrong-lrc-once': 'The first answer comes damaged, the second whole: paid.',
  'answer-twice': 'The terminal says its answer twice: paid, once.',
  'half-answer': 'The line goes quiet in the middle of the answer: `UNKNOWN`, and the customer was charged.',
  'other-amount': 'The terminal answers for another amount: `OTHER_PAYMENT`.',
  'other-register': 'The terminal answers for another register: `OTHER_PAYMENT`.',
  'other-currency': 'The terminal answers for another currency: `OTHER_PAYMENT`.',
  'long-ticket': 'The customer pays, and the ticket is long.',
  'silent-at-1': 'The terminal is switched off: `NOT_SENT`.',
  'silent-at-3': 'The terminal says nothing to the request: `UNKNOWN`.',
  'silent-at-6':
    'The customer pays, and the terminal never answers: `UNKNOWN`, and the customer was charged.',
  'silent-at-8': 'The terminal calls, and its answer does not come: `UNKNOWN`, and the customer was charged.',
  'unplug-at-2': 'The cable comes out before the request: `NOT_SENT`.',
  'unplug-at-4': 'The cable comes out while the customer looks for a card: `UNKNOWN`.',
  'unplug-at-6': 'The cable comes out when the customer has paid: `UNKNOWN`, and the customer was charged.',
  'unplug-at-8': 'The cable comes out right after the answer: paid.',
} as const;

/**
 * What the simulated HiPay can play, one sentence each. None of it makes a paid sale a failure: the connector tells HiPay
 * again until it has heard.
 *
 * @example
 * const connector = await openTestConnector({ gateway: 'error-500-then-fine' });
 */
export const gatewayScripts = {
  accept: 'HiPay takes each notification.',
  slow: 'HiPay takes five seconds.',
  'error-500': 'HiPay is out of order.',
  'error-500-then-fine': 'HiPay is out of order for the first call about an order.',
  'unauthorised-401': 'HiPay refuses the login: the notification waits for a person.',
  'lost-answer': 'HiPay takes the notification, and its answer gets lost; the second call finds it there.',
  duplicate: 'HiPay says that it has the order already.',
  html: 'Something else answers, as a hotel’s network does.',
  'too-many-429': 'HiPay asks to be called later.',
  'too-many-429-then-fine': 'HiPay asks the first call about an order to come later.',
  'refused-400': 'HiPay refuses the notification: it waits for a person.',
} as const;
