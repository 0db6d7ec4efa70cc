import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repeatForm } from '../../../src/core/money/amount.ts';
import { readPaymentCall } from '../../../src/core/rest/order-request.ts';
import { sampleRequest } from './rest-samples.ts';

const read = (raw: unknown) => readPaymentCall(raw, ['EUR', 'JPY', 'KWD']);
const accepted = (raw: unknown) => {
  const call = read(raw);
  if (!call.ok) throw new Error(`${call.field} ${call.reason}`);
  return call;
};

describe("the sample request of HiPay's document", () => {
  test('is read if EUR replaces its placeholder for the currency', () => {
    const { request, echo } = accepted({ ...sampleRequest, currency: 'EUR' });
    expect(request).toEqual({
      orderId: 'Order_12345',
      amountMinor: 1023,
      currency: 'EUR',
      transactionType: 'Debit',
      paymentMeans: 'card',
      forceAuthorization: false,
      cart: [],
      customer: { id: '283749291', firstName: 'John', lastName: 'Doe', email: '[email protected]' },
      customData: { shop: 'Opera', vendor: 'Mario', newCustomer: true, event: 42 },
    });
    expect(echo.amountForm).toBe('comma');
    expect(echo.cart).toEqual(sampleRequest.cart);
    expect(echo.cartWarning).toContain('8.99');
  });

  test('keeps its cart if the amount is the total of its items', () => {
    const { request, echo } = accepted({ ...sampleRequest, currency: 'EUR', amount: 8.99 });
    expect(request.cart).toHaveLength(1);
    expect(echo.cartWarning).toBeUndefined();
  });

  test('is refused with its literal "string" currency', () => {
    expect(read(sampleRequest)).toMatchObject({ ok: false, field: 'currency' });
  });
});

test('accepts a request with only an amount', () => {
  const { request, echo } = accepted({ amount: 10.23 });
  expect(request).toMatchObject({ amountMinor: 1023, currency: 'EUR', forceAuthorization: false, cart: [] });
  expect(request.orderId).toBeUndefined();
  expect(echo).toEqual({ amountForm: 'number', cart: {}, customer: {}, customData: {} });
});

test('accepts an amount with a float error, and repeats the paid amount', () => {
  const { request, echo } = accepted({ amount: 3.3000000000000003 });
  expect(request.amountMinor).toBe(330);
  expect(repeatForm('3.30', echo.amountForm)).toBe(3.3);
});

describe('the address for the terminal’s ticket', () => {
  const customer = { email: 'a@example.org', phone: '+33 6 12-34.56 78' };
  test.each([
    ['All', customer, { phone: '+33612345678', email: 'a@example.org' }],
    ['sms', customer, { phone: '+33612345678' }],
    ['Email', customer, { email: 'a@example.org' }],
    ['All', { email: 'no-address', phone: '12' }, undefined],
    ['SMS', {}, undefined],
    [undefined, customer, undefined],
  ])('with the option %s and the customer %j is %j', (receiptSendingOption, sentCustomer, receiptTo) => {
    const { request } = accepted({ amount: 1, receiptSendingOption, customer: sentCustomer });
    expect(request.receiptTo).toEqual(receiptTo);
  });
});

describe('the custom fields', () => {
  test.each<[unknown, object, string | undefined]>([
    [{ shop: 'Opera', vendor: null }, { shop: 'Opera' }, 'HiPay does not get vendor:'],
    [{ shop: 'Opera', tags: ['a'] }, { shop: 'Opera' }, 'HiPay does not get tags:'],
    [{ deep: { er: 1 }, list: [], n: 0, no: false }, { n: 0, no: false }, 'HiPay does not get deep, list:'],
    [{ text: 'x'.repeat(1025) }, {}, 'HiPay does not get text:'],
    [{ text: 'x'.repeat(1024) }, { text: 'x'.repeat(1024) }, undefined],
    [{ ['x'.repeat(65)]: 1 }, {}, `HiPay does not get ${'x'.repeat(64)}:`],
    [{ 'a\nb': null }, {}, 'HiPay does not get a?b:'],
    [{ a: [], b: [], c: [], d: [], e: [], f: [], g: [] }, {}, 'not get a, b, c, d, e and 2 more:'],
    [[1], {}, 'HiPay gets no custom_data: it must be an object'],
    ['x', {}, 'HiPay gets no custom_data: it must be an object'],
    [[], {}, undefined],
  ])(
    'of %j that HiPay does not take are left out, with a warning, and the sale goes on',
    (sent, kept, words) => {
      const { request, echo } = accepted({ amount: 1, custom_data: sent });
      expect(request.customData).toEqual(kept);
      if (words === undefined) expect(echo.customDataWarning).toBeUndefined();
      else expect(echo.customDataWarning).toContain(words);
      expect(echo.customData).toEqual(sent);
    },
  );
});

