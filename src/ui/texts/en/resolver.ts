/** How an unknown payment is resolved, and what comes to light later. Their keys are every language's keys. */
export const resolver = {
  open: 'Check the ticket',
  stepOf: 'Step {step} of 3',
  next: 'Next',
  back: 'Back',
  later: 'Not now',
  // 1: what to look for
  lookTitle: 'Look at the terminal’s last ticket',
  atTime: 'at about {time}',
  lookRest: 'Wait until the terminal is back at its start screen.',
  lookFor: 'Find the ticket of {amount}, printed at about {time}. Another amount is another payment.',
  lookDuplicate:
    'No paper? Have the terminal print it again: in its menu, “Duplicate” (“Duplicata”) or “Last ticket”.',
  // 2: what it says
  choiceTitle: 'What does the ticket say?',
  paid: 'The ticket says paid',
  paidHint: '{amount}, accepted, at about that time.',
  notPaid: 'Not paid, or no ticket',
  notPaidHint: 'Refused, cancelled, or the terminal has no such ticket.',
  choiceMissing: 'Choose one of the two.',
  // 3: who, why, and what will happen
  by: 'Your name or initials',
  byHint: 'Kept with the payment.',
  byMissing: 'Enter your name or initials.',
  why: 'What did you see?',
  whyMissing: 'Say in a few words what you saw.',
  suggestions: 'Suggestions',
  whyPaidTicket: 'Ticket with this amount, accepted',
  whyPaidDuplicate: 'Duplicate with this amount, accepted',
  whyNoTicket: 'No ticket for this payment',
  whyRefused: 'Ticket says refused',
  whyCancelled: 'Ticket says cancelled',
  confirmPaid: 'HiPay will be told of a sale of {amount}, and the till gets “paid” for order {order}.',
  confirmNotPaid: 'HiPay will be told nothing, and order {order} can be paid again.',
  once: 'This cannot be changed afterwards.',
  recordPaid: 'Record as paid',
  recordNotPaid: 'Record as not paid',
  refused: 'Nothing was recorded.',
  // afterwards
  paidLabel: 'Paid',
  notPaidLabel: 'Not paid',
  resolvedPaid: '{by} looked at the ticket: paid.',
  resolvedNotPaid: '{by} looked at the ticket: not paid.',
  payAgain: 'The order can be paid again.',
  // alarms
  latePaid: 'The terminal answered late: {amount}, order {order}, WAS paid. HiPay is being told.',
  lateNotPaid:
    'The terminal answered late: {amount}, order {order}, was NOT paid. The order can be paid again.',
  contradictedPaid:
    'The terminal now says that {amount}, order {order}, WAS paid. It had been recorded as not paid. Compare with the tickets: if the customer paid twice, give one payment back on the terminal.',
  contradictedNotPaid:
    'The terminal now says that {amount}, order {order}, was NOT paid. It had been recorded as paid and HiPay was told. Compare with the tickets and have HiPay correct it.',
  seen: 'Understood',
} as const;
