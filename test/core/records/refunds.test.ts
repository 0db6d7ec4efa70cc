import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PaymentEvent, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { keepRefundLinks, linkedRefunds, withRefundLink } from '../../../src/core/payment/refund-links.ts';
import { joinPayment, joinPayments, statementOfPayment } from '../../../src/core/records/ledger.ts';
import { digestOf } from '../../../src/core/records/payment-digest.ts';
import {
  balanceOf,
  judgeRefund,
  partsOfSale,
  refundedOf,
  refundParts,
  refundText,
  type SaleFacts,
  startRefund,
} from '../../../src/core/records/refunds.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

const aSale = (change: Partial<PaymentRecord> = {}): PaymentRecord =>
  aRecord({ state: 'answered', outcome: 'APPROVED', ...change });

const aRefund = (
  amountMinor: number,
  change: Partial<PaymentRecord> = {},
  transactionType: 'Credit' | 'Cancel' = 'Credit',
): PaymentRecord => {
  const orderId = change.orderId ?? 'Refund_1';
  return aRecord({
    paymentId: `payment of ${orderId}`,
    orderId,
    request: aRequest({ orderId, amountMinor, transactionType, refundOf: 'Order_1' }),
    createdAt: 2000,
    ...change,
  });
};
const given = { state: 'answered', outcome: 'APPROVED' } as const;
const inDoubt = { state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' } as const;
const refusedAtTerminal = { state: 'closed', outcome: 'DECLINED', failure: 'declined' } as const;

const asked = (amountMinor: number, change: object = {}) => ({
  request: aRequest({
    orderId: 'Refund_9',
    amountMinor,
    transactionType: 'Credit',
    refundOf: 'Order_1',
    ...change,
  }),
  simulated: true,
});
const judged = (amountMinor: number, facts: Partial<SaleFacts>, change: object = {}) =>
  judgeRefund(asked(amountMinor, change), { sale: [aSale()], refunds: [], ...facts });

describe('what is left of a sale', () => {
  it('is what was paid, without what was given back, runs or is in doubt', () => {
    const refunds = [
      aRefund(300, { ...given, orderId: 'R1' }),
      aRefund(200, { ...inDoubt, orderId: 'R2' }),
      aRefund(100, { state: 'waiting', orderId: 'R3' }),
      aRefund(50, { ...refusedAtTerminal, orderId: 'R4' }),
    ];
    expect(balanceOf({ sale: [aSale()], refunds })).toEqual({
      paidMinor: 1023,
      refundedMinor: 300,
      heldMinor: 300,
      refundableMinor: 423,
    });
  });
  it('counts what the terminal gave and took, not what was asked', () => {
    const part = { status: '0', amountMinor: 500, receivedAt: 1, late: false };
    const sale = [aSale({ outcome: 'PARTIALLY_APPROVED', answer: part })];
    expect(balanceOf({ sale, refunds: [] }).refundableMinor).toBe(500);
  });
  it('counts a cancellation that names the sale', () => {
    expect(balanceOf({ sale: [aSale()], refunds: [aRefund(1023, given, 'Cancel')] }).refundableMinor).toBe(0);
  });
  it('changes when a person decides about a refund in doubt', () => {
    const doubted = aRefund(400, inDoubt);
    const balanceAfter = (event: Partial<PaymentEvent>) =>
      balanceOf({
        sale: [aSale()],
        refunds: [
          stepPayment(
            doubted,
            { kind: 'resolve', paid: true, by: 'Ana', why: 'ticket', ...event } as PaymentEvent,
            9000,
          ).record,
        ],
      });
    expect(balanceAfter({})).toMatchObject({ refundedMinor: 400, heldMinor: 0, refundableMinor: 623 });
    expect(balanceAfter({ paid: false })).toMatchObject({
      refundedMinor: 0,
      heldMinor: 0,
      refundableMinor: 1023,
    });
    expect(balanceAfter({ amountMinor: 150 })).toMatchObject({ refundedMinor: 150, refundableMinor: 873 });
  });
  it('counts a contested refund as in doubt', () => {
    const by = (name: string, paid: boolean) =>
      stepPayment(aRefund(400, inDoubt), { kind: 'resolve', paid, by: name, why: 'ticket' }, 9000).record;
    const contested = joinPayment(by('Ana', true), by('Ben', false));
    expect(statementOfPayment(contested)).toBe('unknown');
    expect(balanceOf({ sale: [aSale()], refunds: [contested] })).toMatchObject({
      heldMinor: 400,
      refundableMinor: 623,
    });
  });
});

describe('a refund that only the sale names', () => {
  const sale = [withRefundLink(aSale(), 'R2', 5000)];
  it('counts as all that is left, and is named last', () => {
    const facts = { sale, refunds: [aRefund(300, { ...given, orderId: 'R1' })] };
    expect(balanceOf(facts)).toMatchObject({ refundedMinor: 300, heldMinor: 723, refundableMinor: 0 });
    expect(partsOfSale(facts)).toEqual([
      { orderId: 'R1', amountMinor: 300, charge: 'charged' },
      { orderId: 'R2', amountMinor: 723, charge: 'unknown', recordLost: true },
    ]);
    expect(refundText(partsOfSale(facts), 'EUR')).toBe(
      '3.00 EUR of this sale was given back (order R1). It is not known how much the refund R2 gave back, at most 7.23 EUR, because its record is lost.',
    );
  });
});

describe('a refund is refused', () => {
  it.each([
    ['sale that is not known', { sale: [] }, {}, undefined],
    ['sale that took no money', { sale: [aSale(refusedAtTerminal)] }, {}, 0],
    ['Credit', { sale: [aRecord({ ...given, request: aRequest({ transactionType: 'Credit' }) })] }, {}, 0],
    [
      'reservation',
      { sale: [aRecord({ ...given, request: aRequest({ transactionType: 'Authorization' }) })] },
      {},
      0,
    ],
    [
      'real sale by a simulated terminal',
      { sale: [aSale({ terminal: { ...aSale().terminal, simulated: false } })] },
      {},
      1023,
    ],
    ['sale in another currency', {}, { currency: 'CHF' }, 1023],
    ['sale by another means', {}, { paymentMeans: 'cheque' }, 1023],
    ['part of a sale by Cancel', {}, { transactionType: 'Cancel' }, 1023],
    ['sale whose rest is too small', { refunds: [aRefund(1000, given)] }, {}, 23],
  ])('with what is left: %s', (_, facts, change, left) => {
    const refusal = judged(100, facts as Partial<SaleFacts>, change);
    expect(refusal?.failure).toBe('request-invalid');
    expect(refusal?.refundable?.amountMinor).toBe(left);
    expect(refusal?.detail).toMatch(/^refund_of: /);
    if (left !== undefined)
      expect(refusal?.detail).toContain(`${(left / 100).toFixed(2)} EUR of it can be given back`);
  });
  it('while another refund of the sale runs or is in doubt, which it names', () => {
    const refusal = judged(1, { refunds: [aRefund(400, inDoubt)] });
    expect(refusal).toMatchObject({ failure: 'refund-in-doubt', refundable: { amountMinor: 623 } });
    expect(refusal?.detail).toContain(
      'a refund of 4.00 EUR of the sale Order_1, order Refund_1, is in doubt. Resolve order Refund_1',
    );
    const running = judged(1, { refunds: [aRefund(400, { state: 'waiting' })] });
    expect(running?.failure).toBe('payment-running');
    expect(running?.detail).toContain('order Refund_1, runs. Repeat this refund after it');
  });
  it('while its sale runs or is in doubt, and the refusal does not say what is left', () => {
    const refusal = judged(1, { sale: [aSale(inDoubt)] });
    expect(refusal).toMatchObject({ failure: 'refund-in-doubt' });
    expect(refusal?.refundable).toBeUndefined();
    expect(refusal?.detail).toContain('Settle the sale first (order Order_1');
    expect(judged(1, { sale: [aRecord({ state: 'waiting' })] })?.failure).toBe('payment-running');
  });
  it('while its own record, or the record of another refund of the sale, is lost', () => {
    const sale = [withRefundLink(aSale(), 'R1', 5000)];
    for (const orderId of ['Refund_9', 'R1'])
      expect(judged(1, { sale }, { orderId })).toMatchObject({
        failure: 'refund-in-doubt',
        lost: 'R1',
        refundable: { amountMinor: 0 },
      });
    const again = aRefund(400, { orderId: 'R1', paymentId: 'new' });
    expect(startRefund(again, { sale, refunds: [] }).kind).toBe('refused');
    expect(
      startRefund(again, { sale, refunds: [aRefund(400, { ...refusedAtTerminal, orderId: 'R1' })] }).kind,
    ).toBe('begun');
  });
  it('for no other reason', () => {
    expect(judged(1023, {})).toBeUndefined();
    expect(judged(1023, {}, { transactionType: 'Cancel' })).toBeUndefined();
    expect(judged(23, { refunds: [aRefund(1000, given)] })).toBeUndefined();
    expect(judged(1023, { refunds: [aRefund(1000, refusedAtTerminal)] })).toBeUndefined();
  });
});

describe('the link between a sale and its refund', () => {
  const begun = startRefund(aRefund(400), { sale: [aSale()], refunds: [] });
  it('is written into the record of the sale when the refund begins, and changes its digest', () => {
    if (begun.kind !== 'begun' || !begun.sale) throw new Error('not begun');
    expect(linkedRefunds([begun.sale])).toEqual(['Refund_1']);
    expect(digestOf(begun.sale, [])).not.toBe(digestOf(aSale(), []));
    const refunds = [aRefund(400, { ...refusedAtTerminal, paymentId: 'first try' })];
    expect(startRefund(aRefund(400), { sale: [begun.sale], refunds })).toEqual({ kind: 'begun' });
  });
  it('is kept by a join in any order: the joined record has the links of both copies', () => {
    const [a, b] = [withRefundLink(aSale(), 'R1', 5000), withRefundLink(aSale(), 'R2', 5000)];
    const fromPermit = withRefundLink(aSale({ onlyLeave: true }), 'R3', 4000);
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const)
      for (const joined of [
        joinPayment(joinPayment(first, fromPermit), second),
        joinPayment(fromPermit, joinPayment(first, second)),
      ])
        expect(linkedRefunds([joined])).toEqual(['R1', 'R2', 'R3']);
    expect(digestOf(joinPayment(a, b), [])).not.toBe(digestOf(a, []));
  });
  it('survives a write of an older version of the sale', () => {
    const linked = withRefundLink(aSale(), 'R1', 5000);
    expect(linkedRefunds([keepRefundLinks(aSale({ answeredAt: 9000 }), linked)])).toEqual(['R1']);
  });
});