describe('each spelling of a field', () => {
  test.each([
    [{ transaction_type: 'Debit' }, { transactionType: 'Debit' }],
    [{ transation_type: 'debit' }, { transactionType: 'Debit' }],
    [{ transaction_type: 'Debit', transation_type: 'Debit' }, { transactionType: 'Debit' }],
    [{ transaction_type: 'Credit' }, { transactionType: 'Credit' }],
    [{ transaction_type: 'Cancel' }, { transactionType: 'Cancel' }],
    [{ transaction_type: 'Cancellation' }, { transactionType: 'Cancel' }],
    [{ transation_type: 'DUPLICATA' }, { transactionType: 'Duplicate' }],
    [{ transactionType: 'Authorization' }, { transactionType: 'Authorization' }],
    [{ payment_means: 'cheque' }, { paymentMeans: 'cheque' }],
    [{ paymentMeans: 'Card' }, { paymentMeans: 'card' }],
    [{ orderId: 'A1' }, { orderId: 'A1' }],
    [{ order_id: 12345 }, { orderId: '12345' }],
    [{ order_id: ' A1 ' }, { orderId: 'A1' }],
    [{ order_id: null }, {}],
    [{ order_id: '' }, {}],
    [{ currency: 'eur' }, { currency: 'EUR' }],
    [{ currency: null }, { currency: 'EUR' }],
    [{ force_authorization: 'True' }, { forceAuthorization: true }],
    [{ force_authorization: 1 }, { forceAuthorization: true }],
    [{ force_authorization: null }, { forceAuthorization: false }],
    [{ customData: { a: 1 } }, { customData: { a: 1 } }],
    [{ custom_data: [] }, { customData: {} }],
    [{ customer: [] }, { customer: {} }],
    [
      { customer: { firstName: 'A', lastname: 'B', id: 7 } },
      { customer: { firstName: 'A', lastName: 'B', id: '7' } },
    ],
    [{ cart: 'nonsense' }, { cart: [] }],
    [{ store: 'Nice', anything: { at: ['all'] } }, {}],
  ])('%j is read as %j', (fields, expected) => {
    expect(accepted({ amount: '1.00', ...fields }).request).toMatchObject(expected);
  });
});

describe('the refusal of a request', () => {
  test.each([
    [[], 'body'],
    ['10,23', 'body'],
    [null, 'body'],
    [{}, 'amount'],
    [{ amount: null }, 'amount'],
    [{ amount: '' }, 'amount'],
    [{ amount: 'abc' }, 'amount'],
    [{ amount: [10] }, 'amount'],
    [{ amount: true }, 'amount'],
    [{ amount: 0 }, 'amount'],
    [{ amount: -1 }, 'amount'],
    [{ amount: 1e9 }, 'amount'],
    [{ amount: 10.234 }, 'amount'],
    [{ amount: '1.000,00' }, 'amount'],
    [{ amount: '1,000' }, 'amount'],
    [{ amount: '1.000', currency: 'JPY' }, 'amount'],
    [{ amount: '1e2' }, 'amount'],
    [{ amount: 1.5, currency: 'JPY' }, 'amount'],
    [{ amount: 1, currency: 'USD' }, 'currency'],
    [{ amount: 1, currency: 978 }, 'currency'],
    [{ amount: 1, transaction_type: 'Refund' }, 'transaction_type'],
    [{ amount: 1, payment_means: 'cash' }, 'payment_means'],
    [{ amount: 1, payment_means: 1 }, 'payment_means'],
    [{ amount: 1, receipt_sending_option: 'Fax' }, 'receipt_sending_option'],
    [{ amount: 1, transaction_type: 7 }, 'transaction_type'],
    [{ amount: 1, transaction_type: 'constructor' }, 'transaction_type'],
    [{ amount: 1, receipt_sending_option: 'constructor' }, 'receipt_sending_option'],
    [{ amount: 1, transaction_type: 'Debit', transation_type: 'Credit' }, 'transaction_type'],
    [{ amount: 1, order_id: 'A', orderId: 'B' }, 'order_id'],
    [{ amount: 1, order_id: 'x'.repeat(33) }, 'order_id'],
    [{ amount: 1, order_id: 'A\u0002B' }, 'order_id'],
    [{ amount: 1, order_id: '.' }, 'order_id'],
    [{ amount: 1, orderId: ' .. ' }, 'order_id'],
    [{ amount: 1, order_id: {} }, 'order_id'],
    [{ amount: 1, order_id: 1.5 }, 'order_id'],
    [{ amount: 1, force_authorization: 'perhaps' }, 'force_authorization'],
    [{ amount: 1, customer: 'John' }, 'customer'],
    [{ amount: 1, customer: { firstname: {} } }, 'customer.firstname'],
    [{ amount: 1, customer: { email: 'x'.repeat(300) } }, 'customer.email'],
  ])('%j names the field %s', (raw, field) => {
    const call = read(raw);
    expect(call).toMatchObject({ ok: false, field });
    expect(call.ok || call.reason).not.toBe('');
  });
});

