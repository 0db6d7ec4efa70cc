import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHaveArrived } from '../../../src/core/hipay/outbox-entry.ts';
import { decisionsOf } from '../../../src/core/payment/decisions.ts';
import { type PaymentEvent, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { erasePayment } from '../../../src/core/records/erasing.ts';
import {
  joinCopy,
  joinNotification,
  joinPayment,
  joinPayments,
  orderVerdict,
  statementOfOrder,
  statementOfPayment,
} from '../../../src/core/records/ledger.ts';
import { anEntry, aRecord, aRequest, asOlderProgram } from '../../fakes/payment-examples.ts';
import { runs } from '../../property-runs.ts';

type Step = readonly [PaymentEvent, number];
const begun: PaymentEvent = { kind: 'permission-asked' };
const taken: PaymentEvent = { kind: 'accepted' };
const lost: PaymentEvent = { kind: 'session-ended', how: 'lost-after-frame' };
const unplugged: PaymentEvent = { kind: 'session-ended', how: 'no-answer' };
const refusedFrame: PaymentEvent = { kind: 'session-ended', how: 'frame-refused' };
const restarted: PaymentEvent = { kind: 'restart' };
const seen: PaymentEvent = { kind: 'alarm-seen' };
const says = (verdict: 'accepted' | 'refused', amountMinor = 1023): PaymentEvent => ({
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
/** The terminal's answer of this verdict outside the payment. */
const saysUnasked = (verdict: 'accepted' | 'refused'): PaymentEvent =>
  ({
    ...says(verdict),
    origin: 'unasked',
  }) as PaymentEvent;
const decides = (paid: boolean, by = 'Ana', amountMinor?: number): PaymentEvent => ({
  kind: 'resolve',
  paid,
  by,
  why: 'the ticket',
  ...(amountMinor !== undefined && { amountMinor }),
});
const afterEvents = (record: PaymentRecord, ...events: readonly PaymentEvent[]): PaymentRecord =>
  events.reduce(
    (current, event, index) => stepPayment(current, event, current.updatedAt + index + 1).record,
    record,
  );
const { request } = aRecord();
const intended = aRecord({
  request: { ...request, customer: { id: 'C1', lastName: 'Rossi' }, customData: { table: '7' } },
});
const unknown = afterEvents(intended, begun, taken, lost);

/** A record that the sidecar made from the permit to begin. It does not know the request. */
const madeFromPermit: PaymentRecord = {
  ...aRecord({ request: { ...intended.request, amountMinor: 999 as typeof intended.request.amountMinor } }),
  state: 'unknown',
  outcome: 'UNKNOWN',
  failure: 'outcome-unknown',
  history: [
    { state: 'intended', at: intended.createdAt },
    { state: 'unknown', at: intended.createdAt + 60_000 },
  ],
  onlyLeave: true,
};

const anEvent = fc.oneof(
  fc.constantFrom(begun, taken, lost, unplugged, refusedFrame, restarted, seen),
  fc.constantFrom(says('accepted'), says('refused'), says('accepted', 1500)),
  fc.tuple(fc.boolean(), fc.constantFrom('Ana', 'Bo', 'Cy')).map(([paid, by]) => decides(paid, by)),
  fc.constant(decides(true, 'Ana', 900)),
);
/** A copy of one payment with events of its own: a restored backup, another profile, the sidecar's copy. */
const aCopy = fc
  .tuple(
    fc.constantFrom(intended, intended, intended, madeFromPermit),
    fc.array(fc.tuple(anEvent, fc.integer({ min: -5, max: 50 })), { maxLength: 9 }),
  )
  .map(([first, steps]: readonly [PaymentRecord, readonly Step[]]) =>
    steps.reduce((record, [event, ms]) => stepPayment(record, event, record.updatedAt + ms).record, first),
  )
  .chain((record) => fc.boolean().map((isOlder) => (isOlder ? asOlderProgram(record) : record)))
  // The data of the customer may have been erased in a copy, at one of two times.
  .chain((record) => fc.constantFrom(record, record, erasePayment(record, 5000), erasePayment(record, 6000)));

describe('two copies of one payment', () => {
  it('join to the same result in either order', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        expect(joinPayment(a, b)).toEqual(joinPayment(b, a));
      }),
      runs(200),
    );
  });
  it('join to the same result if a person and the terminal raise an alarm at the same moment', () => {
    const late = { kind: 'late-answer', outcome: 'DECLINED', at: 1051 } as const;
    const [a, b] = [aRecord({ alarm: { ...late, byPerson: true } }), aRecord({ alarm: late })];
    expect(joinPayment(a, b)).toEqual(joinPayment(b, a));
  });
  it('join with a third copy to the same result, however the three are grouped', () => {
    fc.assert(
      fc.property(aCopy, aCopy, aCopy, (a, b, c) => {
        expect(joinPayment(joinPayment(a, b), c)).toEqual(joinPayment(a, joinPayment(b, c)));
      }),
      runs(300),
    );
  });
  it('join to a copy that does not change if one of them is joined again', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        const joined = joinPayment(a, b);
        expect(joinPayment(joined, a)).toEqual(joined);
        expect(joinPayment(joined, joined)).toEqual(joined);
      }),
      runs(200),
    );
  });
  it('are never "not charged" if one of them has an accepted answer that no person of the other has seen', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        const paid = afterEvents(a, begun, taken, says('accepted'));
        fc.pre(statementOfPayment(paid) === 'charged' && decisionsOf(paid).length === 0);
        const sawTerminal = decisionsOf(b).some(({ supersedes }) => supersedes.includes('terminal'));
        const statement = statementOfPayment(joinPayment(paid, b));
        if (!sawTerminal) expect(statement).not.toBe('not-charged');
        if (decisionsOf(b).length === 0) expect(statement).toBe('charged');
      }),
      runs(200),
    );
  });

  it('keep the request of the payment’s own record, not of a record made from the permit', () => {
    const own = afterEvents(intended, begun, taken, says('accepted'));
    const joined = joinPayment(madeFromPermit, own);
    expect(joined).toEqual(own);
    expect(joinPayment(own, afterEvents(madeFromPermit, decides(true))).request).toEqual(own.request);
  });

  const closedByRecovery = afterEvents(intended, restarted);
  it.each([
    ['a restored copy that recovery closed', closedByRecovery, afterEvents(intended, begun), 'unknown'],
    ['a copy in doubt', unknown, afterEvents(intended, begun, taken, says('accepted')), 'charged'],
    [
      'a copy in doubt after a restart',
      afterEvents(intended, begun, restarted),
      afterEvents(intended, begun, refusedFrame),
      'not-charged',
    ],
    [
      'a waiting copy',
      afterEvents(intended, begun, taken),
      afterEvents(intended, begun, taken, says('refused')),
      'not-charged',
    ],
    ['a copy without the decision', unknown, afterEvents(unknown, decides(false)), 'not-charged'],
  ] as const)(
    'such as %s, and an original that knows more, join to the statement of the original',
    (_, copy, original, statement) => {
      expect(statementOfPayment(joinPayment(copy, original))).toBe(statement);
    },
  );
  it('do not hide that a payment was closed unsent, if one copy was made before its end', () => {
    const copied = joinCopy({ record: intended, entries: [] }, { record: undefined, entries: [] }, 5000);
    expect(copied?.record).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN' });
    const closed = afterEvents(intended, unplugged);
    expect(statementOfPayment(joinPayment(copied?.record ?? intended, closed))).toBe('not-charged');
  });
  it('keep the time of the till’s answer from the copy that has it', () => {
    const answered = { ...unknown, answeredAt: 70 };
    expect(joinPayment(unknown, answered).answeredAt).toBe(70);
  });
});

