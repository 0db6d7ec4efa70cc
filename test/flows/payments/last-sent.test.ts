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

describe('a payment that was sent to the terminal', () => {
  const ours = sent('ours', 1000);
  it.each<[string, PaymentRecord[], boolean]>([
    ['is the last one, if there is no other', [ours], true],
    [
      'is the last one, if all others were sent and answered before',
      [sent('before', 500, answeredAt(900)), ours],
      true,
    ],
    ['is not the last one, if another was sent later', [sent('after', 2000), ours], false],
    [
      'does not count as the last one, if another was sent in the same millisecond',
      [sent('same', 1000), ours],
      false,
    ],
    [
      'is the last one, if the later payment was never sent',
      [aRecord({ paymentId: 'intended', createdAt: 2000 }), ours],
      true,
    ],
    [
      'does not count as the last one, if the clock was set back: another was sent before it and answered after it',
      [sent('after', 800, answeredAt(1200)), ours],
      false,
    ],
  ])('%s', (_, records, expected) => {
    expect(isLastSent(ours, records, 3000)).toBe(expected);
  });
  it('does not count as the last one, if its time is in the future', () => {
    expect(isLastSent(ours, [ours], 999)).toBe(false);
  });
  it('is not found in a record of a payment that was never sent', () => {
    expect(isLastSent(aRecord({ state: 'closed', outcome: 'NOT_SENT' }), [], 3000)).toBe(false);
  });
});
