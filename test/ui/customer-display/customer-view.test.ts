import { expect, test } from 'vitest';
import type { LivePayment } from '../../../src/core/connector-api/snapshot.ts';
import { customerView, resultShownMs } from '../../../src/ui/customer-display/customer-view.ts';

const now = 1_764_600_000_000;
const payment = (change: Partial<LivePayment> = {}): LivePayment => ({
  paymentId: 'p-1',
  orderId: 'T1-1',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  amountMinor: 1250,
  currency: 'EUR',
  charge: 'unknown',
  phase: 'customer',
  startedAt: now - 20_000,
  phaseSince: now - 1000,
  ...change,
});
const finished = (change: Partial<LivePayment>) => payment({ phase: 'finished', ...change });
const paid = { outcome: 'APPROVED', charge: 'charged' } as const;

test.each<[string, LivePayment | undefined, string]>([
  ['there is no payment', undefined, 'idle'],
  ['the terminal is called', payment({ phase: 'calling-terminal' }), 'wait'],
  ['the terminal has the amount', payment(), 'card'],
  ['a cheque is paid with', payment({ paymentMeans: 'cheque' }), 'wait'],
  ['the answer is written', payment({ phase: 'notifying' }), 'wait'],
  ['it is paid', finished(paid), 'paid'],
  ['it is refunded', finished({ ...paid, transactionType: 'Credit' }), 'refunded'],
  ['the amount is reserved', finished({ ...paid, transactionType: 'Authorization' }), 'reserved'],
  ['it is approved, and the charge is not known', finished({ outcome: 'APPROVED' }), 'doubt'],
  ['another amount is paid', finished({ ...paid, askedMinor: 9900 }), 'doubt'],
  [
    'a part is paid',
    finished({ outcome: 'PARTIALLY_APPROVED', charge: 'charged', askedMinor: 2250 }),
    'part',
  ],
  [
    'a part is paid, and the charge is not known',
    finished({ outcome: 'PARTIALLY_APPROVED', askedMinor: 2250 }),
    'doubt',
  ],
  [
    'nothing says of what it is a part',
    finished({ outcome: 'PARTIALLY_APPROVED', charge: 'charged' }),
    'doubt',
  ],
  [
    'the bank refuses',
    finished({ outcome: 'DECLINED', charge: 'not-charged', detail: 'refused (AF=04)' }),
    'declined',
  ],
  [
    'it is refused, or stopped on the terminal',
    finished({ outcome: 'DECLINED', charge: 'not-charged' }),
    'not-made',
  ],
  ['the card is refused, and the charge is not known', finished({ outcome: 'DECLINED' }), 'doubt'],
  ['it is cancelled', finished({ outcome: 'CANCELLED', charge: 'not-charged' }), 'not-made'],
  ['nothing was sent', finished({ outcome: 'NOT_SENT', charge: 'nothing-sent' }), 'not-made'],
  ['the outcome is unknown', finished({ outcome: 'UNKNOWN' }), 'doubt'],
  ['the terminal answered for another payment', finished({ outcome: 'OTHER_PAYMENT' }), 'doubt'],
  ['there is no outcome', finished({}), 'doubt'],
  ['it is contested', finished({ ...paid, contradiction: [{ paid: false }] }), 'doubt'],
  ['a receipt is printed again', payment({ transactionType: 'Duplicate' }), 'idle'],
])('if %s, the customer sees: %s', (_name, shown, view) => {
  expect(customerView(shown, now)).toBe(view);
});

test('a result gives way to the greeting, but a doubt stays until a person has decided', () => {
  const later = now + resultShownMs;
  expect(customerView(finished(paid), later)).toBe('idle');
  expect(customerView(finished({ outcome: 'DECLINED', charge: 'not-charged' }), later)).toBe('idle');
  expect(customerView(finished({ outcome: 'UNKNOWN' }), later)).toBe('doubt');
  const resolution = { at: now, by: 'Ana', why: 'ticket', paid: true };
  expect(customerView(finished({ outcome: 'UNKNOWN', resolution } as never), now)).toBe('idle');
});

test('a payment that nobody follows any more is in doubt, whatever was seen of it last', () => {
  expect(customerView(payment(), now, false)).toBe('doubt');
  expect(customerView(payment({ phase: 'calling-terminal' }), now, false)).toBe('doubt');
  expect(customerView(finished(paid), now, false)).toBe('paid');
  expect(customerView(undefined, now, false)).toBe('idle');
});
