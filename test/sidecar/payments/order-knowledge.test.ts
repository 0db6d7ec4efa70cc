import { describe, expect, test } from 'vitest';
import type { FailureName } from '../../../src/core/failures/failures.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import {
  doubtfulGrants,
  knowOrder,
  type LeaveFacts,
  leaveRefusal,
  type OrderFacts,
  withProvenEnds,
} from '../../../src/sidecar/payments/order-knowledge.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { paid } from '../helpers/fake-page.ts';

const record = (paymentId: string, change: Partial<PaymentRecord> = {}) =>
  aRecord({ paymentId, leave: 'needed', installation: 'book', ...change });
const intended = record('a');
const sending = record('a', { state: 'sending', history: [{ state: 'sending', at: 2 }] });
const approved = record('a', { state: 'answered', outcome: 'APPROVED' });
const declined = record('b', { state: 'closed', outcome: 'DECLINED', createdAt: 900 });
const unknown = record('a', { state: 'unknown', outcome: 'UNKNOWN', history: sending.history });
const grantA = { orderId: 'Order_1', paymentId: 'a', journal: 'book' };
const oldGrant = { orderId: 'Order_1', journal: 'book' };
const told = (change: Partial<PaymentAnswer>) => paid(aRequest(), { paymentId: 'a', ...change });
const toldPaid = told({});
const toldDeclined = told({ outcome: 'DECLINED', charge: 'not-charged' });
const toldUnknown = told({ outcome: 'UNKNOWN', charge: 'unknown' });
const keptElsewhere = 'records-2026-03.jsonl';
const facts = (change: Partial<OrderFacts>): OrderFacts => ({
  payments: [],
  grants: [],
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
    ['begun without a grant', { payments: [intended] }, 'not-charged', 'a'],
    ['begun by hand, which needs no leave', { payments: [aRecord({ paymentId: 'a' })] }, 'unknown', 'a'],
    ['begun, with a grant', { payments: [intended], grants: [grantA] }, 'unknown', 'a'],
    ['a grant without a record', { grants: [grantA] }, 'unknown'],
    ['a grant of an older program', { grants: [oldGrant] }, 'unknown'],
    ['sent, without a grant', { payments: [sending] }, 'unknown', 'a'],
    ['paid, and the grant has not ended', { payments: [approved], grants: [grantA] }, 'charged', 'a'],
    ['paid, and records may be lost', { payments: [approved], knowledgeLost: true }, 'charged', 'a'],
    ['declined', { payments: [declined] }, 'not-charged', 'b'],
    ['declined, and records may be lost', { payments: [declined], knowledgeLost: true }, 'unknown'],
    ['declined, and another payment has a grant', { payments: [declined], grants: [grantA] }, 'unknown'],
    ['declined later than paid', { payments: [declined, { ...approved, createdAt: 1 }] }, 'charged', 'a'],
    ['declined, and another is unknown', { payments: [declined, unknown] }, 'unknown', 'a'],
    ['nothing, and the page knows a paid one', { told: toldPaid }, 'charged', 'told'],
    ['declined, and the page knows a paid one', { payments: [declined], told: toldPaid }, 'charged', 'told'],
    ['a grant, and the page knows its end', { grants: [grantA], told: toldDeclined }, 'not-charged', 'told'],
    ['sent, and the page knows the end', { payments: [sending], told: toldDeclined }, 'not-charged', 'told'],
    ['paid, and an old journal says declined', { payments: [approved], told: toldDeclined }, 'charged', 'a'],
    ['paid, and an old journal says unknown', { payments: [approved], told: toldUnknown }, 'charged', 'a'],
    [
      'a grant, and a page knows another one',
      { grants: [grantA], told: { ...toldDeclined, paymentId: 'b' } },
      'unknown',
    ],
    [
      'paid, and a page did not look',
      { payments: [approved], told: told({ charge: 'nothing-sent' }) },
      'charged',
      'a',
    ],
    [
      'a duplicate only',
      { payments: [{ ...unknown, request: aRequest({ transactionType: 'Duplicate' }) }] },
      'not-charged',
    ],
  ])('%s', (_, change, charge, reported) => {
    const known = knowOrder(facts(change));
    expect(known.charge).toBe(charge);
    expect(known.told ? 'told' : known.payment?.paymentId).toBe(reported);
  });
  test('the page’s answer about a payment without an end settles its grant; its answer about another does not', () => {
    const order = { payments: [intended], grants: [grantA] };
    expect(doubtfulGrants(facts({ ...order, told: toldDeclined }))).toEqual([]);
    expect(doubtfulGrants(facts({ ...order, told: { ...toldDeclined, paymentId: 'b' } }))).toEqual([grantA]);
  });
  test('a payment without leave is closed as not sent, always in the same words', () => {
    const [closed] = withProvenEnds([intended], []);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'NOT_SENT', leave: 'refused' });
    expect(withProvenEnds([intended], [])).toEqual([closed]);
    // Another journal has joined the copy and could not know.
    const copied = { ...intended, state: 'unknown', outcome: 'UNKNOWN' } as const;
    expect(withProvenEnds([copied], [])[0]).toMatchObject({ state: 'closed' });
    for (const open of [sending, unknown, approved, aRecord()])
      expect(withProvenEnds([open], [])).toEqual([open]);
    expect(withProvenEnds([intended], [grantA])).toEqual([intended]);
  });
});

