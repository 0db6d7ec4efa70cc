import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepeatedField } from '../../../src/core/rest/repeated-fields.ts';

describe('a field that decides the payment and is twice in the text of a call', () => {
  it.each([
    ['{"amount": "10.00", "amount": "1000.00"}', 'amount'],
    ['{"order_id": "A", "amount": 1, "order_id": "B"}', 'order_id'],
    ['{"orderId":"A","orderId":1}', 'orderId'],
    ['{"currency":"EUR","currency":null,"amount":1}', 'currency'],
    ['{"transaction_type":"Debit","transaction_type":"Credit"}', 'transaction_type'],
    ['{"amount":1,"am\\u006funt":2}', 'amount'],
    ['{"amount":{"a":"}"},"amount":["]",{"amount":3}]}', 'amount'],
    ['{"amount":1,"customer":{"id":"\\"amount\\":2"},"amount":2}', 'amount'],
    ['{"Order_ID":"A","Order_ID":"B"}', 'Order_ID'],
  ])('is found in %s', (text, name) => expect(findRepeatedField(text)).toBe(name));
  it.each([
    '{"amount": 1, "amount": 1}',
    '{"amount": "1\\u0030", "amount": "10"}',
    '{"amount":1,"cart":[{"amount":2},{"amount":3}],"customer":{"amount":4}}',
    '{"amount":1,"note":"a","note":"b","customer":{},"customer":{"id":1}}',
    '{"amount":1,"note":"\\"amount\\":2,"}',
    '[{"amount":1,"amount":2}]',
    '7',
    '"amount"',
    '{}',
  ])('is not found in %s', (text) => expect(findRepeatedField(text)).toBeUndefined());
  it('is never found in a text that JSON.stringify makes', () => {
    const name = fc.constantFrom('amount', 'order_id', 'a"b', '\\', '{', 'cart');
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue()), (value) => {
        for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)])
          expect(findRepeatedField(text)).toBeUndefined();
      }),
    );
  });
});