test('only "." and ".." are no order numbers, because an address cannot have them', () => {
  const ids = ['...', '.A', '..A', './', 'A.', '-'];
  expect(ids.map((id) => read({ amount: 1, order_id: id }))).toMatchObject(
    ids.map((orderId) => ({ ok: true, request: { orderId } })),
  );
  expect(read({ amount: 1, order_id: '..' })).toMatchObject({
    reason: expect.stringMatching(/^must not be "..":/),
  });
});

describe('a name that decides the payment, in another spelling', () => {
  test.each([
    [{ amount: 1, Order_ID: 'A' }, 'Order_ID', 'order_id'],
    [{ amount: 1, orderid: 'A' }, 'orderid', 'order_id'],
    [{ amount: 1, 'order-id': 'A' }, 'order-id', 'order_id'],
    [{ amount: 1, 'order_id\u200b': 'A' }, 'order_id?', 'order_id'],
    [{ Amount: 1 }, 'Amount', 'amount'],
    [{ amount: '', AMOUNT: 1 }, 'AMOUNT', 'amount'],
    [{ amount: 1, Currency: 'USD' }, 'Currency', 'currency'],
    [{ amount: 1, TransactionType: 'Credit' }, 'TransactionType', 'transaction_type'],
    [{ amount: 1, Transation_Type: 'Credit' }, 'Transation_Type', 'transaction_type'],
    [{ amount: 1, PAYMENT_MEANS: 'cheque' }, 'PAYMENT_MEANS', 'payment_means'],
  ])('%j is refused, and not ignored', (raw, field, name) => {
    expect(read(raw)).toEqual({ ok: false, field, reason: `is not a name of this call: write ${name}` });
  });
  test.each([
    { amount: 1, order_id: 'A', Order_ID: 'A' },
    { amount: 1, Order_ID: '' },
    { amount: 1, ORDER_ID: null },
    { amount: 1, Cart: {}, CUSTOM_DATA: {}, Customer: 7, order: 'A', order_number: 'A' },
  ])('%j is ignored as before', (raw) => expect(read(raw).ok).toBe(true));
});

test.each([
  [{ amount: '1,00', Amount: '2,00' }, 'Amount', 'amount'],
  [{ amount: 1, currency: 'EUR', Currency: 'USD' }, 'Currency', 'currency'],
  [{ amount: 1, order_id: 'A', orderID: 'B' }, 'orderID', 'order_id'],
])('%j is refused: two spellings with different values', (raw, field, name) => {
  expect(read(raw)).toEqual({ ok: false, field, reason: `contradicts ${name}` });
});

test('treats keys such as __proto__ as plain names', () => {
  const raw = JSON.parse('{"amount": 1, "__proto__": {"amount": 2}, "custom_data": {"constructor": "x"}}');
  expect(accepted(raw).request).toMatchObject({ amountMinor: 100, customData: { constructor: 'x' } });
});

test('never throws for any JSON', () => {
  const anyField = fc.constantFrom('amount', 'currency', 'order_id', 'cart', 'customer', 'custom_data');
  fc.assert(fc.property(fc.jsonValue(), (raw) => void read(raw)));
  fc.assert(fc.property(fc.dictionary(anyField, fc.jsonValue()), (raw) => void read({ amount: 1, ...raw })));
});

describe('the sale of a refund', () => {
  const refund = { amount: '4,00', transaction_type: 'Credit' };
  test.each([
    ['refund_of', { refund_of: ' Order_1 ' }, 'Order_1'],
    ['refundOf', { refundOf: 'Order_1' }, 'Order_1'],
    ['a number', { refund_of: 17 }, '17'],
    ['a Cancel', { refund_of: 'Order_1', transaction_type: 'Cancel' }, 'Order_1'],
    ['no such field', {}, undefined],
  ])('is read from %s', (_, fields, sale) => {
    expect(accepted({ ...refund, ...fields }).request.refundOf).toBe(sale);
  });
  test.each([
    ['with a Debit', { refund_of: 'Order_1', transaction_type: 'Debit' }, 'refund_of'],
    ['without an operation', { refund_of: 'Order_1', transaction_type: undefined }, 'refund_of'],
    ['too long', { refund_of: 'x'.repeat(33) }, 'refund_of'],
    ['in another spelling', { RefundOf: 'Order_1' }, 'RefundOf'],
    ['with an empty text', { refund_of: '' }, 'refund_of'],
    ['with spaces only', { refund_of: '  ' }, 'refund_of'],
    ['with null', { refundOf: null }, 'refundOf'],
    ['with null in another spelling', { Refund_Of: null }, 'Refund_Of'],
    ['with null beside a sale', { refund_of: null, refundOf: 'Order_1' }, 'refund_of'],
    ['with two sales', { refund_of: 'Order_1', refundOf: 'Order_2' }, 'refund_of'],
  ])('is refused %s', (_, fields, field) => {
    expect(read({ ...refund, ...fields })).toMatchObject({ ok: false, field });
  });
});
