export const texts = {
  title: 'Receipt',
  of: 'Order {order}',
  customer: 'For the customer',
  merchant: 'For the shop',
  both: 'For both',
  print: 'Print',
  copy: 'Copy as text',
  save: 'Save as a file',
  /** How the name of its file begins: without accents, for old systems. */
  customerFile: 'receipt-customer',
  merchantFile: 'receipt-shop',
  bothFile: 'receipt',
  copied: 'Copied.',
  notCopied: 'The browser did not let it be copied. Mark the text and copy by hand.',
  close: 'Close',
  none: 'No receipt of this payment is kept. Print it again on the terminal: “Duplicate”.',
  failed: 'The receipt could not be read. The payment itself is not changed by this. Try again.',
  loading: 'Reading…',
};

export type ReceiptsTexts = typeof texts;
