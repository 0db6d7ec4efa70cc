/** The window that customers see. It never says why a card was refused. */
export const texts = {
  open: 'Customer display',
  blocked: 'The browser has opened no window. Allow pop-ups for this page, then press again.',
  fullscreen: 'Full screen',
  refund: 'Refund',
  /** `part`: the words below the paid amount, and below what is left. */
  views: {
    idle: { title: 'Welcome', sub: 'Cards and contactless accepted' },
    card: { title: 'Present your card', sub: '' },
    wait: { title: 'One moment', sub: '' },
    paid: { title: 'Paid, thank you!', sub: '' },
    part: { title: 'paid', sub: 'left to pay' },
    reserved: { title: 'Thank you!', sub: 'The amount is reserved.' },
    refunded: { title: 'Refunded', sub: '' },
    declined: { title: 'Payment refused', sub: 'You have not been charged. Try another card.' },
    'not-made': { title: 'Payment not made', sub: 'You have not been charged.' },
    doubt: { title: 'One moment', sub: 'The payment is being checked.' },
  },
};

export type CustomerDisplayTexts = typeof texts;
