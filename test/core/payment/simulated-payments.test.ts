import { describe, expect, test } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { withRefundLink } from '../../../src/core/payment/refund-links.ts';
import { countedAt } from '../../../src/core/payment/simulated-payments.ts';
import { balanceOf, judgeRefund, lostRefunds, startRefund } from '../../../src/core/records/refunds.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const { terminal } = aRecord();
const paid = { state: 'answered', outcome: 'APPROVED' } as const;
const inTrial = (change: Partial<PaymentRecord> = {}) => aRecord({ ...paid, paymentId: 'trial', ...change });
const atRealTerminal = (change: Partial<PaymentRecord> = {}) =>
  aRecord({
    ...paid,
    paymentId: 'real',
    terminal: { ...terminal, link: 'web-serial', simulated: false },
    ...change,
  });

describe('at a real terminal', () => {
  test('a simulated payment does not count', () => {
    const real = atRealTerminal();
    expect(countedAt([inTrial(), real], false)).toEqual([real]);
  });

  test.each<[string, Partial<PaymentRecord>]>([
    ['was made from a permit', { onlyLeave: true }],
    ['this version cannot read as a whole', { asWritten: {} }],
    ['names the link of a real terminal', { terminal: { ...terminal, link: 'web-serial' } }],
    ['names no link', { terminal: { ...terminal, link: '' } }],
    ['says only by its link that it is simulated', { terminal: { ...terminal, simulated: false } }],
  ])('a payment counts that %s', (_, change) => {
    const record = inTrial(change);
    expect(countedAt([record], false)).toEqual([record]);
  });
});

test('at a simulated terminal all payments count', () => {
  const all = [inTrial(), atRealTerminal()];
  expect(countedAt(all, true)).toEqual(all);
});

describe('a real sale with the number of a simulated one', () => {
  const refund = aRequest({ orderId: 'R1', transactionType: 'Credit', refundOf: 'Order_1' });
  const trialRefund = inTrial({ paymentId: 'trial refund', orderId: 'R1', request: refund });
  const realRefund = atRealTerminal({ paymentId: 'real refund', orderId: 'R1', request: refund });
  const trialSale = withRefundLink(inTrial(), 'R1', 2000);

  test('can be refunded, whatever was refunded in the trial', () => {
    const facts = { sale: [trialSale, atRealTerminal()], refunds: [trialRefund] };
    expect(judgeRefund({ request: refund, simulated: false }, facts)).toBeUndefined();
    expect(balanceOf(facts)).toMatchObject({ paidMinor: 1023, refundedMinor: 0, refundableMinor: 1023 });
  });

  test('is refused a second refund, also of the number of a simulated refund', () => {
    const sale = [trialSale, withRefundLink(atRealTerminal(), 'R1', 3000)];
    const facts = { sale, refunds: [trialRefund, realRefund] };
    expect(judgeRefund({ request: refund, simulated: false }, facts)?.detail).toContain('0.00 EUR');
  });

  test('lacks the record of its refund, although a simulated refund has this number', () => {
    const sale = [trialSale, withRefundLink(atRealTerminal(), 'R1', 3000)];
    expect(lostRefunds({ sale, refunds: [trialRefund] })).toEqual(['R1']);
  });

  test('gets the link to its refund', () => {
    const real = atRealTerminal();
    const begun = startRefund(aRecord({ ...realRefund, state: 'intended' }), {
      sale: [trialSale, real],
      refunds: [trialRefund],
    });
    expect(begun).toEqual({ kind: 'begun', sale: withRefundLink(real, 'R1', realRefund.createdAt) });
  });
});

test('a simulated sale is not refunded at a real terminal', () => {
  const request = aRequest({ orderId: 'R1', transactionType: 'Credit', refundOf: 'Order_1' });
  const facts = { sale: [inTrial()], refunds: [] };
  expect(judgeRefund({ request, simulated: false }, facts)?.detail).toContain('was simulated');
});
