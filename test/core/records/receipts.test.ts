import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/core/language.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { receiptWords } from '../../../src/core/records/receipt-words.ts';
import { hasReceipt, receiptsOfRecord } from '../../../src/core/records/receipts.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';

const at = new Date(2026, 10, 24, 9, 5).getTime();
const paid = (change: Partial<PaymentRecord> = {}) =>
  aRecord({
    state: 'answered',
    outcome: 'APPROVED',
    answer: { status: '0', amountMinor: 1023, cardMasked: '471169******8807', receivedAt: at, late: false },
    ...change,
  });
const lines = (record: PaymentRecord, language: 'fr' | 'en' = 'en') =>
  receiptsOfRecord({
    ...record,
    terminal: { ...record.terminal, receiptLanguage: language },
  })[0]?.content.split('\n') ?? [];

describe('a receipt made from the record', () => {
  it('names the operation, the time, the order, the amount, the card and the register', () => {
    const { terminal } = aRecord();
    expect(lines(paid({ terminal: { ...terminal, simulated: false } }))).toEqual([
      'CARD PAYMENT',
      '24/11/2026 09:05',
      '',
      'Order                    Order_1',
      'Amount                 10.23 EUR',
      'Card            471169******8807',
      'Register                      01',
      '',
      'Please keep this receipt',
    ]);
  });
  it('marks a simulated payment', () => {
    expect(lines(paid())).toContain('SIMULATION: NOTHING WAS PAID');
  });
  it('shows the approved amount, the requested amount, and a person’s decision', () => {
    const part = paid({
      outcome: 'PARTIALLY_APPROVED',
      answer: { status: '10', amountMinor: 500, receivedAt: at, late: false },
    });
    expect(lines(part).join()).toContain('5.00 EUR,Amount asked for       10.23 EUR,PARTLY APPROVED');
    const byHand = paid({ resolution: { paid: true, by: 'Ana', why: 'ticket', at } });
    expect(lines(byHand)).toContain('Confirmed by the shop');
  });
  it('breaks a line that is too long for the paper', () => {
    const long = paid({ orderId: 'an-order-number-of-32-characters' });
    for (const line of lines(long)) expect(line.length).toBeLessThanOrEqual(32);
  });
  it('has its operation or its means as the title', () => {
    expect(lines(paid({ request: aRequest({ transactionType: 'Credit' }) }), 'fr')[0]).toBe('REMBOURSEMENT');
    expect(lines(paid({ request: aRequest({ paymentMeans: 'cheque' }) }))[0]).toBe('CHEQUE PAYMENT');
  });
  it.each(languages)('has only Latin-1 characters in the language %s', (language) => {
    expect(JSON.stringify(receiptWords[language])).toMatch(/^[\u0020-\u00ff]*$/);
  });
});

describe('the receipt of a record', () => {
  const own = [{ for: 'both', form: 'text', content: 'FROM THE TERMINAL' }] as const;
  const withOwn = { status: '10', receivedAt: at, late: false, receipts: own };
  it('is the terminal’s own if the terminal sent one, also for a refusal', () => {
    expect(receiptsOfRecord(paid({ answer: withOwn }))).toEqual(own);
    const refused = aRecord({ state: 'closed', outcome: 'DECLINED', answer: withOwn });
    expect(receiptsOfRecord(refused)).toEqual(own);
  });
  it('does not exist when nothing was paid or the outcome is unknown', () => {
    for (const outcome of ['DECLINED', 'UNKNOWN', 'NOT_SENT'] as const)
      expect(receiptsOfRecord(aRecord({ outcome }))).toEqual([]);
    expect(receiptsOfRecord(paid({ request: aRequest({ transactionType: 'Duplicate' }) }))).toEqual([]);
  });
  it('exists if and only if `hasReceipt` is true', () => {
    for (const transactionType of ['Debit', 'Credit', 'Cancel', 'Duplicate', 'Authorization'] as const) {
      for (const state of ['answered', 'resolved', 'closed', 'unknown'] as const) {
        for (const outcome of ['APPROVED', 'PARTIALLY_APPROVED', 'DECLINED', 'UNKNOWN'] as const) {
          for (const receipts of [own, []] as const) {
            const answer = { ...withOwn, receipts };
            const record = paid({ state, outcome, answer, request: aRequest({ transactionType }) });
            expect(hasReceipt(record)).toBe(receiptsOfRecord(record).length > 0);
          }
        }
      }
    }
  });
});
