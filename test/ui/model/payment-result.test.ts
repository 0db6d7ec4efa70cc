import { expect, test } from 'vitest';
import { failureNames } from '../../../src/core/failures/failures.ts';
import { languages } from '../../../src/core/language.ts';
import { isAdviceRight, mayRetry } from '../../../src/core/payment/charge.ts';
import { outcome } from '../../../src/core/payment/outcome.ts';
import { loadTexts } from '../../../src/texts/load-texts.ts';
import {
  dueMinor,
  explainResult,
  mayTryAgain,
  type PaymentResult,
} from '../../../src/ui/model/payment-result.ts';
import { chargeByOutcome } from '../../fakes/charge-by-outcome.ts';

const en = await loadTexts('en');
const everyLanguage = await Promise.all(languages.map(loadTexts));

const result = (change: Partial<PaymentResult>): PaymentResult => ({
  paymentId: 'p',
  orderId: 'A',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  amountMinor: 1,
  currency: 'EUR',
  outcome: 'DECLINED',
  charge: chargeByOutcome[change.outcome ?? 'DECLINED'],
  failure: undefined,
  detail: undefined,
  replayed: false,
  ...change,
});

test('the charge statement, not the failure, decides what is said about money and if it may be tried again', () => {
  for (const each of outcome.options) {
    for (const failure of failureNames) {
      const one = result({ outcome: each, failure });
      const said = explainResult(one, en);
      expect(said.charged).toBe(en.charged[chargeByOutcome[each]]);
      const right = isAdviceRight(failure, one.charge) && one.charge !== 'charged';
      expect(said.todo).toBe(right ? en.failures[failure].todo : en.outcomes[each].todo);
      expect(mayTryAgain(one)).toBe(mayRetry(failure, one.charge));
    }
  }
});

test('shows a failure that agrees with the outcome as its explanation', () => {
  const said = explainResult(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }), en);
  expect(said.todo).toBe(en.failures['terminal-away'].todo);
  expect(mayTryAgain(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }))).toBe(true);
  expect(mayTryAgain(result({ outcome: 'NOT_SENT', failure: 'order-id-reused' }))).toBe(false);
});

test('a request that did nothing does not say "not charged"', () => {
  const said = explainResult(
    result({ outcome: 'NOT_SENT', charge: 'nothing-sent', failure: 'not-owner' }),
    en,
  );
  expect(said.charged).toBe(en.charged['nothing-sent']);
  expect(said.charged).not.toMatch(/charged/);
});

test('a payment that got no leave: the till no longer waited, nothing was begun', () => {
  const said = explainResult(result({ outcome: 'NOT_SENT', failure: 'till-left' }), en);
  expect(said.what).toBe('The till no longer waited for this payment, so it was not begun.');
  expect(said.charged).toBe(en.charged['not-charged']);
});

test('no text about a refund speaks of charging, in any language', () => {
  const charging = new Set<string>();
  for (const each of everyLanguage) {
    for (const text of Object.values(each.charged)) charging.add(text);
    for (const { todo } of Object.values(each.outcomes)) charging.add(todo);
  }
  for (const texts of everyLanguage)
    for (const transactionType of ['Credit', 'Cancel'] as const)
      for (const each of outcome.options)
        for (const failure of [undefined, ...failureNames]) {
          const said = explainResult(result({ transactionType, outcome: each, failure }), texts);
          const { givenTitle, givenUnknown, takenTitle, takenUnknown } = texts.operations;
          expect(said.chargedTitle).toBe(transactionType === 'Cancel' ? takenTitle : givenTitle);
          expect(charging.has(said.charged)).toBe(false);
          // The person's name is the same in both texts.
          if (chargeByOutcome[each] !== 'unknown') expect(charging.has(said.todo), said.todo).toBe(false);
          if (chargeByOutcome[each] === 'unknown')
            expect(said.charged).toBe(transactionType === 'Cancel' ? takenUnknown : givenUnknown);
        }
});

test('texts about a reservation speak of reserving', () => {
  const said = explainResult(result({ transactionType: 'Authorization', outcome: 'APPROVED' }), en);
  expect(said.charged).toBe(en.operations.heldYes);
  expect(said.what).toBe(en.operations.approvedHold);
});

test('only a partial approval has an amount due: the requested amount less the paid one', () => {
  const part = { amountMinor: 500, askedMinor: 1023 };
  expect(dueMinor(result({ ...part, outcome: 'PARTIALLY_APPROVED' }))).toBe(523);
  expect(dueMinor(result({ ...part, outcome: 'APPROVED' }))).toBe(0);
});
