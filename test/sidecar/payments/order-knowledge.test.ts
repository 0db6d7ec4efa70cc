import { describe, expect, test } from 'vitest';
import type { FailureName } from '../../../src/core/failures/failures.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import {
  assessOrder,
  doubtfulPermits,
  findRefusal,
  type OrderFacts,
  type PermitFacts,
  withProvenEnds,
} from '../../../src/sidecar/payments/order-knowledge.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { paidAnswer } from '../helpers/fake-page.ts';

const record = (paymentId: string, change: Partial<PaymentRecord> = {}) =>
  aRecord({ paymentId, leave: 'needed', installation: 'book', ...change });
const intended = record('a');
const sending = record('a', { state: 'sending', history: [{ state: 'sending', at: 2 }] });
const approved = record('a', { state: 'answered', outcome: 'APPROVED' });
const declined = record('b', { state: 'closed', outcome: 'DECLINED', createdAt: 900 });
const unknown = record('a', { state: 'unknown', outcome: 'UNKNOWN', history: sending.history });
const permitA = { orderId: 'Order_1', paymentId: 'a', journal: 'book' };
const oldPermit = { orderId: 'Order_1', journal: 'book' };
const answered = (change: Partial<PaymentAnswer>) => paidAnswer(aRequest(), { paymentId: 'a', ...change });
const pagePaid = answered({});
const pageDeclined = answered({ outcome: 'DECLINED', charge: 'not-charged' });
const pageUnknown = answered({ outcome: 'UNKNOWN', charge: 'unknown' });
const keptElsewhere = 'records-2026-03.jsonl';
const facts = (change: Partial<OrderFacts>): OrderFacts => ({
  payments: [],
  permits: [],
  knowledgeLost: false,
  ...change,
});

describe('what the sidecar knows of an order', () => {
  test.each<[string, Partial<OrderFacts>, string, string?]>([
    ['nothing', {}, 'not-charged'],
    ['nothing, and records may be lost', { knowledgeLost: true }, 'unknown'],
    ['nothing, and its number is in a month that was moved away', { keptElsewhere }, 'unknown'],
    [
      'paid, and a month that was moved away says more',
      { payments: [approved], keptElsewhere },
      'charged',
      'a',
    ],
    [
      'declined, and a month that was moved away says more',
      { payments: [declined], keptElsewhere },
      'unknown',
    ],
    ['begun without a permit', { payments: [intended] }, 'not-charged', 'a'],
    ['begun by hand, which needs no permit', { payments: [aRecord({ paymentId: 'a' })] }, 'unknown', 'a'],
    ['begun, with a permit', { payments: [intended], permits: [permitA] }, 'unknown', 'a'],
    ['a permit without a record', { permits: [permitA] }, 'unknown'],
    ['a permit of an older program', { permits: [oldPermit] }, 'unknown'],
    ['sent, without a permit', { payments: [sending] }, 'unknown', 'a'],
    ['paid, and the permit has not ended', { payments: [approved], permits: [permitA] }, 'charged', 'a'],
    ['paid, and records may be lost', { payments: [approved], knowledgeLost: true }, 'charged', 'a'],
    ['declined', { payments: [declined] }, 'not-charged', 'b'],
    ['declined, and records may be lost', { payments: [declined], knowledgeLost: true }, 'unknown'],
    ['declined, and another payment has a permit', { payments: [declined], permits: [permitA] }, 'unknown'],
    ['declined later than paid', { payments: [declined, { ...approved, createdAt: 1 }] }, 'charged', 'a'],
    ['declined, and another is unknown', { payments: [declined, unknown] }, 'unknown', 'a'],
    ['nothing, and the page knows a paid one', { pageAnswer: pagePaid }, 'charged', 'the page’s'],
    [
      'declined, and the page knows a paid one',
      { payments: [declined], pageAnswer: pagePaid },
      'charged',
      'the page’s',
    ],
    [
      'a permit, and the page knows its end',
      { permits: [permitA], pageAnswer: pageDeclined },
      'not-charged',
      'the page’s',
    ],
    [
      'sent, and the page knows the end',
      { payments: [sending], pageAnswer: pageDeclined },
      'not-charged',
      'the page’s',
    ],
    [
      'paid, and an old journal says declined',
      { payments: [approved], pageAnswer: pageDeclined },
      'charged',
      'a',
    ],
    [
      'paid, and an old journal says unknown',
      { payments: [approved], pageAnswer: pageUnknown },
      'charged',
      'a',
    ],
    [
      'a permit, and a page knows another one',
      { permits: [permitA], pageAnswer: { ...pageDeclined, paymentId: 'b' } },
      'unknown',
    ],
    [
      'paid, and a page did not look',
      { payments: [approved], pageAnswer: answered({ charge: 'nothing-sent' }) },
      'charged',
      'a',
    ],
    [
      'a duplicate only',
      { payments: [{ ...unknown, request: aRequest({ transactionType: 'Duplicate' }) }] },
      'not-charged',
    ],
  ])('%s', (_, change, charge, reported) => {
    const known = assessOrder(facts(change));
    expect(known.charge).toBe(charge);
    expect(known.pageAnswer ? 'the page’s' : known.payment?.paymentId).toBe(reported);
  });
  test('the page’s answer about a payment without an end settles its permit; its answer about another does not', () => {
    const order = { payments: [intended], permits: [permitA] };
    expect(doubtfulPermits(facts({ ...order, pageAnswer: pageDeclined }))).toEqual([]);
    expect(doubtfulPermits(facts({ ...order, pageAnswer: { ...pageDeclined, paymentId: 'b' } }))).toEqual([
      permitA,
    ]);
  });
  test('a payment without a permit is closed as not sent, always in the same words', () => {
    const [closed] = withProvenEnds([intended], []);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'NOT_SENT', leave: 'refused' });
    expect(withProvenEnds([intended], [])).toEqual([closed]);
    // Another journal has closed its copy of the payment as unknown, because it did not know the end.
    const copied = { ...intended, state: 'unknown', outcome: 'UNKNOWN' } as const;
    expect(withProvenEnds([copied], [])[0]).toMatchObject({ state: 'closed' });
    for (const open of [sending, unknown, approved, aRecord()])
      expect(withProvenEnds([open], [])).toEqual([open]);
    expect(withProvenEnds([intended], [permitA])).toEqual([intended]);
  });
});

