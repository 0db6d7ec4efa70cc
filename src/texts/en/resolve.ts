const check = {
  title: 'What does the terminal’s ticket say?',
  ticket: 'The ticket to look for',
  atTime: 'at about {time}',
  thisTime: 'this time',
  thisAmount: 'this amount',
  lookFor: 'Look for {amount} at about {time}.',
  mayStillPay: 'The customer may still be paying. Wait until the terminal is at its start screen.',
  isIdle: 'The terminal is at its start screen, and nobody is paying',
  isIdleMissing: 'Look at the terminal first: while the customer pays there, it is not decided.',
  noPaper: 'No paper? Terminal menu, “Duplicate” (“Duplicata”) or “Last ticket”.',
  paid: 'Paid',
  paidHint: 'A ticket of {amount}, accepted',
  notPaid: 'Not paid',
  notPaidHint: 'Refused, cancelled, or no ticket of this amount',
  other: 'Another amount',
  otherHint: 'At about {time}, but not {amount}',
  cannot: 'I cannot check now',
  cannotHint: 'It stays in “To check”',
  cannotHintCorrection: 'What is recorded now stays',
  toQuestion: 'What does the ticket say?',
  goBack: 'Go back',
  ticketAmount: 'Amount on the ticket',
  sameAmount: 'That is the amount that was asked for: go back and choose “Paid”.',
  by: 'Your initials or your name',
  byHint: 'Kept with the payment. A mistake can be corrected later in its details.',
  byMissing: 'Enter your initials or your name.',
  why: 'What you saw',
  whyMissing: 'Say in a few words what you saw.',
  suggestions: 'Suggestions',
  whyPaidTicket: 'Ticket with this amount, accepted',
  whyPaidDuplicate: 'Duplicate with this amount, accepted',
  whyNotPaid: 'Refused, cancelled, or no ticket of this amount',
  whyNoTicket: 'No ticket for this payment',
  whyRefused: 'Ticket says refused',
  whyCancelled: 'Ticket says cancelled',
  whyOther: 'Ticket with another amount, accepted',
  recordPaid: 'Record as paid',
  recordNotPaid: 'Record as not paid',
  recordOther: 'Record another amount',
  confirmPaid: '{amount} is sent to HiPay, and the till learns that order {order} is paid.',
  confirmNotPaid:
    'Nothing is sent to HiPay, and order {order} can be paid again, unless another payment of it is paid or to check.',
  confirmNotPaidSent:
    'Order {order} can then be paid again, unless another payment of it is paid or to check. HiPay may already have it: compare with the ticket and have HiPay correct it.',
  confirmOther:
    'The amount of the ticket is sent to HiPay, and the till learns how much of order {order} was paid.',
  confirmOtherSent:
    'The till learns how much of order {order} was paid. HiPay may already have another amount: have HiPay correct it.',
  refused: 'Nothing was recorded.',
  settled: 'This payment is no longer in doubt: nothing is left to check.',
  doneAll: 'Everything is checked',
  donePaid: '{amount} is recorded as paid.',
  doneNotPaid: '{amount} is recorded as not paid.',
  toPay: 'Back to the pay screen',
  checkNext: 'Check the next one',
};

/** What is said otherwise where money was to be given back. */
const checkBack = {
  title: 'What does the terminal’s ticket say?',
  paid: 'Refunded',
  notPaid: 'Not refunded',
  recordPaid: 'Record as refunded',
  recordNotPaid: 'Record as not refunded',
  confirmPaid: 'The refund of {amount} is sent to HiPay, and the till learns that order {order} is approved.',
  confirmNotPaid:
    'Nothing is sent to HiPay, and {amount} of order {order} can be refunded again, unless that has been done already or is to check.',
  confirmNotPaidSent:
    '{amount} of order {order} can then be refunded again, unless that has been done already or is to check. HiPay may already have it: compare with the ticket and have HiPay correct it.',
  confirmOther:
    'The amount of the ticket is sent to HiPay, and the till learns how much of order {order} was refunded.',
  confirmOtherSent:
    'The till learns how much of order {order} was refunded. HiPay may already have another amount: have HiPay correct it.',
  donePaid: '{amount} is recorded as refunded.',
  doneNotPaid: '{amount} is recorded as not refunded.',
} satisfies Partial<typeof check>;

const duplicate = {
  ask: 'Ask for the last ticket',
  consent:
    'Nothing is charged. Press it only when the terminal is at its start screen and nobody is paying. What it says is a hint: you decide.',
  asking: 'Asking the terminal…',
  matches:
    'The terminal’s last ticket has this amount and is accepted. This suggests: paid. Compare the time, then decide.',
  known: 'That is order {order}, which is known to be paid: it says nothing about this payment.',
  otherAmount: 'The terminal’s last ticket is of {amount}: another payment. It says nothing about this one.',
  noAmount: 'The terminal named no amount. It says nothing certain: look at the terminal’s own list.',
  none: 'The terminal has no ticket of a last payment: most likely not paid. Look at the terminal’s own list.',
  matchesBack:
    'The terminal’s last ticket has this amount. It may be the refund, or the sale of the same amount: read the ticket, then decide.',
  noneBack:
    'The terminal has no ticket of a last payment: most likely nothing was refunded. Look at the terminal’s own list.',
  notTold: 'The terminal could not be asked, and that says nothing about this payment.',
  noNumber:
    'It gave no authorisation number, so it cannot be distinguished from another payment of the same amount. Compare the time.',
  amount: 'Amount',
  authorisation: 'Authorisation',
  card: 'Card',
  ticket: 'Ticket',
  why: 'Terminal’s last ticket:',
  whyNone: 'the terminal has none',
  whyKnown: 'belongs to order {order}',
  suggests: 'The terminal’s last ticket suggests: paid.',
};

