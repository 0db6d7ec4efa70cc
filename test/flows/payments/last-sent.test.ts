import { describe, expect, it } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { isLastSent } from '../../../src/flows/payments/resolution-service.ts';
import { aRecord } from '../../fakes/payment-examples.ts';

const sent = (paymentId: string, at: number, change: Partial<PaymentRecord> = {}) =>
  aRecord({
    paymentId,
    createdAt: at,
    history: [
      { state: 'intended', at },
      { state: 'sending', at },
    ],
    state: 'unknown',
    outcome: 'UNKNOWN',
    ...change,
  });
const answeredAt = (receivedAt: number): Partial<PaymentRecord> => ({
  state: 'answered',
  outcome: 'APPROVED',
  answer: {
    status: '0',
    registerNumber: '01',
    amountMinor: 1023,
    currencyNumeric: '978',
    paymentMode: '1',
    receivedAt,
    late: false,
  },
});

describe('the last payment that was sent to the terminal', () => {
  const ours = sent('ours', 1000);
  it.each<[string, PaymentRecord[], boolean]>([
    ['is ours, when there is no other', [ours], true],
    [
      'is ours, when all others were sent and answered before',
      [sent('before', 500, answeredAt(900)), ours],
      true,
    ],
    ['is not ours, when another was sent later', [sent('after', 2000), ours], false],
    ['is undecided, when another was sent in the same millisecond', [sent('same', 1000), ours], false],
    [
      'is ours, when the later one was never sent',
      [aRecord({ paymentId: 'intended', createdAt: 2000 }), ours],
      true,
    ],
    [
      'is undecided, when the clock was set back: another was sent before and answered after ours was sent',
      [sent('after', 800, answeredAt(1200)), ours],
      false,
    ],
  ])('%s', (_, records, expected) => {
    expect(isLastSent(ours, records, 3000)).toBe(expected);
  });
  it('is undecided, when ours is dated in the future', () => {
    expect(isLastSent(ours, [ours], 999)).toBe(false);
  });
  it('is not a payment that was never sent', () => {
    expect(isLastSent(aRecord({ state: 'closed', outcome: 'NOT_SENT' }), [], 3000)).toBe(false);
  });
});
