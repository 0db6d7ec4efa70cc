import { describe, expect, it } from 'vitest';
import { connectorCalls } from '../../../src/core/connector-api/connector-api.ts';
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
const decide = (paid: boolean): PaymentEvent => ({ kind: 'resolve', paid, by: 'Ana', why: 'the ticket' });
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
const stepped = (record: PaymentRecord, ...events: PaymentEvent[]) =>
  events.reduce((now, event, at) => stepPayment(now, event, 5000 + at).record, record);
const effectsOf = (record: PaymentRecord, event: PaymentEvent) =>
  stepPayment(record, event, 9000).effects.map(({ kind }) => kind);
const toTill = (record: PaymentRecord) => answerOfRecord(record, [], true);
const echo = { amountForm: { kind: 'text', separator: '.' }, cart: [], customer: {}, customData: {} };

describe('an answer to an unknown payment that settles nothing', () => {
  const other = { outcome: 'OTHER_PAYMENT', failure: 'other-payment', detail: 'for 15.00' } as const;
  it.each([
    ['for another amount', answer({ amountMinor: 1500 })],
    ['with a status that its language does not list', answer({ verdict: 'unreadable', status: '9' })],
    ['that only says that the request was taken', answer({ verdict: 'taken' })],
    ['that crossed the request', { ...answer(), origin: 'collision' } as PaymentEvent],
  ])('%s leaves the record unchanged', (_, event) => {
    for (const record of [unknown(), unknown(other)]) {
      const step = stepPayment(record, event, 9000);
      expect(step.record).toBe(record);
      expect(step.effects).toEqual([{ kind: 'acknowledge-answer' }]);
    }
  });
});

describe('a person resolves an unknown payment', () => {
  it('as paid: approved, HiPay is notified, and the decision is kept with the doubt before it', () => {
    expect(effectsOf(unknown(), decide(true))).toEqual(['write-with-notifications']);
    expect(stepped(unknown(), decide(true))).toMatchObject({
      state: 'resolved',
      outcome: 'APPROVED',
      resolution: { paid: true, by: 'Ana', why: 'the ticket', at: 5000, doubt: 'line-lost' },
      history: [{ state: 'intended' }, { state: 'resolved', at: 5000 }],
    });
    expect(stepped(unknown(), decide(true)).failure).toBeUndefined();
  });
  it('as not paid: declined, the detail names who said so, HiPay is not notified', () => {
    expect(effectsOf(unknown(), decide(false))).toEqual(['write']);
    const record = stepped(unknown(), decide(false));
    expect(record).toMatchObject({ state: 'resolved', outcome: 'DECLINED', failure: 'declined' });
    expect(record.detail).toBe('resolved as not paid by Ana: the ticket');
  });
  it('as paid after an answer for another payment: for the requested amount', () => {
    const { answer: given } = stepped(aRecord({ state: 'waiting' }), answer({ amountMinor: 1500 }));
    const other = unknown({ outcome: 'OTHER_PAYMENT', failure: 'other-payment', answer: given });
    expect(toTill(stepped(other, decide(true))).amountMinor).toBe(1023);
  });
  const decided = ['unknown', 'resolved'];
  it.each(recordState.options.filter((state) => !decided.includes(state)))('never from state %s', (state) => {
    const record = aRecord({ state });
    expect(stepPayment(record, decide(true), 9000)).toEqual({ record, effects: [] });
  });
  it('again: the same decision changes nothing, another one corrects it with an alarm', () => {
    const first = stepped(unknown(), decide(false));
    expect(stepPayment(first, decide(false), 9000)).toEqual({ record: first, effects: [] });
    expect(effectsOf(first, decide(true))).toEqual(['write-with-notifications', 'alarm-late-answer']);
    expect(effectsOf(stepped(first, decide(true)), decide(false))).toEqual(['write', 'alarm-late-answer']);
  });
  it('as paid or not paid: the order is answered from the journal, or may be charged again', () => {
    expect(admitted(aRequest(), [unknown()]).kind).toBe('unresolved');
    expect(admitted(aRequest(), [stepped(unknown(), decide(true))]).kind).toBe('replay');
    expect(admitted(aRequest(), [stepped(unknown(), decide(false))])).toEqual({ kind: 'new', attempt: 2 });
  });
  it('as paid or not paid: the till gets 1102 or 1105 before, SUCCESS or 1006 after', () => {
    const code = (record: PaymentRecord) => {
      const { body } = describedReply(toTill(record), echo as never);
      return 'paymentStatus' in body ? (body.errorCode ?? body.paymentStatus) : '';
    };
    expect(code(unknown())).toBe('1102');
    expect(code(unknown({ outcome: 'OTHER_PAYMENT', failure: 'other-payment' }))).toBe('1105');
    expect(code(stepped(unknown(), decide(true)))).toBe('SUCCESS');
    expect(code(stepped(unknown(), decide(false)))).toBe('1006');
  });
});

