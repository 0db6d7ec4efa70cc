import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';

/** The sample request on HiPay's public page, unchanged. */
export const sampleRequest = {
  amount: '10,23',
  currency: 'string',
  order_id: 'Order_12345',
  transation_type: 'Debit',
  force_authorization: false,
  cart: {
    european_article_numbering: 4711892728946,
    product_reference: 'NF-a1690',
    type: 'good',
    quantity: 1,
    name: 'My first product',
    unit_price: 8.99,
    tax_rate: 0,
    discount: 0,
    total_amount: 8.99,
  },
  customer: { id: 283749291, firstname: 'John', lastname: 'Doe', email: '[email protected]' },
  custom_data: { shop: 'Opera', vendor: 'Mario', newCustomer: true, event: 42 },
};

/** The keys of the sample response on HiPay's public page, in their order. */
export const sampleReplyKeys = [
  'paymentStatus',
  'notificationHipaySent',
  'numberOfNotificationSent',
  'amount',
  'currency',
  'orderId',
  'transationType',
  'forceAuthorization',
  'cart',
  'customer',
  'customData',
];

/** The connector's answer to a paid sale. */
export const approved: PaymentAnswer = {
  orderId: 'Order_12345',
  outcome: 'APPROVED',
  charge: 'charged',
  amountMinor: 1023,
  currency: 'EUR',
  transactionType: 'Debit',
  forceAuthorization: false,
  notification: { sent: true, count: 1, pending: 0 },
  replayed: false,
  simulated: false,
};
