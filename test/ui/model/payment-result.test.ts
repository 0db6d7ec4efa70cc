import { expect, test } from 'vitest';
import { failureNames } from '../../../src/core/failures/failures.ts';
import { languages } from '../../../src/core/language.ts';
import { isAdviceRight, mayRetry } from '../../../src/core/payment/charge.ts';
import { outcome } from '../../../src/core/payment/outcome.ts';
import { isUnexplainedRefusal } from '../../../src/core/payment/refusal.ts';
import { decodeAnswer } from '../../../src/core/terminal/caisse-ap/answer.ts';
import { loadTexts } from '../../../src/texts/load-texts.ts';
import { dueMinor, mayTryAgain, type PaymentResult } from '../../../src/ui/model/payment-result.ts';
import { explainResult } from '../../../src/ui/model/result-explanation.ts';
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

test('the charge statement, not the failure, decides the text about the money and whether a new try is offered', () => {
  for (const each of outcome.options) {
    for (const failure of failureNames) {
      const one = result({ outcome: each, failure });
      const explained = explainResult(one, en);
      const answer =
        each === 'PARTIALLY_APPROVED' ? en.operations.partYes : en.charged[chargeByOutcome[each]];
      expect(explained.charged).toBe(answer);
      const isRight = isAdviceRight(failure, one.charge) && one.charge !== 'charged';
      const advice = isRight ? en.failures[failure] : en.outcomes[each];
      const isUnexplained = each === 'DECLINED' && failure === 'declined';
      expect(explained.todo).toBe(isUnexplained ? en.unexplained.todo : advice.todo);
      expect(mayTryAgain(one)).toBe(mayRetry(failure, one.charge));
    }
  }
});

test('shows a failure that agrees with the outcome as its explanation', () => {
  const explained = explainResult(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }), en);
  expect(explained.todo).toBe(en.failures['terminal-away'].todo);
  expect(mayTryAgain(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }))).toBe(true);
  const onNetwork = explainResult(result({ outcome: 'NOT_SENT', failure: 'terminal-away' }), en, true);
  expect(onNetwork.todo).toContain('shop’s network');
  expect(`${onNetwork.what} ${onNetwork.todo}`).not.toMatch(/cable|plug/);
  expect(mayTryAgain(result({ outcome: 'NOT_SENT', failure: 'order-id-reused' }))).toBe(false);
});

test('a request that did nothing does not say "not charged"', () => {
  const explained = explainResult(
    result({ outcome: 'NOT_SENT', charge: 'nothing-sent', failure: 'not-owner' }),
    en,
  );
  expect(explained.charged).toBe(en.charged['nothing-sent']);
  expect(explained.charged).not.toMatch(/charged/);
});

test('says of a payment without a permit that the till no longer waited and that the payment was not begun', () => {
  const explained = explainResult(result({ outcome: 'NOT_SENT', failure: 'till-left' }), en);
  expect(explained.what).toBe('The till no longer waited for this payment, so it was not begun.');
  expect(explained.charged).toBe(en.charged['not-charged']);
});

test('no text about a refund mentions charging, in any language', () => {
  const charging = new Set<string>();
  for (const each of everyLanguage) {
    for (const text of Object.values(each.charged)) charging.add(text);
    for (const { todo } of Object.values(each.outcomes)) charging.add(todo);
  }
  for (const texts of everyLanguage)
    for (const transactionType of ['Credit', 'Cancel'] as const)
      for (const each of outcome.options)
        for (const failure of [undefined, ...failureNames]) {
          const explained = explainResult(result({ transactionType, outcome: each, failure }), texts);
          const { givenTitle, givenUnknown, takenTitle, takenUnknown } = texts.operations;
          expect(explained.chargedTitle).toBe(transactionType === 'Cancel' ? takenTitle : givenTitle);
          expect(charging.has(explained.charged)).toBe(false);
          // Where the charge is unknown, the advice to check the ticket is the same for sales and refunds.
          if (chargeByOutcome[each] !== 'unknown')
            expect(charging.has(explained.todo), explained.todo).toBe(false);
          if (chargeByOutcome[each] === 'unknown')
            expect(explained.charged).toBe(transactionType === 'Cancel' ? takenUnknown : givenUnknown);
        }
});

test('texts about a pre-authorisation mention reserving', () => {
  const explained = explainResult(result({ transactionType: 'Authorization', outcome: 'APPROVED' }), en);
  expect(explained.charged).toBe(en.operations.reservedYes);
  expect(explained.what).toBe(en.operations.approvedHold);
});

test('only a partial approval has an amount due: the requested amount less the paid one', () => {
  const part = { amountMinor: 500, askedMinor: 1023 };
  expect(dueMinor(result({ ...part, outcome: 'PARTIALLY_APPROVED' }))).toBe(523);
  expect(dueMinor(result({ ...part, outcome: 'APPROVED' }))).toBe(0);
});

test.each([
  [undefined, true],
  ['unknown (AF=00)', true],
  ['not listed (AF=51)', true],
  ['refused (AF=04)', false],
  ['forbidden (AF=05)', false],
])('a refusal with the reason %s does not claim more than is known', (detail, isUnexplained) => {
  for (const texts of everyLanguage) {
    const sale = result({ failure: 'declined', detail });
    const refund = result({ failure: 'declined', detail, transactionType: 'Credit' });
    const { label, what } = explainResult(sale, texts);
    expect(label).toBe(isUnexplained ? texts.resolver.notPaidLabel : texts.outcomes.DECLINED.label);
    expect(what).toBe(isUnexplained ? texts.unexplained.what : texts.failures.declined.what);
    expect(explainResult(refund, texts).label).toBe(
      isUnexplained ? texts.resolverBack.notPaidLabel : texts.outcomes.DECLINED.label,
    );
  }
});

const reasonOf = (af: string) => decodeAnswer(`CZ0040300AE00201AF002${af}`)?.reason;

test('a terminal that names no reason leaves none in the record', () => {
  expect(isUnexplainedRefusal({ outcome: 'DECLINED', detail: reasonOf('00') })).toBe(true);
  expect(isUnexplainedRefusal({ outcome: 'DECLINED', detail: reasonOf('99') })).toBe(true);
  expect(isUnexplainedRefusal({ outcome: 'DECLINED', detail: reasonOf('04') })).toBe(false);
  expect(isUnexplainedRefusal({ outcome: 'CANCELLED' })).toBe(false);
});

test('a refund that succeeded is called refunded, and a sale without a decision of a person keeps its outcome', () => {
  expect(explainResult(result({ outcome: 'APPROVED', transactionType: 'Credit' }), en).label).toBe(
    'Refunded',
  );
  expect(explainResult(result({ outcome: 'APPROVED' }), en).label).toBe('Approved');
});