describe('an answer that comes late', () => {
  it('to an unknown payment settles it with an alarm', () => {
    expect(effectsOf(unknown(), answer())).toContain('alarm-late-answer');
    expect(stepped(unknown(), answer())).toMatchObject({
      state: 'answered',
      outcome: 'APPROVED',
      alarm: { kind: 'late-answer', outcome: 'APPROVED', at: 5000 },
    });
    expect(stepped(unknown(), refused).alarm).toMatchObject({ kind: 'late-answer', outcome: 'DECLINED' });
  });
  it('in time raises no alarm', () => {
    expect(stepped(aRecord({ state: 'waiting' }), answer()).alarm).toBeUndefined();
  });
  it.each([
    [true, answer()],
    [false, refused],
  ])('after a resolution (paid: %s) that it confirms is kept without an alarm', (paid, late) => {
    const resolved = stepped(unknown(), decide(paid));
    expect(effectsOf(resolved, late)).toEqual(['write', 'acknowledge-answer']);
    const record = stepped(resolved, late);
    expect(record.lateAnswer).toMatchObject({ late: true });
    expect(record.alarm).toBeUndefined();
  });
  it.each([
    [true, refused, 'APPROVED', 'DECLINED'],
    [false, answer(), 'DECLINED', 'APPROVED'],
  ] as const)(
    'after a resolution (paid: %s) that it contradicts puts the payment in doubt again, with an alarm, and overwrites nothing',
    (paid, late, stands, says) => {
      const resolved = stepped(unknown(), decide(paid));
      expect(effectsOf(resolved, late)).toEqual(['write', 'acknowledge-answer', 'alarm-late-answer']);
      const record = stepped(resolved, late);
      expect(record).toMatchObject({
        state: 'unknown',
        outcome: 'UNKNOWN',
        decisions: resolved.decisions,
        evidence: { outcome: says },
        alarm: { kind: 'contradiction', outcome: says },
      });
      expect(stepped(record, decide(paid))).toMatchObject({ state: 'resolved', outcome: stands });
    },
  );
  it('repeated by the terminal is only acknowledged', () => {
    const record = stepped(unknown(), decide(false), answer());
    expect(effectsOf(record, answer())).toEqual(['acknowledge-answer']);
  });
  it('without any fields leaves a resolution unchanged', () => {
    const resolved = stepped(unknown(), decide(true));
    expect(effectsOf(resolved, answer({ verdict: 'taken', status: '9' }))).toEqual(['acknowledge-answer']);
    expect(effectsOf(resolved, answer({ amountMinor: 1 }))).toEqual(['acknowledge-answer']);
  });
});

describe('a contradiction', () => {
  const contested = () => stepped(unknown(), decide(false), answer());
  it('of "not paid" blocks another charge of the order until a person has decided again', () => {
    expect(admitted(aRequest(), [contested()]).kind).toBe('unresolved');
    expect(toTill(contested())).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    const seen = stepped(contested(), { kind: 'alarm-seen' });
    expect(admitted(aRequest(), [seen]).kind).toBe('unresolved');
    const decided = stepped(seen, decide(false));
    expect(admitted(aRequest(), [decided]).kind).toBe('new');
    expect(toTill(decided).outcome).toBe('DECLINED');
  });
  it('stays in the record after it was dismissed', () => {
    const seen = stepped(contested(), { kind: 'alarm-seen' });
    expect(seen.alarm).toMatchObject({ kind: 'contradiction', outcome: 'APPROVED' });
    expect(seen.alarm?.seenAt).toBeDefined();
    expect(effectsOf(seen, { kind: 'alarm-seen' })).toEqual([]);
    expect(effectsOf(unknown(), { kind: 'alarm-seen' })).toEqual([]);
  });
  it('of "paid" is in doubt too, and charges nothing', () => {
    const record = stepped(unknown(), decide(true), refused);
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
  it('is trimmed', () =>
    expect(read({ by: '  Ana ', why: ' x ' }).data).toMatchObject({ by: 'Ana', why: 'x' }));
  it.each([
    { by: '' },
    { by: '   ' },
    { by: 'x'.repeat(65) },
    { by: 'A\u0002B' },
    { why: '' },
    { why: 'x'.repeat(301) },
    { why: 'a\nb' },
  ])('%j is refused', (change) => expect(read(change).success).toBe(false));
});