const confirmBack = {
  confirmTitle: 'You are about to refund',
  confirmRefund: 'You refund {amount} to the card.',
  confirmCancellation: 'You cancel a payment of {amount}: the customer gets it back.',
  confirmHow:
    'Check the amount and that it has not been refunded already. The customer must present the card.',
  confirmYes: 'Yes, refund {amount}',
  confirmNo: 'No, go back',
};

const sameSale = {
  title: 'The till did not get the answer for {amount} at {time}. The same sale?',
  what: 'That sale is paid (order {order}). The till now asks for the same amount again, without an order number. It gets the answer of that sale, or a new payment begins.',
  other: 'No, a new sale',
  same: 'Yes, the same sale',
};

const confirmLarge = {
  title: 'Take {amount}?',
  what: 'This is a large amount. Compare it with what the customer owes.',
  no: 'No, change the amount',
  yes: 'Yes, take {amount}',
};

const confirmSame = {
  title: '{amount} has just been tried',
  titleOlder: '{amount} is still to be checked',
  when: 'At {time} ({age}), order {order}.',
  mayBePaid: 'The outcome of that payment is unknown: the customer may have paid.',
  mayBeGivenBack: 'The outcome is unknown: the customer may have got the money.',
  mayBeReserved: 'The outcome is unknown: the amount may be reserved.',
  check: 'Check the ticket of {time}',
  elsewhere: 'It was taken in another browser of this shop. Only that browser can check it.',
  checkElsewhere: 'Do not take it; check there first',
  other: 'No, it is another customer',
};

const alarm = {
  latePaid: 'The terminal answered late: {amount}, order {order}, WAS paid. It is being sent to HiPay.',
  lateNotPaid:
    'The terminal answered late: {amount}, order {order}, was NOT paid. The order can be paid again, unless another payment of it is paid or to check.',
  contradictedPaid:
    'The terminal now says that {amount}, order {order}, WAS paid. It had been recorded as not paid. Compare with the tickets: if the customer paid twice, refund one payment on the terminal.',
  contradictedNotPaid:
    'The terminal now says that {amount}, order {order}, was NOT paid. It had been recorded as paid and was sent to HiPay. Compare with the tickets and have HiPay correct it.',
  correctedPaid:
    '{by} has corrected a decision: {amount}, order {order}, WAS paid. It had been recorded as not paid. It is being sent to HiPay. If the customer paid again meanwhile, refund one payment on the terminal.',
  correctedNotPaid:
    '{by} has corrected a decision: {amount}, order {order}, was NOT paid. It had been recorded as paid: compare with the ticket. If it was sent to HiPay, have HiPay correct it.',
  correctedAmount:
    '{by} has corrected a decision: {amount} was paid for order {order}, not {earlier}. Compare with the ticket. If HiPay has {earlier}, have HiPay correct it.',
  seen: 'Understood',
};

/** What is said otherwise where money was to be given back. */
const alarmBack = {
  latePaid: 'The terminal answered late: {amount}, order {order}, WAS refunded. It is being sent to HiPay.',
  lateNotPaid:
    'The terminal answered late: {amount}, order {order}, was NOT refunded. It can be refunded again, unless that has been done already or is to check.',
  contradictedPaid:
    'The terminal now says that {amount}, order {order}, WAS refunded. It had been recorded as not refunded. Compare with the tickets: the customer may have got the money twice.',
  contradictedNotPaid:
    'The terminal now says that {amount}, order {order}, was NOT refunded. It had been recorded as refunded, and was sent to HiPay. Compare with the tickets and have HiPay correct it.',
  correctedPaid:
    '{by} has corrected a decision: {amount}, order {order}, WAS refunded. It had been recorded as not refunded. It is being sent to HiPay. Compare with the tickets: the customer may have got the money twice.',
  correctedNotPaid:
    '{by} has corrected a decision: {amount}, order {order}, was NOT refunded. It had been recorded as refunded: compare with the ticket. If it was sent to HiPay, have HiPay correct it.',
  correctedAmount:
    '{by} has corrected a decision: {amount} of order {order} was refunded, not {earlier}. Compare with the ticket. If HiPay has {earlier}, have HiPay correct it.',
} satisfies Partial<typeof alarm>;

export const texts = {
  check,
  checkBack: { ...check, ...checkBack },
  duplicate,
  confirmBack,
  confirmSame,
  confirmLarge,
  sameSale,
  alarm,
  alarmBack: { ...alarm, ...alarmBack },
};

export type ResolveTexts = typeof texts;
export type CheckBackTexts = typeof checkBack;
export type AlarmBackTexts = typeof alarmBack;
