import { describe, expect, it } from 'vitest';
import { type ChargeOfOrder, findChargedTwice } from '../../../src/core/records/charged-twice.ts';

const sale = (paymentId: string, change: Partial<ChargeOfOrder> = {}): ChargeOfOrder => ({
  paymentId,
  orderId: 'Order_1',
  transactionType: 'Debit',
  charge: 'charged',
  simulated: false,
  ...change,
});
const found = (...payments: ChargeOfOrder[]) =>
  [...findChargedTwice(payments)].map(([order, charged]) => [order, charged.map((each) => each.paymentId)]);

describe('an order that was charged twice', () => {
  it('is found, with only its charged sales', () => {
    const refused = sale('c', { charge: 'not-charged' });
    const other = sale('d', { orderId: 'Order_2' });
    expect(found(sale('a'), refused, other, sale('b'))).toEqual([['Order_1', ['a', 'b']]]);
  });
  it('is found if both payments are simulated', () => {
    const change = { simulated: true };
    expect(found(sale('a', change), sale('b', change))).toEqual([['Order_1', ['a', 'b']]]);
  });
  it('is not found if one payment is listed twice', () => {
    expect(found(sale('a'), sale('a'))).toEqual([]);
  });
  it.each([
    { charge: 'unknown' },
    { charge: 'not-charged' },
    { charge: 'nothing-sent' },
    { transactionType: 'Credit' },
    { transactionType: 'Cancel' },
    { transactionType: 'Authorization' },
    { transactionType: 'Duplicate' },
    { orderId: 'order_1' },
    { simulated: true },
  ] as const)('is not found if the second payment has %o', (change) => {
    expect(found(sale('a'), sale('b', change))).toEqual([]);
  });
});
