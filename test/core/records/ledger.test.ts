import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
const decides = (paid: boolean, by = 'Ana', amountMinor?: number): PaymentEvent => ({
  kind: 'resolve',
  paid,
  by,
  why: 'the ticket',
  ...(amountMinor !== undefined && { amountMinor }),
});
const stepped = (record: PaymentRecord, ...events: readonly PaymentEvent[]): PaymentRecord =>
  events.reduce((now, event, place) => stepPayment(now, event, now.updatedAt + place + 1).record, record);
const { request } = aRecord();
const intended = aRecord({
  request: { ...request, customer: { id: 'C1', lastName: 'Rossi' }, customData: { table: '7' } },
});
const unknown = stepped(intended, begun, taken, lost);

/** The sidecar made this record of the leave to begin. It does not know what was asked. */
const onlyLeave: PaymentRecord = {
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
/** A copy of one payment that went its own way: a restored backup, another profile, the sidecar's copy. */
const aCopy = fc
  .tuple(
    fc.constantFrom(intended, intended, intended, onlyLeave),
    fc.array(fc.tuple(anEvent, fc.integer({ min: -5, max: 50 })), { maxLength: 9 }),
  )
  .map(([first, steps]: readonly [PaymentRecord, readonly Step[]]) =>
    steps.reduce((record, [event, ms]) => stepPayment(record, event, record.updatedAt + ms).record, first),
  )
  .chain((record) => fc.boolean().map((isOlder) => (isOlder ? asOlderProgram(record) : record)))
  // A copy may have lost what it said of its customer, at two different times.
  .chain((record) => fc.constantFrom(record, record, erasePayment(record, 5000), erasePayment(record, 6000)));

describe('two copies of one payment', () => {
  it('join to the same whatever the order of the copies', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        expect(joinPayment(a, b)).toEqual(joinPayment(b, a));
      }),
      runs(200),
    );
  });
  it('join to the same if a person and the terminal raise an alarm at the same moment', () => {
    const late = { kind: 'late-answer', outcome: 'DECLINED', at: 1051 } as const;
    const [a, b] = [aRecord({ alarm: { ...late, byPerson: true } }), aRecord({ alarm: late })];
    expect(joinPayment(a, b)).toEqual(joinPayment(b, a));
  });
  it('join to the same however they are grouped', () => {
    fc.assert(
      fc.property(aCopy, aCopy, aCopy, (a, b, c) => {
        expect(joinPayment(joinPayment(a, b), c)).toEqual(joinPayment(a, joinPayment(b, c)));
      }),
      runs(300),
    );
  });
  it('are not changed if one of them is joined again', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        const joined = joinPayment(a, b);
        expect(joinPayment(joined, a)).toEqual(joined);
        expect(joinPayment(joined, joined)).toEqual(joined);
      }),
      runs(200),
    );
  });
  it('never say "not charged" if one of them has an accepted answer of the terminal', () => {
    fc.assert(
      fc.property(aCopy, aCopy, (a, b) => {
        const paid = stepped(a, begun, taken, says('accepted'));
        fc.pre(statementOfPayment(paid) === 'charged' && decisionsOf(paid).length === 0);
        const sawTerminal = decisionsOf(b).some(({ supersedes }) => supersedes.includes('terminal'));
        const statement = statementOfPayment(joinPayment(paid, b));
        if (!sawTerminal) expect(statement).not.toBe('not-charged');
        if (decisionsOf(b).length === 0) expect(statement).toBe('charged');
      }),
      runs(200),
    );
  });

  it('keep what the payment itself says was asked, and not what was made of its leave', () => {
    const own = stepped(intended, begun, taken, says('accepted'));
    const joined = joinPayment(onlyLeave, own);
    expect(joined).toEqual(own);
    expect(joinPayment(own, stepped(onlyLeave, decides(true))).request).toEqual(own.request);
  });

  const closedByRecovery = stepped(intended, restarted);
  it.each([
    ['a restored copy that closes itself', closedByRecovery, stepped(intended, begun), 'unknown'],
    ['an unknown copy', unknown, stepped(intended, begun, taken, says('accepted')), 'charged'],
    [
      'an unknown copy',
      stepped(intended, begun, restarted),
      stepped(intended, begun, refusedFrame),
      'not-charged',
    ],
    [
      'a waiting copy',
      stepped(intended, begun, taken),
      stepped(intended, begun, taken, says('refused')),
      'not-charged',
    ],
    ['an undecided copy', unknown, stepped(unknown, decides(false)), 'not-charged'],
  ] as const)('%s does not hide an original that knows more', (_, copy, original, statement) => {
    expect(statementOfPayment(joinPayment(copy, original))).toBe(statement);
  });
  it('do not hide a payment that was never begun behind a copy made before that', () => {
    const copied = joinCopy({ record: intended, entries: [] }, { record: undefined, entries: [] }, 5000);
    expect(copied?.record).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN' });
    const closed = stepped(intended, unplugged);
    expect(statementOfPayment(joinPayment(copied?.record ?? intended, closed))).toBe('not-charged');
  });
  it('take the time of the till’s answer from the copy that has it', () => {
    const answered = { ...unknown, answeredAt: 70 };
    expect(joinPayment(unknown, answered).answeredAt).toBe(70);
  });
});

