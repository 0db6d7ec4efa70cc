import { describe, expect, it } from 'vitest';
import { connectorCalls } from '../../../src/core/connector-api/connector-api.ts';
import { alarmRowOf } from '../../../src/core/connector-api/rows.ts';
import { type PaymentEvent, stepPayment } from '../../../src/core/payment/payment-machine.ts';
import { type PaymentRecord, recordState } from '../../../src/core/payment/payment-record.ts';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import type { TerminalAnswer } from '../../../src/core/terminal/dialect.ts';
import { admitted, aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { describedReply } from '../../fakes/rest-answers.ts';

const unknown = (change: Partial<PaymentRecord> = {}) =>
  aRecord({
    state: 'unknown',
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    detail: 'line-lost',
    ...change,
  });
const decide = (paid: boolean, amountMinor?: number): PaymentEvent => ({
  kind: 'resolve',
  paid,
  ...(amountMinor !== undefined && { amountMinor }),
  by: 'Ana',
  why: 'the ticket',
});
const answer = (change: Partial<TerminalAnswer> = {}): PaymentEvent => ({
  kind: 'answer',
  origin: 'awaited',
  answer: {
    verdict: 'accepted',
    status: '0',
    registerNumber: '01',
    amountMinor: 1023,
    currencyNumeric: '978',
    paymentMode: '1',
    ...change,
  },
});
const refused = answer({ verdict: 'refused', status: '7' });
const afterEvents = (record: PaymentRecord, ...events: PaymentEvent[]) =>
  events.reduce((current, event, index) => stepPayment(current, event, 5000 + index).record, record);
const effectsOf = (record: PaymentRecord, event: PaymentEvent) =>
  stepPayment(record, event, 9000).effects.map(({ kind }) => kind);
const toTill = (record: PaymentRecord) => answerOfRecord(record, [], true);
const echo = { amountForm: { kind: 'text', separator: '.' }, cart: [], customer: {}, customData: {} };

describe('an answer without a result to an unknown payment', () => {
  const other = { outcome: 'OTHER_PAYMENT', failure: 'other-payment', detail: 'for 15.00' } as const;
  it.each([
    ['for another amount', answer({ amountMinor: 1500 })],
    ['with a status that its language does not list', answer({ verdict: 'unreadable', status: '9' })],
    ['that reports only that the request was taken', answer({ verdict: 'taken' })],
    ['that collided with the request', { ...answer(), origin: 'collision' } as PaymentEvent],
  ])('%s leaves the record unchanged', (_, event) => {
    for (const record of [unknown(), unknown(other)]) {
      const step = stepPayment(record, event, 9000);
      expect(step.record).toBe(record);
      expect(step.effects).toEqual([{ kind: 'acknowledge-answer' }]);
    }
  });
});

describe('a person’s decision about an unknown payment', () => {
  it('"paid" approves it, notifies HiPay, and is stored with the earlier doubt', () => {
    expect(effectsOf(unknown(), decide(true))).toEqual(['write-with-notifications']);
    expect(afterEvents(unknown(), decide(true))).toMatchObject({
      state: 'resolved',
      outcome: 'APPROVED',
      resolution: { paid: true, by: 'Ana', why: 'the ticket', at: 5000, doubt: 'line-lost' },
      history: [{ state: 'intended' }, { state: 'resolved', at: 5000 }],
    });
    expect(afterEvents(unknown(), decide(true)).failure).toBeUndefined();
  });
  it('"not paid" declines it, does not notify HiPay, and the detail names the person', () => {
    expect(effectsOf(unknown(), decide(false))).toEqual(['write']);
    const record = afterEvents(unknown(), decide(false));
    expect(record).toMatchObject({ state: 'resolved', outcome: 'DECLINED', failure: 'declined' });
    expect(record.detail).toBe('resolved as not paid by Ana: the ticket');
  });
  it('"paid" after an answer for another payment means the requested amount', () => {
    const { answer: given } = afterEvents(aRecord({ state: 'waiting' }), answer({ amountMinor: 1500 }));
    const other = unknown({ outcome: 'OTHER_PAYMENT', failure: 'other-payment', answer: given });
    expect(toTill(afterEvents(other, decide(true))).amountMinor).toBe(1023);
  });
  it.each([
    [1350, 'APPROVED', 'more than asked'],
    [900, 'PARTIALLY_APPROVED', 'less than asked, so that the till knows that the rest is due'],
  ])('"paid with another amount" of %i minor units is told to the till as %s: %s', (amountMinor, outcome) => {
    expect(effectsOf(unknown(), decide(true, amountMinor))).toEqual(['write-with-notifications']);
    const record = afterEvents(unknown(), decide(true, amountMinor));
    expect(toTill(record)).toMatchObject({ outcome, charge: 'charged', amountMinor, askedMinor: 1023 });
  });
  it('"paid with another amount" that is the requested amount means "paid"', () => {
    const paid = afterEvents(unknown(), decide(true));
    expect(afterEvents(unknown(), decide(true, 1023))).toEqual(paid);
    expect(stepPayment(paid, decide(true, 1023), 9000)).toEqual({ record: paid, effects: [] });
  });
  it('corrects the amount with an alarm that names both amounts, and notifies HiPay only once', () => {
    const paid = afterEvents(unknown(), decide(true));
    expect(effectsOf(paid, decide(true, 900))).toEqual(['write', 'alarm-late-answer']);
    const corrected = afterEvents(paid, decide(true, 900));
    expect(alarmRowOf(corrected)).toMatchObject({ by: 'Ana', earlierMinor: 1023, amountMinor: 900 });
    const notPaid = afterEvents(corrected, decide(false));
    expect(alarmRowOf(notPaid)).toMatchObject({ by: 'Ana', outcome: 'DECLINED', amountMinor: 1023 });
    expect(alarmRowOf(notPaid)?.earlierMinor).toBeUndefined();
  });
  const resolvable = ['unknown', 'resolved'];
  it.each(recordState.options.filter((state) => !resolvable.includes(state)))(
    'has no effect in state %s',
    (state) => {
      const record = aRecord({ state });
      expect(stepPayment(record, decide(true), 9000)).toEqual({ record, effects: [] });
    },
  );
  it('changes nothing if it is repeated; another decision corrects it with an alarm', () => {
    const first = afterEvents(unknown(), decide(false));
    expect(stepPayment(first, decide(false), 9000)).toEqual({ record: first, effects: [] });
    expect(effectsOf(first, decide(true))).toEqual(['write-with-notifications', 'alarm-late-answer']);
    expect(effectsOf(afterEvents(first, decide(true)), decide(false))).toEqual([
      'write',
      'alarm-late-answer',
    ]);
  });
  it('lets the order be answered from the journal ("paid") or charged again ("not paid")', () => {
    expect(admitted(aRequest(), [unknown()]).kind).toBe('unresolved');
    expect(admitted(aRequest(), [afterEvents(unknown(), decide(true))]).kind).toBe('replay');
    expect(admitted(aRequest(), [afterEvents(unknown(), decide(false))])).toEqual({
      kind: 'new',
      attempt: 2,
    });
  });
  it('changes the answer to the till from 1102 or 1105 to SUCCESS or 1006', () => {
    const code = (record: PaymentRecord) => {
      const { body } = describedReply(toTill(record), echo as never);
      return 'paymentStatus' in body ? (body.errorCode ?? body.paymentStatus) : '';
    };
    expect(code(unknown())).toBe('1102');
    expect(code(unknown({ outcome: 'OTHER_PAYMENT', failure: 'other-payment' }))).toBe('1105');
    expect(code(afterEvents(unknown(), decide(true)))).toBe('SUCCESS');
    expect(code(afterEvents(unknown(), decide(false)))).toBe('1006');
  });
});

describe('an answer that comes late', () => {
  it('to an unknown payment settles it with an alarm', () => {
    expect(effectsOf(unknown(), answer())).toContain('alarm-late-answer');
    expect(afterEvents(unknown(), answer())).toMatchObject({
      state: 'answered',
      outcome: 'APPROVED',
      alarm: { kind: 'late-answer', outcome: 'APPROVED', at: 5000 },
    });
    expect(afterEvents(unknown(), refused).alarm).toMatchObject({ kind: 'late-answer', outcome: 'DECLINED' });
  });
  it('raises no alarm if the payment still waits for it', () => {
    expect(afterEvents(aRecord({ state: 'waiting' }), answer()).alarm).toBeUndefined();
  });
  it.each([
    [true, answer()],
    [false, refused],
  ])('after a resolution (paid: %s) that it confirms is kept without an alarm', (paid, late) => {
    const resolved = afterEvents(unknown(), decide(paid));
    expect(effectsOf(resolved, late)).toEqual(['write', 'acknowledge-answer']);
    const record = afterEvents(resolved, late);
    expect(record.lateAnswer).toMatchObject({ late: true });
    expect(record.alarm).toBeUndefined();
  });
  it.each([
    [true, refused, 'APPROVED', 'DECLINED'],
    [false, answer(), 'DECLINED', 'APPROVED'],
  ] as const)(
    'after a resolution (paid: %s) that it contradicts puts the payment in doubt again, with an alarm, and keeps the decision',
    (paid, late, decidedOutcome, answeredOutcome) => {
      const resolved = afterEvents(unknown(), decide(paid));
      expect(effectsOf(resolved, late)).toEqual(['write', 'acknowledge-answer', 'alarm-late-answer']);
      const record = afterEvents(resolved, late);
      expect(record).toMatchObject({
        state: 'unknown',
        outcome: 'UNKNOWN',
        decisions: resolved.decisions,
        evidence: { outcome: answeredOutcome },
        alarm: { kind: 'contradiction', outcome: answeredOutcome },
      });
      expect(afterEvents(record, decide(paid))).toMatchObject({ state: 'resolved', outcome: decidedOutcome });
    },
  );
  it('is only acknowledged if the terminal repeats it', () => {
    const record = afterEvents(unknown(), decide(false), answer());
    expect(effectsOf(record, answer())).toEqual(['acknowledge-answer']);
  });
  it('leaves a resolution unchanged if it has no result or another amount', () => {
    const resolved = afterEvents(unknown(), decide(true));
    expect(effectsOf(resolved, answer({ verdict: 'taken', status: '9' }))).toEqual(['acknowledge-answer']);
    expect(effectsOf(resolved, answer({ amountMinor: 1 }))).toEqual(['acknowledge-answer']);
  });
});

describe('an answer that contradicts a decision', () => {
  const contested = () => afterEvents(unknown(), decide(false), answer());
  it('"not paid" blocks another charge of the order until a person has decided again', () => {
    expect(admitted(aRequest(), [contested()]).kind).toBe('unresolved');
    expect(toTill(contested())).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    const seen = afterEvents(contested(), { kind: 'alarm-seen' });
    expect(admitted(aRequest(), [seen]).kind).toBe('unresolved');
    const decided = afterEvents(seen, decide(false));
    expect(admitted(aRequest(), [decided]).kind).toBe('new');
    expect(toTill(decided).outcome).toBe('DECLINED');
  });
  it('leaves its alarm in the record after a person has seen it', () => {
    const seen = afterEvents(contested(), { kind: 'alarm-seen' });
    expect(seen.alarm).toMatchObject({ kind: 'contradiction', outcome: 'APPROVED' });
    expect(seen.alarm?.seenAt).toBeDefined();
    expect(effectsOf(seen, { kind: 'alarm-seen' })).toEqual([]);
    expect(effectsOf(unknown(), { kind: 'alarm-seen' })).toEqual([]);
  });
  it('"paid" puts the payment in doubt too, and the order is not charged again', () => {
    const record = afterEvents(unknown(), decide(true), refused);
    expect(toTill(record)).toMatchObject({ outcome: 'UNKNOWN', charge: 'unknown' });
    expect(admitted(aRequest(), [record]).kind).toBe('unresolved');
  });
});

describe('the name and the reason that a person writes', () => {
  const read = (change: object) =>
    connectorCalls.resolvePayment.params.safeParse({
      paymentId: 'p',
      paid: true,
      by: 'A',
      why: 'w',
      ...change,
    });
  it('are trimmed', () =>
    expect(read({ by: '  Ana ', why: ' x ' }).data).toMatchObject({ by: 'Ana', why: 'x' }));
  it.each([
    { by: '' },
    { by: '   ' },
    { by: 'x'.repeat(65) },
    { by: 'A\u0002B' },
    { why: '' },
    { why: 'x'.repeat(301) },
    { why: 'a\nb' },
  ])('are refused with %j', (change) => expect(read(change).success).toBe(false));
});