describe('decisions of persons', () => {
  const paid = afterEvents(unknown, decides(true, 'Ana'));
  const notPaid = afterEvents(unknown, decides(false, 'Bo'));
  const contested = joinPayment(paid, notPaid);

  it('that differ put the payment in doubt again', () => {
    expect(contested).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    expect(statementOfPayment(contested)).toBe('unknown');
    expect(contested.decisions).toHaveLength(2);
  });
  it('that differ are settled by a later decision that supersedes all of them', () => {
    const decided = afterEvents(contested, decides(false, 'Cy'));
    expect(statementOfPayment(decided)).toBe('not-charged');
    expect(statementOfPayment(joinPayment(decided, paid))).toBe('not-charged');
    expect(decided.decisions).toHaveLength(3);
  });
  it('that agree are valid together', () => {
    const both = joinPayment(notPaid, afterEvents(unknown, decides(false, 'Cy')));
    expect(both.state).toBe('resolved');
    expect(statementOfPayment(both)).toBe('not-charged');
  });
  it('that the terminal contradicts put the payment in doubt, until a person who knows its answer decides again', () => {
    const contradicted = joinPayment(notPaid, afterEvents(unknown, says('accepted')));
    expect(statementOfPayment(contradicted)).toBe('unknown');
    expect(contradicted.state).toBe('unknown');
    const decided = afterEvents(contradicted, decides(true, 'Cy'));
    expect(statementOfPayment(decided)).toBe('charged');
    expect(decided.lateAnswer).toMatchObject({ status: '0' });
  });
  it('can be corrected, with an alarm', () => {
    const corrected = afterEvents(paid, decides(false, 'Bo'));
    expect(statementOfPayment(corrected)).toBe('not-charged');
    expect(corrected.alarm).toMatchObject({ outcome: 'DECLINED', byPerson: true });
    expect(afterEvents(paid, decides(true, 'Bo'))).toBe(paid);
  });
  it('of an older program, which have no id, count as well', () => {
    const { decisions: _d, evidence: _e, ...old } = notPaid;
    expect(statementOfPayment(old)).toBe('not-charged');
    expect(statementOfPayment(joinPayment(old, unknown))).toBe('not-charged');
    expect(statementOfPayment(joinPayment(old, afterEvents(unknown, says('accepted'))))).toBe('unknown');
  });
  it('count once if an older program has written the record again, without their ids and amounts', () => {
    const decided = afterEvents(unknown, decides(true, 'Ana', 900));
    const written = { ...asOlderProgram(decided), updatedAt: decided.updatedAt + 1 };
    const joined = joinPayment(written, decided);
    expect(joined).toMatchObject({
      state: 'resolved',
      outcome: 'PARTIALLY_APPROVED',
      installation: 'journal-1',
    });
    expect(joined.decisions).toEqual(decided.decisions);
    const corrected = afterEvents(written, decides(false));
    expect(statementOfPayment(joinPayment(corrected, decided))).toBe('not-charged');
  });
  it('can be "paid, but another amount"', () => {
    const other = afterEvents(unknown, decides(true, 'Ana', 900));
    expect(other.decisions).toMatchObject([{ verdict: 'paid-other-amount', amountMinor: 900 }]);
    expect(statementOfPayment(other)).toBe('charged');
  });
});