describe('leave to begin', () => {
  const own = record('new');
  const asks = { paymentId: 'new', payments: [own], grants: [], isKnownAtPage: false, knowledgeLost: false };
  test.each([
    ['a first payment', {}, true],
    ['after a refusal', { payments: [declined, own] }, true],
    ['after one that never got leave', { payments: [intended, own] }, true],
    [
      'after one with a grant and a certain end',
      { payments: [{ ...declined, paymentId: 'a' }, own], grants: [grantA] },
      true,
    ],
    ['after a paid one', { payments: [approved, own] }, false],
    ['after an unknown one', { payments: [unknown, own] }, false],
    ['after one with a grant', { payments: [intended, own], grants: [grantA] }, false],
    ['after a grant without a record', { grants: [grantA] }, false],
    ['a second time', { grants: [{ ...grantA, paymentId: 'new' }] }, false],
    ['while records of the order may be lost', { knowledgeLost: true }, false],
    ['if its number is in a month that was moved away', { keptElsewhere }, false],
    ['without its own record', { payments: [] }, false],
    ['after its frame was sent', { payments: [{ ...own, state: 'sending' as const }] }, false],
    ['after a grant of an older program to the same journal', { grants: [oldGrant] }, true],
    [
      'after a grant of an older program to another journal',
      { grants: [{ ...oldGrant, journal: 'other' }] },
      false,
    ],
    ['after a grant that names no journal', { grants: [{ orderId: 'Order_1' }] }, false],
    [
      'the same, and the page knows the order',
      { grants: [{ orderId: 'Order_1' }], isKnownAtPage: true },
      true,
    ],
  ])('%s', (_, change, isGiven) => {
    expect(leaveRefusal({ ...asks, ...change }) === undefined).toBe(isGiven);
  });
  test.each<[string, Partial<LeaveFacts>, FailureName, string]>([
    ['the order is paid', { payments: [approved, own] }, 'order-id-reused', 'the order is paid'],
    [
      'an earlier payment is in doubt',
      { payments: [unknown, own] },
      'order-id-reused',
      'an earlier payment of this order may have been charged',
    ],
    ['records may be lost', { knowledgeLost: true }, 'unknown-error', 'records were lost'],
    [
      'it has leave already',
      { grants: [{ ...grantA, paymentId: 'new' }] },
      'unknown-error',
      'had leave before',
    ],
  ])('is refused with its reason: %s', (_, change, failure, detail) => {
    expect(leaveRefusal({ ...asks, ...change })).toEqual({
      failure,
      detail: expect.stringContaining(detail),
    });
  });
});
