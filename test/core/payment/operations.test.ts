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
const judge = (record: PaymentRecord, received: TerminalAnswer) =>
  judgeAnswer(record, received, 'awaited').change;

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
    const { [field]: _, ...incomplete } = answer();
    expect(judge(asked('Debit'), incomplete)).toMatchObject({
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
  it('must not contradict the request, because it may belong to an earlier payment', () => {
    expect(judge(asked('Debit'), answer({ verdict: 'refused', amountMinor: 999 }))).toMatchObject({
      outcome: 'OTHER_PAYMENT',
    });
  });
});

describe('a partial approval', () => {
  const part = answer({ amountMinor: 500 });
  it('has its own outcome, and the till gets the approved amount', () => {
    const step = stepPayment(asked('Debit'), { kind: 'answer', origin: 'awaited', answer: part }, 3000);
    expect(step.effects.map(({ kind }) => kind)).toEqual(['write-with-notifications', 'acknowledge-answer']);
    expect(answerOfRecord(step.record, [], false)).toMatchObject({
      outcome: 'PARTIALLY_APPROVED',
      amountMinor: 500,
    });
    expect(admitted(aRequest(), [step.record]).kind).toBe('replay');
  });
  it.each([
    ['a language without partial approvals', { terminal: aRecord().terminal }, part],
    ['more than the requested amount', {}, answer({ amountMinor: 1024 })],
    ['the amount zero', {}, answer({ amountMinor: 0 })],
    ['another currency', {}, answer({ amountMinor: 500, currencyNumeric: '840' })],
    ['another register', {}, answer({ amountMinor: 500, registerNumber: '77' })],
    ['a request that the terminal has not taken', { state: 'sending' as const }, part],
    ['a payment that is already unknown', { state: 'unknown' as const }, part],
  ])('is not accepted with %s', (_name, change, received) => {
    expect(judge(asked('Debit', change), received)).toMatchObject({ outcome: 'OTHER_PAYMENT' });
  });
  it('is not accepted for a credit', () => {
    const received = answer({ amountMinor: 500, operation: 'credit' });
    expect(judge(asked('Credit'), received)).toMatchObject({ outcome: 'OTHER_PAYMENT' });
  });
});

describe('a duplicate', () => {
  const inDoubt = aRecord({ state: 'unknown', outcome: 'UNKNOWN' });
  it('is admitted whatever the journal contains, and blocks no other payment', () => {
    const request = aRequest({ transactionType: 'Duplicate' });
    expect(admitted(request, [inDoubt])).toEqual({ kind: 'new', attempt: 2 });
    const answeredDuplicate = asked('Duplicate', { state: 'answered', outcome: 'APPROVED' });
    expect(admitted(request, [answeredDuplicate])).toEqual({ kind: 'new', attempt: 2 });
    expect(admitted(aRequest(), [answeredDuplicate])).toEqual({ kind: 'new', attempt: 2 });
    expect(admitted(aRequest(), [answeredDuplicate, inDoubt]).kind).toBe('unresolved');
  });
  it('is answered with the last payment, whatever its amount', () => {
    const received = answer({ amountMinor: 77, operation: 'duplicate' });
    expect(judge(asked('Duplicate'), received)).toEqual({ outcome: 'APPROVED' });
    const refused: TerminalAnswer = { verdict: 'refused', status: '01', reason: 'no duplicate' };
    expect(judge(asked('Duplicate'), refused)).toMatchObject({ outcome: 'DECLINED', detail: 'no duplicate' });
  });
  it('is declined after an answer that came before the request, because it may belong to an earlier payment', () => {
    const received = answer({ amountMinor: 77 });
    const { state, change } = judgeAnswer(asked('Duplicate'), received, 'collision');
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
  it('belongs to one operation and means: a credit needs a number of its own', () => {
    const sale = aRecord({ state: 'answered', outcome: 'APPROVED' });
    for (const transactionType of ['Credit', 'Cancel', 'Authorization'] as const)
      expect(admitted(aRequest({ transactionType }), [sale]).kind).toBe('reused');
    expect(admitted(aRequest({ paymentMeans: 'cheque' }), [sale]).kind).toBe('reused');
  });
});
