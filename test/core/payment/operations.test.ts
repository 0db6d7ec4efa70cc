import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../src/core/payment/answer-judgement.ts';
import { stepPayment } from '../../../src/core/payment/payment-machine.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { TransactionType } from '../../../src/core/payment/payment-request.ts';
import { answerOfRecord } from '../../../src/core/records/answer-of-record.ts';
import type { TerminalAnswer } from '../../../src/core/terminal/dialect.ts';
import { admitted, aRecord, aRequest } from '../../fakes/payment-examples.ts';

const aTerminal = { ...aRecord().terminal, partialApproval: true };
const asked = (transactionType: TransactionType, change: Partial<PaymentRecord> = {}) =>
  aRecord({ request: aRequest({ transactionType }), state: 'waiting', terminal: aTerminal, ...change });
const answer = (change: Partial<TerminalAnswer> = {}): TerminalAnswer => ({
  verdict: 'accepted',
  status: '10',
  registerNumber: '01',
  amountMinor: 1023,
  currencyNumeric: '978',
  operation: 'debit',
  ...change,
});
const judge = (record: PaymentRecord, said: TerminalAnswer) => judgeAnswer(record, said, 'awaited').change;

describe('an acceptance', () => {
  it('must be for the requested operation', () => {
    expect(judge(asked('Credit'), answer())).toMatchObject({ outcome: 'OTHER_PAYMENT' });
    expect(judge(asked('Credit'), answer({ operation: 'credit' }))).toEqual({ outcome: 'APPROVED' });
    expect(judge(asked('Cancel'), answer({ operation: 'cancellation' }))).toEqual({ outcome: 'APPROVED' });
  });
  it.each([
    ['register', 'registerNumber'],
    ['amount', 'amountMinor'],
    ['currency', 'currencyNumeric'],
  ] as const)('without %s is not approved', (what, field) => {
    const { [field]: _, ...said } = answer();
    expect(judge(asked('Debit'), said)).toMatchObject({
      outcome: 'OTHER_PAYMENT',
      detail: expect.stringContaining(`${what} missing`),
    });
  });
});

describe('a refusal', () => {
  it('may omit every field, and gives the terminal’s reason', () => {
    const bare: TerminalAnswer = { verdict: 'refused', status: '01', reason: 'refused (04)' };
    expect(judge(asked('Debit'), bare)).toEqual({
      outcome: 'DECLINED',
      failure: 'declined',
      detail: 'refused (04)',
    });
    expect(judge(asked('Debit'), { ...bare, verdict: 'cancelled' })).toMatchObject({
      outcome: 'CANCELLED',
      failure: 'cancelled',
    });
  });
  it('must not contradict the request: it may be an earlier payment’s', () => {
    expect(judge(asked('Debit'), answer({ verdict: 'refused', amountMinor: 999 }))).toMatchObject({
      outcome: 'OTHER_PAYMENT',
    });
  });
});

describe('a partial approval', () => {
  const part = answer({ amountMinor: 500 });
  it('has its own outcome, and the till gets the real amount', () => {
    const step = stepPayment(asked('Debit'), { kind: 'answer', origin: 'awaited', answer: part }, 3000);
    expect(step.effects.map(({ kind }) => kind)).toEqual(['write-with-notifications', 'acknowledge-answer']);
    expect(answerOfRecord(step.record, [], false)).toMatchObject({
      outcome: 'PARTIALLY_APPROVED',
      amountMinor: 500,
    });
    expect(admitted(aRequest(), [step.record]).kind).toBe('replay');
  });
  it.each([
    ['a language that has none', { terminal: aRecord().terminal }, part],
    ['more than was asked', {}, answer({ amountMinor: 1024 })],
    ['nothing', {}, answer({ amountMinor: 0 })],
    ['another currency', {}, answer({ amountMinor: 500, currencyNumeric: '840' })],
    ['another register', {}, answer({ amountMinor: 500, registerNumber: '77' })],
    ['a request that the terminal has not taken', { state: 'sending' as const }, part],
    ['a payment given up before', { state: 'unknown' as const }, part],
  ])('is not accepted with %s', (_name, change, said) => {
    expect(judge(asked('Debit', change), said)).toMatchObject({ outcome: 'OTHER_PAYMENT' });
  });
  it('is not accepted for a credit', () => {
    const said = answer({ amountMinor: 500, operation: 'credit' });
    expect(judge(asked('Credit'), said)).toMatchObject({ outcome: 'OTHER_PAYMENT' });
  });
});

describe('a duplicate', () => {
  const standing = aRecord({ state: 'unknown', outcome: 'UNKNOWN' });
  it('is admitted whatever the journal holds, and blocks no other payment', () => {
    const request = aRequest({ transactionType: 'Duplicate' });
    expect(admitted(request, [standing])).toEqual({ kind: 'new', attempt: 2 });
    const answeredDuplicate = asked('Duplicate', { state: 'answered', outcome: 'APPROVED' });
    expect(admitted(request, [answeredDuplicate])).toEqual({ kind: 'new', attempt: 2 });
    expect(admitted(aRequest(), [answeredDuplicate])).toEqual({ kind: 'new', attempt: 2 });
    expect(admitted(aRequest(), [answeredDuplicate, standing]).kind).toBe('unresolved');
  });
  it('is answered with the last payment, whatever its amount', () => {
    const said = answer({ amountMinor: 77, operation: 'duplicate' });
    expect(judge(asked('Duplicate'), said)).toEqual({ outcome: 'APPROVED' });
    const none: TerminalAnswer = { verdict: 'refused', status: '01', reason: 'no duplicate' };
    expect(judge(asked('Duplicate'), none)).toMatchObject({ outcome: 'DECLINED', detail: 'no duplicate' });
  });
  it('ignores an answer that came before the request: it may be an earlier payment’s', () => {
    const said = answer({ amountMinor: 77 });
    const { state, change } = judgeAnswer(asked('Duplicate'), said, 'collision');
    expect([state, change.outcome]).toEqual(['closed', 'DECLINED']);
  });
  it('never ends as unknown, because it charges no customer', () => {
    for (const event of [{ kind: 'session-ended', how: 'overdue' }, { kind: 'restart' }] as const) {
      const { record } = stepPayment(asked('Duplicate'), event, 3000);
      expect(record).toMatchObject({ state: 'closed', outcome: 'NOT_SENT' });
    }
  });
});

describe('an order number', () => {
  it('belongs to one payment: a credit needs its own', () => {
    const sale = aRecord({ state: 'answered', outcome: 'APPROVED' });
    for (const transactionType of ['Credit', 'Cancel', 'Authorization'] as const)
      expect(admitted(aRequest({ transactionType }), [sale]).kind).toBe('reused');
    expect(admitted(aRequest({ paymentMeans: 'cheque' }), [sale]).kind).toBe('reused');
  });
});
