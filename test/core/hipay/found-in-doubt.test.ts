import { describe, expect, it } from 'vitest';
import { afterReply, beginTry, withSiblings } from '../../../src/core/hipay/delivery-try.ts';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { answered, entryWithPaymentId as entry } from '../../fakes/hipay-answers.ts';

// HiPay's answer to a look-up: a yes with a part of a no delivers nothing, and a no with a part of a yes sends nothing again.

const fresh = entry();
const lostBefore = entry({ attempts: 1, mayHaveArrived: true });
const sibling = entry({ entryId: 'entry-2', contract: 'nfc', merchantId: '1234568', attempts: 1 });
const duplicate = answered(400, { code: '3010004', message: 'Duplicate Order' });

/** The verdicts on a look-up before a resend and after a duplicate, with what is known of the arrival. */
function verdicts(body: unknown, siblings: readonly OutboxEntry[] = []) {
  const of = (tried: OutboxEntry, replies: readonly GatewayReply[]) => {
    let current = withSiblings(beginTry(tried), tried, siblings);
    for (const reply of replies) {
      const next = afterReply(current, reply, 1000);
      if (next.kind === 'end') {
        const { verdict, mayHaveArrived } = next;
        return { as: verdict.kind === 'parked' ? verdict.as : verdict.kind, mayHaveArrived };
      }
      current = next;
    }
    return { as: `asks ${current.nextRequest}`, mayHaveArrived: true };
  };
  return {
    lost: of(lostBefore, [answered(200, body)]),
    afterDuplicate: of(fresh, [duplicate, answered(200, body)]),
  };
}
const expectPerson = (body: unknown, siblings: readonly OutboxEntry[] = []) => {
  const seen = verdicts(body, siblings);
  expect(seen.lost).toEqual({ as: 'cannot-tell', mayHaveArrived: true });
  expect(seen.afterDuplicate.as).toBe('cannot-tell');
};

/** HiPay's documented order and transaction of the consultation v3. */
const completed = {
  ...{ id: 800000000001, attemptid: 1, mid: '1234567', merchant_order_id: 'Order_1', state: 'completed' },
  ...{ status: 18, reason: { code: null, reason: null }, amount: '10.23', currency: { code: 'EUR' } },
  ...{ authorized_amount: '10.23', captured_amount: '10.23', refunded_amount: '0.00', sub_transactions: [] },
  operations: [{ type: 'CAPTURE', status: 'COMPLETED', amount: '10.23', currency: { code: 'EUR' } }],
  ...{ payment_product: { code: 'cb' }, issuer: { country: 'FR' }, debit_agreement: { status: 'x' } },
};
const declined = {
  ...{
    ...completed,
    id: 800000000000,
    state: 'declined',
    status: 13,
    reason: { code: 4010101, reason: 'Declined' },
  },
  ...{ authorized_amount: '0.00', captured_amount: '0.00', operations: [] },
};
const order = {
  ...{ id: 1537532589263, merchant_order_id: 'Order_1', attempts: 1, amount: '10.23', decimals: 2 },
  ...{ currency: { code: 'EUR' }, customer: { id: '7', state: 'TX' }, billing_to: null },
  terminal_information: { authorization_code: '00', authorization_number: '963379' },
  custom_data: '{"_reporting_data_3":"payment-1"}',
  transactions: [completed],
};
const ours = (...transactions: object[]) => ({ ...order, transactions });
const ofOther = { ...order, custom_data: '{"_reporting_data_3":"payment-2"}' };
const unnamed = { ...order, custom_data: null };

describe('HiPay’s order as it is documented', () => {
  it('is delivered if it is completed', () => {
    const refund = { type: 'REFUND', status: 'FAILURE', state: 'declined', amount: '1.00' };
    const refunded = { ...completed, refunded_amount: '10.23', operations: [refund] };
    for (const transactions of [[completed], [refunded], [{ ...completed, captured_amount: '0.00' }]])
      expect(verdicts(ours(...transactions)).lost.as).toBe('delivered');
    expect(verdicts(ours(declined, completed)).lost.as).toBe('delivered');
    const page = {
      data: [order],
      pagination: { page: 1, total_items: 1, total_pages: 1 },
      _links: { next: null },
    };
    expect(verdicts(page).lost.as).toBe('delivered');
  });
  it('is looked at by a person if one transaction is both completed and declined', () => {
    const twin = { ...declined, id: completed.id };
    for (const transactions of [
      [completed, twin],
      [twin, completed],
    ])
      expect(verdicts(ours(...transactions)).lost.as).toBe('cannot-tell');
  });
  it('is sent again, or refused after a duplicate, if it is declined', () => {
    for (const body of [ours(declined), ours(declined, declined), [ours(declined), ofOther]])
      expect(verdicts(body)).toMatchObject({
        lost: { as: 'asks order' },
        afterDuplicate: { as: 'refused' },
      });
  });
  it('has the number of another payment', () => {
    for (const body of [ofOther, [ofOther], { data: [ofOther], pagination: { total_items: 1 } }])
      expect(verdicts(body).lost).toEqual({ as: 'order-number-taken', mayHaveArrived: false });
  });
});