describe('decisions of persons', () => {
  const paid = stepped(unknown, decides(true, 'Ana'));
  const notPaid = stepped(unknown, decides(false, 'Bo'));
  const contested = joinPayment(paid, notPaid);

  it('that differ make the payment doubtful again', () => {
    expect(contested).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    expect(statementOfPayment(contested)).toBe('unknown');
    expect(contested.decisions).toHaveLength(2);
  });
  it('that differ are settled by a later decision that knows them all', () => {
    const decided = stepped(contested, decides(false, 'Cy'));
    expect(statementOfPayment(decided)).toBe('not-charged');
    expect(statementOfPayment(joinPayment(decided, paid))).toBe('not-charged');
    expect(decided.decisions).toHaveLength(3);
  });
  it('that agree are valid together', () => {
    const both = joinPayment(notPaid, stepped(unknown, decides(false, 'Cy')));
    expect(both.state).toBe('resolved');
    expect(statementOfPayment(both)).toBe('not-charged');
  });
  it('are in doubt if the terminal contradicts them, until a person decides again with its answer', () => {
    const contradicted = joinPayment(notPaid, stepped(unknown, says('accepted')));
    expect(statementOfPayment(contradicted)).toBe('unknown');
    expect(contradicted.state).toBe('unknown');
    const decided = stepped(contradicted, decides(true, 'Cy'));
    expect(statementOfPayment(decided)).toBe('charged');
    expect(decided.lateAnswer).toMatchObject({ status: '0' });
  });
  it('can be corrected, with an alarm', () => {
    const corrected = stepped(paid, decides(false, 'Bo'));
    expect(statementOfPayment(corrected)).toBe('not-charged');
    expect(corrected.alarm).toMatchObject({ outcome: 'DECLINED', byPerson: true });
    expect(stepped(paid, decides(true, 'Bo'))).toBe(paid);
  });
  it('of an older program, which have no id, count as well', () => {
    const { decisions: _d, evidence: _e, ...old } = notPaid;
    expect(statementOfPayment(old)).toBe('not-charged');
    expect(statementOfPayment(joinPayment(old, unknown))).toBe('not-charged');
    expect(statementOfPayment(joinPayment(old, stepped(unknown, says('accepted'))))).toBe('unknown');
  });
  it('count once if an older program has written the record again, without their ids and amounts', () => {
    const decided = stepped(unknown, decides(true, 'Ana', 900));
    const written = { ...asOlderProgram(decided), updatedAt: decided.updatedAt + 1 };
    const joined = joinPayment(written, decided);
    expect(joined).toMatchObject({ state: 'resolved', outcome: 'APPROVED', installation: 'journal-1' });
    expect(joined.decisions).toEqual(decided.decisions);
    const corrected = stepped(written, decides(false));
    expect(statementOfPayment(joinPayment(corrected, decided))).toBe('not-charged');
  });
  it('can be "paid, but another amount"', () => {
    const other = stepped(unknown, decides(true, 'Ana', 900));
    expect(other.decisions).toMatchObject([{ verdict: 'paid-other-amount', amountMinor: 900 }]);
    expect(statementOfPayment(other)).toBe('charged');
  });
});