describe('what an answer says of refunds', () => {
  it('names each refund that gave money back, or may have, and both sums', () => {
    const parts = refundParts([
      aRefund(200, { ...inDoubt, orderId: 'R2', createdAt: 3000 }),
      aRefund(300, { ...given, orderId: 'R1' }),
      aRefund(9, { ...refusedAtTerminal, orderId: 'R1', paymentId: 'first try', createdAt: 1500 }),
      aRefund(50, { ...refusedAtTerminal, orderId: 'R3' }),
    ]);
    expect(parts).toEqual([
      { orderId: 'R1', amountMinor: 300, charge: 'charged' },
      { orderId: 'R2', amountMinor: 200, charge: 'unknown' },
    ]);
    expect(refundedOf(parts)).toBe(300);
    expect(refundText(parts, 'EUR')).toBe(
      '3.00 EUR of this sale was given back (order R1). 2.00 EUR of this sale may have been given back, which is not known (order R2).',
    );
    expect(refundText([], 'EUR')).toBeUndefined();
  });
});

const ends: PaymentEvent[][] = [
  [],
  [{ kind: 'restart' }],
  [{ kind: 'permission-asked' }, { kind: 'accepted' }],
  [{ kind: 'permission-asked' }, { kind: 'session-ended', how: 'lost-after-frame' }],
  [{ kind: 'permission-asked' }, { kind: 'session-ended', how: 'frame-refused' }],
];
const decision = fc.record({
  kind: fc.constant('resolve' as const),
  paid: fc.boolean(),
  by: fc.constantFrom('Ana', 'Ben'),
  why: fc.constant('ticket'),
});
const answerOf = (amountMinor: number, verdict: 'accepted' | 'refused'): PaymentEvent => ({
  kind: 'answer',
  origin: 'awaited',
  answer: {
    verdict,
    status: verdict === 'accepted' ? '0' : '7',
    registerNumber: '01',
    amountMinor,
    currencyNumeric: '978',
    paymentMode: '1',
  },
});
/** Copies of one payment, each from another moment of its life. */
const copiesOf = (record: PaymentRecord) =>
  fc
    .tuple(
      fc.constantFrom(...ends),
      fc.option(fc.constantFrom('accepted' as const, 'refused' as const)),
      fc.array(decision, { maxLength: 2 }),
    )
    .map(([events, verdict, decisions]) => {
      const answers = verdict ? [answerOf(record.request.amountMinor, verdict)] : [];
      const copies = [record];
      for (const event of [...events, ...answers, ...decisions])
        copies.push(stepPayment(copies.at(-1) ?? record, event, 3000 + copies.length).record);
      return copies;
    });