describe('a declined order with a sign of a taken transaction', () => {
  it.each<[string, unknown]>([
    ['a captured amount', ours({ ...declined, captured_amount: '10.23' })],
    ['an authorized amount', ours({ ...declined, authorizedAmount: '10.23' })],
    ['a refunded amount', ours({ ...declined, refunded_amount: '10.23' })],
    ['an authorization code', ours({ ...declined, authorization_code: '123456' })],
    ['the status of a captured one', ours({ ...declined, status: 118 })],
    ['the message of a captured one', ours({ ...declined, message: 'Captured' })],
    ['an operation that is completed', ours({ ...declined, operations: completed.operations })],
    ['a part that is completed', ours({ ...declined, sub_transactions: [{ state: 'completed' }] })],
    ['another state', ours({ ...declined, State: 'completed' })],
    ['the state of the order', { ...ours(declined), state: 'completed' }],
    ['the status of the order', { ...ours(declined), status: 118 }],
    ['the amount of the order', { ...ours(declined), captured_amount: '10.23' }],
    ['a second order without an id', [ours(declined), unnamed]],
    ['a second order without an id, with its state', [ours(declined), { ...unnamed, state: 'completed' }]],
  ])('waits for a person: %s', (_, body) => expectPerson(body));
});

describe('a completed order with a part of a no', () => {
  it.each<[string, unknown]>([
    ['another captured amount', ours({ ...completed, captured_amount: '99.00' })],
    ['another authorized amount', ours({ ...completed, authorized_amount: '99.00' })],
    [
      'another payment in its transaction',
      ours({ ...completed, custom_data: '{"ecr_payment_id":"payment-2"}' }),
    ],
    ['another payment in its order', { ...order, data: { custom_data: '{"ecr_payment_id":"payment-2"}' } }],
    ['another number in its transaction', ours({ ...completed, merchant_order_id: 'OTHER' })],
    ['the status of a refused one', ours({ ...completed, status: 113 })],
    ['HiPay’s code as its reason', ours({ ...completed, reason: { code: 4010101 } })],
    ['another state', ours({ ...completed, State: 'DECLINED' })],
    ['the state of the order', { ...order, state: 'declined' }],
    ['an error of the order', { ...order, errors: [{ code: 3010004 }] }],
  ])('waits for a person: %s', (_, body) => expectPerson(body));
});

describe('an answer that is not whole', () => {
  it.each<[string, unknown]>([
    ['a number of items', { data: [ofOther], total: 5 }],
    ['the items of its pages', { data: [ofOther], pagination: { total_items: 5 } }],
    ['its pages', { data: [ofOther], pagination: { page: 1, total_pages: 2 } }],
    ['the second page', { data: [ofOther], pagination: { page: 2 } }],
    ['the next page', { data: [ofOther], _links: { next: { href: '/v3/orders?page=2' } } }],
    ['an item that cannot be read', [ofOther, 7]],
    ['the next page of one order', { ...ofOther, _links: { next: '/v3/orders?page=2' } }],
  ])('does not prove that the number is of another payment: %s', (_, body) => expectPerson(body));
  it('does not prove that our order is declined', () => {
    expectPerson({ data: [ours(declined)], total: 2 });
  });
  it('is still a yes if it has ours', () => {
    expect(verdicts({ data: [order], total: 5 }).lost.as).toBe('delivered');
  });
});

describe('an order of a payment under two contracts', () => {
  const ofSibling = { ...completed, mid: '1234568' };
  const group = [sibling];
  it.each<[string, object]>([
    ['no contract', { ...completed, mid: undefined }],
    ['an unknown contract', { ...completed, mid: '77' }],
    ['no contract, and is declined', { ...declined, mid: undefined }],
  ])('waits for a person if a transaction names %s', (_, other) => {
    expectPerson(ours(ofSibling, other), group);
    expectPerson(ours({ ...declined }, other), group);
  });
  it('is judged if every transaction names one of them', () => {
    expect(verdicts(ours(ofSibling), group).lost.as).toBe('asks order');
    expect(verdicts(ours(ofSibling), group).afterDuplicate.as).toBe('covered-by-sibling');
    expect(verdicts(ours(ofSibling, declined), group).lost.as).toBe('asks order');
    expect(verdicts(ours(completed, { ...completed, mid: '77' }), group).lost.as).toBe('delivered');
  });
});
