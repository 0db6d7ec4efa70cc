import { describe, expect, test } from 'vitest';
import { admitted, aRecord, aRequest } from '../../fakes/payment-examples.ts';

const { terminal } = aRecord();
const simulated = aRecord({
  state: 'answered',
  outcome: 'APPROVED',
  terminal: { ...terminal, simulated: true },
});
const real = aRecord({ paymentId: 'real', state: 'answered', outcome: 'APPROVED' });

describe('a paid simulated order', () => {
  test('is a new payment at a real terminal', () => {
    expect(admitted(aRequest(), [simulated], false)).toEqual({ kind: 'new', attempt: 2 });
  });

  test('is answered again at a simulated terminal', () => {
    expect(admitted(aRequest(), [simulated], true).kind).toBe('replay');
  });

  test('does not hide the real payment of its number', () => {
    expect(admitted(aRequest(), [simulated, real], false)).toEqual({ kind: 'replay', record: real });
  });

  test('counts as real if only its permit is known', () => {
    expect(admitted(aRequest(), [{ ...simulated, onlyLeave: true }], false).kind).toBe('replay');
  });
});

test('a paid real order is refused at a simulated terminal', () => {
  expect(admitted(aRequest(), [real], true)).toEqual({ kind: 'reused', record: real });
});
