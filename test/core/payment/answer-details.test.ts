import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '../../../src/core/payment/answer-judgement.ts';
import { paymentText } from '../../../src/core/recorder/record-text.ts';
import type { TerminalAnswer } from '../../../src/core/terminal/dialect.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const answer = (change: Partial<TerminalAnswer>): TerminalAnswer => ({
  verdict: 'accepted',
  status: '0',
  registerNumber: '01',
  amountMinor: 1250,
  currencyNumeric: '978',
  ...change,
});
const asked = (change: Parameters<typeof aRequest>[0] = {}) =>
  aRecord({ state: 'waiting', request: aRequest({ amountMinor: 1250, ...change }) });
const detail = (change: Partial<TerminalAnswer>, record = asked()) =>
  judgeAnswer(record, answer(change), 'awaited').change.detail;

describe('a detail', () => {
  it.each([
    [{ amountMinor: 1350 }, 'amount 13.50 EUR instead of 12.50 EUR'],
    [{ amountMinor: undefined as never }, 'amount missing instead of 12.50 EUR'],
    [{ currencyNumeric: '840' }, 'currency USD instead of EUR'],
    [{ currencyNumeric: '000' }, 'currency 000 instead of EUR'],
    [
      { amountMinor: 1350, currencyNumeric: '392' },
      'amount 1350 JPY instead of 12.50 EUR, currency JPY instead of EUR',
    ],
    [{ registerNumber: '02' }, 'register 02 instead of 01'],
  ])('of an answer with %j names %s', (change, text) =>
    expect(detail(change)).toBe(`the terminal answered for ${text}`),
  );
  it('names amounts of a currency without decimals', () => {
    const record = asked({ currency: 'JPY' });
    expect(detail({ amountMinor: 1350, currencyNumeric: '392' }, record)).toBe(
      'the terminal answered for amount 1350 JPY instead of 1250 JPY',
    );
  });
  it('names the part that the bank granted, and the requested amount', () => {
    const { terminal, ...record } = asked();
    const withPartialApproval = { ...record, terminal: { ...terminal, partialApproval: true } };
    expect(detail({ amountMinor: 1000 }, withPartialApproval)).toBe('10.00 EUR of 12.50 EUR were granted');
  });
  it('in the flight recorder names the amount as money', () => {
    expect(paymentText(asked())).toContain('attempt 1 12.50 EUR -> waiting');
  });
});