describe('the verdict of an order', () => {
  const as = (paymentId: string, createdAt: number, record: PaymentRecord) => ({
    ...record,
    paymentId,
    createdAt,
  });
  const declined = as('declined', 3000, stepped(intended, begun, taken, says('refused')));
  const paid = as('paid', 1000, stepped(intended, begun, taken, says('accepted')));
  const doubtful = as('doubtful', 2000, unknown);

  it('is paid if one payment is, else in doubt if one is, else the newest that took no money', () => {
    expect(orderVerdict([declined, doubtful, paid])).toEqual({ kind: 'paid', payment: paid });
    expect(orderVerdict([declined, doubtful])).toEqual({ kind: 'in-doubt', payment: doubtful });
    const older = { ...declined, paymentId: 'older', createdAt: 1 };
    expect(orderVerdict([older, declined])).toEqual({ kind: 'not-paid', payment: declined });
    expect(orderVerdict([])).toEqual({ kind: 'none' });
  });
  it('does not depend on the numbers of attempts, which two journals give twice', () => {
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
  it('proves "not charged" only if no payment can be missing', () => {
    expect(statementOfOrder([declined], false)).toBe('not-charged');
    expect(statementOfOrder([declined], true)).toBe('unknown');
    expect(statementOfOrder([], false)).toBe('not-charged');
    expect(statementOfOrder([], true)).toBe('unknown');
    expect(statementOfOrder([paid], true)).toBe('charged');
  });
  it('comes from the union of two journals', () => {
    const joined = joinPayments([declined, stepped(intended)], [paid, unknown]);
    expect(orderVerdict(joined).kind).toBe('paid');
    expect(joined).toHaveLength(3);
  });
});

describe('a copied payment', () => {
  const answered = stepped(intended, begun, taken, says('accepted'));
  const nothing = { record: undefined, entries: [] };
  it('that is missing here is added with its notifications, as a resend: HiPay may have them already', () => {
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
  it('adds nothing if it is not further ahead, even if it is newer', () => {
    const young = { ...unknown, updatedAt: 99_000 };
    const here = { record: answered, entries: [anEntry({ state: 'delivered' })] };
    const written = joinCopy({ record: young, entries: [anEntry()] }, here, 99_001);
    expect(written?.record ?? answered).toMatchObject({ state: 'answered', outcome: 'APPROVED' });
    expect(written?.entries ?? []).toEqual([]);
    expect(joinCopy({ record: answered, entries: [] }, here, 99_001)).toBeUndefined();
  });
  it.each(['intended', 'sending', 'waiting'] as const)('left at %s is in doubt here', (state) => {
    expect(joinCopy({ record: aRecord({ state }), entries: [] }, nothing, 9000)?.record).toMatchObject({
      state: 'unknown',
      outcome: 'UNKNOWN',
    });
  });
  it('makes no delivered notification pending, and a pending one delivered', () => {
    const pending = anEntry({ state: 'pending' });
    const delivered = anEntry({ state: 'delivered' });
    expect(joinNotification(delivered, pending)).toBe(delivered);
    expect(joinNotification(pending, delivered)).toBe(delivered);
    const tried = anEntry({ attempts: 3 });
    expect(joinNotification(pending, tried)).toBe(tried);
  });
  it('never forgets that a notification may have arrived', () => {
    const refused = anEntry({ attempts: 3, mayHaveArrived: false });
    const lost = anEntry({ attempts: 1, mayHaveArrived: true });
    const older = anEntry({ attempts: 1 });
    for (const copy of [lost, older]) {
      expect(joinNotification(refused, copy)).toEqual({ ...refused, mayHaveArrived: true });
      expect(joinNotification(copy, refused)).toEqual({ ...refused, mayHaveArrived: true });
    }
    expect(joinNotification(refused, anEntry())).toBe(refused);
  });
  it('joins notifications in any order, and once is as good as twice', () => {
    const anyEntry = fc
      .record({
        state: fc.constantFrom('pending' as const, 'parked' as const, 'delivered' as const),
        attempts: fc.integer({ min: 0, max: 2 }),
        nextAttemptAt: fc.integer({ min: 0, max: 1 }),
        mayHaveArrived: fc.option(fc.boolean(), { nil: undefined }),
        coveredBySibling: fc.constantFrom(undefined, true),
      })
      .map((change) => JSON.parse(JSON.stringify(anEntry(change as never))));
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
  it('takes "delivered" for more than "covered by its sibling"', () => {
    const delivered = anEntry({ state: 'delivered' });
    const covered = anEntry({ state: 'delivered', coveredBySibling: true, attempts: 5 });
    expect(joinNotification(covered, delivered)).toBe(delivered);
    expect(joinNotification(covered, anEntry({ attempts: 9, mayHaveArrived: false }))).toBe(covered);
  });
});
