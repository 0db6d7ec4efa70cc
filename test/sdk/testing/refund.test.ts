import { expect, test } from 'vitest';
import { openTestConnector } from '../../../src/sdk/testing/index.ts';

test('a web till refunds a part of a sale, and reads the refundable rest', async () => {
  const connector = await openTestConnector();
  await connector.pay({ amountMinor: 1023, orderId: 'Order_1' });
  const credit = { transactionType: 'Credit', refundOf: 'Order_1' } as const;
  expect(await connector.pay({ ...credit, amountMinor: 400, orderId: 'Refund_1' })).toMatchObject({
    paymentStatus: 'SUCCESS',
    refundOf: 'Order_1',
  });
  expect(await connector.pay({ ...credit, amountMinor: 624, orderId: 'Refund_2' })).toMatchObject({
    paymentStatus: 'FAILURE',
    refundableMinor: 623,
    failure: { name: 'request-invalid', charge: 'nothing-sent' },
  });
  expect(await connector.payments.get('Order_1')).toMatchObject({
    refunds: [{ orderId: 'Refund_1', amountMinor: 400, charge: 'charged' }],
    refundableMinor: 623,
  });
});