describe('a permit to begin', () => {
  const own = record('new');
  const asks = { paymentId: 'new', payments: [own], permits: [], isKnownAtPage: false, knowledgeLost: false };
  test.each([
    ['a first payment', {}, true],
    ['after a refusal', { payments: [declined, own] }, true],
    ['after one that never got a permit', { payments: [intended, own] }, true],
    [
      'after one with a permit and a certain end',
      { payments: [{ ...declined, paymentId: 'a' }, own], permits: [permitA] },
      true,
    ],
    ['after a paid one', { payments: [approved, own] }, false],
    ['after an unknown one', { payments: [unknown, own] }, false],
    ['after one with a permit', { payments: [intended, own], permits: [permitA] }, false],
    ['after a permit without a record', { permits: [permitA] }, false],
    ['a second time', { permits: [{ ...permitA, paymentId: 'new' }] }, false],
    ['while records of the order may be lost', { knowledgeLost: true }, false],
    ['if its number is in a month that was moved away', { keptElsewhere }, false],
    ['without its own record', { payments: [] }, false],
    ['after its frame was sent', { payments: [{ ...own, state: 'sending' as const }] }, false],
    ['after a permit of an older program to the same journal', { permits: [oldPermit] }, true],
    [
      'after a permit of an older program to another journal',
      { permits: [{ ...oldPermit, journal: 'other' }] },
      false,
    ],
    ['after a permit that names no journal', { permits: [{ orderId: 'Order_1' }] }, false],
    [
      'the same, and the page knows the order',
      { permits: [{ orderId: 'Order_1' }], isKnownAtPage: true },
      true,
    ],
  ])('%s', (_, change, isGiven) => {
    expect(findRefusal({ ...asks, ...change }) === undefined).toBe(isGiven);
  });
  test('of a real terminal, although a simulated payment of the order was paid or is in doubt', () => {
    const { terminal } = own;
    const real = { ...own, terminal: { ...terminal, link: 'web-serial', simulated: false } };
    const doubt = { ...unknown, paymentId: 'b' };
    for (const [payments, isGiven] of [
      [[{ ...approved, paymentId: 'b' }, real], true],
      [[doubt, real], true],
      [[{ ...doubt, onlyLeave: true as const }, real], false],
      [[{ ...doubt, terminal: real.terminal }, own], false],
    ] as const) {
      const permits = [{ orderId: 'Order_1', paymentId: 'b', journal: 'book' }];
      expect(findRefusal({ ...asks, payments, permits }) === undefined).toBe(isGiven);
    }
  });
  test.each<[string, Partial<PermitFacts>, FailureName, string]>([
    ['the order is paid', { payments: [approved, own] }, 'order-id-reused', 'the order is paid'],
    [
      'an earlier payment is in doubt',
      { payments: [unknown, own] },
      'order-id-reused',
      'an earlier payment of this order may have been charged',
    ],
    ['records may be lost', { knowledgeLost: true }, 'unknown-error', 'records were lost'],
    [
      'it has a permit already',
      { permits: [{ ...permitA, paymentId: 'new' }] },
      'unknown-error',
      'had leave before',
    ],
  ])('is refused with its reason: %s', (_, change, failure, detail) => {
    expect(findRefusal({ ...asks, ...change })).toEqual({
      failure,
      detail: expect.stringContaining(detail),
    });
  });
});