describe('the verdict of an order', () => {
  const named = (paymentId: string, createdAt: number, record: PaymentRecord) => ({
    ...record,
    paymentId,
    createdAt,
  });
  const declined = named('declined', 3000, afterEvents(intended, begun, taken, says('refused')));
  const paid = named('paid', 1000, afterEvents(intended, begun, taken, says('accepted')));
  const doubtful = named('doubtful', 2000, unknown);

  it('is paid if one payment is paid, else in doubt if one is in doubt, else names the newest that took no money', () => {
    expect(orderVerdict([declined, doubtful, paid])).toEqual({ kind: 'paid', payment: paid });
    expect(orderVerdict([declined, doubtful])).toEqual({ kind: 'in-doubt', payment: doubtful });
    const older = { ...declined, paymentId: 'older', createdAt: 1 };
    expect(orderVerdict([older, declined])).toEqual({ kind: 'not-paid', payment: declined });
    expect(orderVerdict([])).toEqual({ kind: 'none' });
  });
  it('does not depend on the numbers of the payments, because two journals may give equal numbers', () => {
    expect(
      orderVerdict([
        { ...declined, attempt: 9 },
        { ...doubtful, attempt: 1 },
      ]).kind,
    ).toBe('in-doubt');
  });
  it('ignores a duplicate, which may report another payment', () => {
    const request = { ...aRequest({ transactionType: 'Duplicate' }), orderId: 'Order_1' };
    const duplicate = { ...paid, paymentId: 'duplicate', request } as PaymentRecord;
    expect(orderVerdict([doubtful, duplicate])).toEqual({ kind: 'in-doubt', payment: doubtful });
    expect(orderVerdict([duplicate])).toEqual({ kind: 'none' });
  });
  it('is a proof of "not charged" only if no payment can be missing', () => {
    expect(statementOfOrder([declined], false)).toBe('not-charged');
    expect(statementOfOrder([declined], true)).toBe('unknown');
    expect(statementOfOrder([], false)).toBe('not-charged');
    expect(statementOfOrder([], true)).toBe('unknown');
    expect(statementOfOrder([paid], true)).toBe('charged');
  });
  it('comes from the union of two journals', () => {
    const joined = joinPayments([declined, afterEvents(intended)], [paid, unknown]);
    expect(orderVerdict(joined).kind).toBe('paid');
    expect(joined).toHaveLength(3);
  });
});

