import { expect, test } from 'vitest';
import { failureNames, failures } from '../../src/core/failures.ts';
import { outcome } from '../../src/core/payment/outcome.ts';
import {
  chargedBy,
  explainResult,
  mayTryAgain,
  type PaymentResult,
} from '../../src/ui/pay/payment-result.ts';
import { texts } from '../../src/ui/texts/en/texts.ts';

const result = (change: Partial<PaymentResult>): PaymentResult => ({
  paymentId: 'p',
  orderId: 'A',
  amountMinor: 1,
  currency: 'EUR',
  outcome: 'DECLINED',
  failure: undefined,
  detail: undefined,
  replayed: false,
  ...change,
});

test('whatever the failure, the outcome rules what is said about money and whether it may be tried again', () => {
  for (const each of outcome.options) {
    for (const failure of failureNames) {
      const one = result({ outcome: each, failure });
      const said = explainResult(one, texts);
      expect(said.charged).toBe(texts.charged[chargedBy[each]]);
      if (failures[failure].charged !== chargedBy[each]) expect(said.todo).toBe(texts.outcomes[each].todo);
      if (chargedBy[each] !== 'no') expect(mayTryAgain(one)).toBe(false);
    }
  }
});

test('a failure that agrees with the outcome explains it', () => {
  const said = explainResult(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }), texts);
  expect(said.todo).toBe(texts.failures['terminal-away'].todo);
  expect(mayTryAgain(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }))).toBe(true);
  expect(mayTryAgain(result({ outcome: 'NOT_SENT', failure: 'order-id-reused' }))).toBe(false);
});
