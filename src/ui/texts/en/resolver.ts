/** What else the screens say of an unknown payment; its dialogue and its alarms have texts of their own. Their keys are every language's keys. */
export const resolver = {
  open: 'Check the ticket',
  later: 'Not now',
  paidLabel: 'Paid',
  notPaidLabel: 'Not paid',
  resolvedPaid: '{by} looked at the ticket: paid.',
  resolvedNotPaid: '{by} looked at the ticket: not paid.',
  payAgain: 'The order can be paid again.',
} as const;