describe('a copied payment', () => {
  const answered = afterEvents(intended, begun, taken, says('accepted'));
  const nothing = { record: undefined, entries: [] };
  it('that is missing here is added, and its notifications count as tried, because HiPay may have them', () => {
    const entry = anEntry({ state: 'delivered', attempts: 1 });
    expect(joinCopy({ record: answered, entries: [entry] }, nothing, 9000)).toEqual({
      record: answered,
      entries: [entry],
    });
    const added = joinCopy({ record: answered, entries: [anEntry()] }, nothing, 9000);
    expect(added?.entries).toEqual([anEntry({ attempts: 1, mayHaveArrived: true })]);
    const refused = anEntry({ attempts: 2, mayHaveArrived: false });
    expect(joinCopy({ record: answered, entries: [refused] }, nothing, 9000)?.entries).toEqual([
      { ...refused, mayHaveArrived: true },
    ]);
  });
  it('adds no weaker state and no earlier notification, even if it is newer', () => {
    const newer = { ...unknown, updatedAt: 99_000 };
    const here = { record: answered, entries: [anEntry({ state: 'delivered' })] };
    const written = joinCopy({ record: newer, entries: [anEntry()] }, here, 99_001);
    expect(written?.record ?? answered).toMatchObject({ state: 'answered', outcome: 'APPROVED' });
    expect(written?.entries ?? []).toEqual([]);
    expect(joinCopy({ record: answered, entries: [] }, here, 99_001)).toBeUndefined();
  });
  it.each(['intended', 'sending', 'waiting'] as const)(
    'that was copied in state %s is in doubt here',
    (state) => {
      expect(joinCopy({ record: aRecord({ state }), entries: [] }, nothing, 9000)?.record).toMatchObject({
        state: 'unknown',
        outcome: 'UNKNOWN',
      });
    },
  );
  it('never makes a delivered notification pending, but a pending one delivered', () => {
    const pending = anEntry({ state: 'pending' });
    const delivered = anEntry({ state: 'delivered' });
    expect(joinNotification(delivered, pending)).toEqual(delivered);
    expect(joinNotification(pending, delivered)).toEqual(delivered);
    const tried = anEntry({ attempts: 3 });
    expect(joinNotification(pending, tried)).toEqual(tried);
  });
  it('keeps the knowledge that a notification may have arrived', () => {
    const refused = anEntry({ attempts: 3, mayHaveArrived: false });
    const lost = anEntry({ attempts: 1, mayHaveArrived: true });
    const older = anEntry({ attempts: 1 });
    for (const copy of [lost, older]) {
      expect(joinNotification(refused, copy)).toEqual({ ...refused, mayHaveArrived: true });
      expect(joinNotification(copy, refused)).toEqual({ ...refused, mayHaveArrived: true });
    }
    expect(joinNotification(refused, anEntry())).toEqual(refused);
  });
  it('keeps every account in which a notification may have arrived', () => {
    const [atA, atB] = [['a'], ['b']].map((sentTo) => anEntry({ attempts: 1, mayHaveArrived: true, sentTo }));
    const delivered = anEntry({ state: 'delivered', attempts: 2, sentTo: ['b'] });
    if (!atA || !atB) throw new Error('two entries');
    expect(joinNotification(atA, atB).sentTo).toEqual(['a', 'b']);
    expect(joinNotification(anEntry({ attempts: 2, mayHaveArrived: false }), atA).sentTo).toEqual(['a']);
    expect(joinNotification(delivered, atA)).toMatchObject({ state: 'delivered', sentTo: ['a', 'b'] });
  });
  it('joins notifications to the same result in any order and grouping, and if one is joined twice', () => {
    const anyEntry = fc
      .record({
        state: fc.constantFrom('pending' as const, 'parked' as const, 'delivered' as const),
        attempts: fc.integer({ min: 0, max: 2 }),
        nextAttemptAt: fc.integer({ min: 0, max: 1 }),
        mayHaveArrived: fc.option(fc.boolean(), { nil: undefined }),
        coveredBySibling: fc.constantFrom(undefined, true),
        // Only an entry that may have arrived names accounts.
        sentTo: fc.constantFrom(undefined, ['a'], ['b'], ['a', 'b']),
      })
      .map(({ sentTo, ...change }) => {
        const entry = anEntry(change as never);
        return JSON.parse(JSON.stringify(mayHaveArrived(entry) ? { ...entry, sentTo } : entry));
      });
    fc.assert(
      fc.property(anyEntry, anyEntry, anyEntry, (a, b, c) => {
        const join = joinNotification;
        expect(join(a, b)).toEqual(join(b, a));
        expect(join(join(a, b), c)).toEqual(join(a, join(b, c)));
        expect(join(a, a)).toEqual(a);
        expect(join(a, join(a, b))).toEqual(join(a, b));
      }),
    );
  });
  it('prefers "delivered" to "covered by its sibling"', () => {
    const delivered = anEntry({ state: 'delivered' });
    const covered = anEntry({ state: 'delivered', coveredBySibling: true, attempts: 5 });
    expect(joinNotification(covered, delivered)).toEqual(delivered);
    expect(joinNotification(covered, anEntry({ attempts: 9, mayHaveArrived: false }))).toEqual(covered);
  });
});