const history = fc.array(fc.integer({ min: 1, max: 1200 }), { maxLength: 4 }).chain((amounts) =>
  fc.record({
    sale: fc.oneof(copiesOf(aRecord()), fc.constant([aSale()])),
    refunds: fc.tuple(...amounts.map((amount, i) => copiesOf(aRefund(amount, { orderId: `R${i}` })))),
  }),
);

const factsOf = (records: readonly PaymentRecord[]): SaleFacts => {
  const joined = joinPayments([], records);
  return {
    sale: joined.filter(({ orderId }) => orderId === 'Order_1'),
    refunds: joined.filter(({ request }) => request.refundOf === 'Order_1'),
  };
};

describe('properties of what is left', () => {
  it('is never negative, never above what was paid, and equal whatever order the copies are joined in', () => {
    fc.assert(
      fc.property(
        history.chain(({ sale, refunds }) => {
          const all = [...sale, ...refunds.flat()];
          const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
          return fc.tuple(fc.constant(all), shuffled);
        }),
        ([all, shuffled]) => {
          const balance = balanceOf(factsOf(all));
          expect(balanceOf(factsOf(shuffled))).toEqual(balance);
          expect(balance.refundableMinor).toBeGreaterThanOrEqual(0);
          expect(balance.refundableMinor).toBeLessThanOrEqual(balance.paidMinor);
        },
      ),
      runs(200),
    );
  });
  it('never grows by the knowledge of another refund', () => {
    fc.assert(
      fc.property(history, ({ sale, refunds }) => {
        const left = refunds.map(
          (_, known) => balanceOf(factsOf([...sale, ...refunds.slice(0, known).flat()])).refundableMinor,
        );
        expect(left).toEqual(left.toSorted((a, b) => b - a));
      }),
      runs(100),
    );
  });
  it('never lets all refunds that begin, whatever their ends, give back more than was paid', () => {
    const step = fc.record({
      amount: fc.integer({ min: 1, max: 700 }),
      end: fc.constantFrom('accepted', 'refused', 'doubt', 'doubt-paid', 'doubt-not-paid'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const refunds: PaymentRecord[] = [];
        let gone = 0;
        for (const [i, { amount, end }] of steps.entries()) {
          const record = aRefund(amount, { orderId: `R${i}` });
          if (startRefund(record, { sale: [aSale()], refunds }).kind === 'refused') continue;
          const events: PaymentEvent[] = [{ kind: 'permission-asked' }];
          if (end === 'accepted' || end === 'refused') events.push(answerOf(amount, end));
          else events.push({ kind: 'session-ended', how: 'lost-after-frame' });
          if (end.startsWith('doubt-'))
            events.push({ kind: 'resolve', paid: end === 'doubt-paid', by: 'Ana', why: 'ticket' });
          refunds.push(events.reduce((now, event) => stepPayment(now, event, 4000).record, record));
          // What is in doubt may have been given back.
          if (end !== 'refused' && end !== 'doubt-not-paid') gone += amount;
        }
        expect(gone).toBeLessThanOrEqual(1023);
      }),
      runs(200),
    );
  });
});
