import { expect, test } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { findRefundRefusal } from '../../../src/sidecar/payments/refund-knowledge.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const refundRecord = (number: number, change: Partial<PaymentRecord> = {}) => {
  const orderId = `Refund_${number}`;
  const request = aRequest({ orderId, amountMinor: 400, transactionType: 'Credit', refundOf: 'Order_1' });
  return aRecord({ orderId, paymentId: `payment of ${orderId}`, request, leave: 'needed', ...change });
};

/** Why the second refund of a sale may not begin, which a page without the first one asks for. */
function refusalBeside(first: PaymentRecord, running: readonly string[]) {
  const own = refundRecord(2);
  const sale = aRecord({ state: 'answered', outcome: 'APPROVED' });
  const refunds = {
    payments: [first],
    notifications: [],
    isIncomplete: false,
    acceptedAt: undefined,
    lost: [],
  };
  return findRefundRefusal(
    own.paymentId,
    [own],
    {
      ...{ payments: [sale], knowledgeLost: false, keptElsewhere: undefined },
      refunds: { ...refunds, running, keptElsewhere: undefined },
    },
    { saleRecords: [], permits: [{ orderId: first.orderId, paymentId: first.paymentId }] },
  );
}

const onlyPermit = { state: 'unknown', outcome: 'UNKNOWN', onlyLeave: true } as const;

test.each([
  ['was waiting for the customer', { state: 'waiting' }],
  ['was sending', { state: 'sending' }],
  ['has only its permit', onlyPermit],
] as const)('beside a refund of an earlier start that %s, a refund is told of the doubt', (_, change) => {
  const refusal = refusalBeside(refundRecord(1, change), []);
  expect(refusal).toMatchObject({ failure: 'refund-in-doubt' });
  expect(refusal?.detail).toContain('order Refund_1, is in doubt. Resolve order Refund_1');
});
test.each([
  ['waits for the customer', { state: 'waiting' }],
  ['got its permit a moment ago', onlyPermit],
] as const)('beside a refund that %s, a refund is told to wait', (_, change) => {
  const first = refundRecord(1, change);
  const refusal = refusalBeside(first, [first.paymentId]);
  expect(refusal).toMatchObject({ failure: 'payment-running' });
  expect(refusal?.detail).toContain('order Refund_1, runs');
});