describe('an acceptance after a refusal', () => {
  const refused = afterEvents(intended, begun, taken, says('refused'));
  const contradicted = afterEvents(refused, saysUnasked('accepted'));
  const notSent = afterEvents(intended, begun, refusedFrame);
  const acceptedAfterFrame = afterEvents(notSent, saysUnasked('accepted'));

  it.each([
    ['refused', refused, contradicted],
    ['not sent', notSent, acceptedAfterFrame],
  ])('stays in doubt beside an older copy that was %s, in both orders', (_, older, doubted) => {
    for (const joined of [joinPayment(older, doubted), joinPayment(doubted, older)]) {
      expect(joined).toMatchObject({
        state: 'unknown',
        outcome: 'UNKNOWN',
        answer: { status: '0', late: true },
        alarm: { kind: 'contradiction', outcome: 'APPROVED' },
      });
      expect(statementOfPayment(joined)).toBe('unknown');
    }
  });
  it('is decided by a person, also beside an older copy', () => {
    const decided = afterEvents(contradicted, decides(true));
    for (const joined of [joinPayment(refused, decided), joinPayment(decided, refused)])
      expect(statementOfPayment(joined)).toBe('charged');
  });
  it('gives way to a copy with the proven acceptance', () => {
    const answered = afterEvents(intended, begun, taken, says('accepted'));
    for (const joined of [joinPayment(answered, contradicted), joinPayment(contradicted, answered)])
      expect(joined).toMatchObject({ state: 'answered', outcome: 'APPROVED' });
  });
});
