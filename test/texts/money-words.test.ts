import { describe, expect, it } from 'vitest';
import { type FailureName, failureNames } from '../../src/core/failures/failures.ts';
import { type Language, languages } from '../../src/core/language.ts';
import { chargeStatement } from '../../src/core/payment/charge-statement.ts';
import { nothingSent } from '../../src/core/payment/money-text.ts';
import { outcome } from '../../src/core/payment/outcome.ts';
import { transactionType } from '../../src/core/payment/payment-request.ts';
import { descriptions, failureDescription, money as restMoney } from '../../src/core/rest/descriptions.ts';
import { failureText } from '../../src/core/till/till-texts.ts';
import { ownFailure, ownFailures } from '../../src/sdk/client/connector-failure.ts';
import { elementTexts } from '../../src/sdk/element/element-texts.ts';
import { loadClientTexts } from '../../src/texts/load-client-texts.ts';
import { loadTexts } from '../../src/texts/load-texts.ts';
import { loadTillTexts } from '../../src/texts/load-till-texts.ts';
import type { PaymentResult } from '../../src/ui/model/payment-result.ts';
import { explainResult } from '../../src/ui/model/result-explanation.ts';
import { leaves } from './leaves.ts';

// No text speaks of the customer's money, except the sentence of the charge statement.

/** Words of sentences about money that has moved, or has not. */
const moneyWords: Readonly<Record<Language, RegExp>> = {
  en: /\b(charged|debited|paid|refunded|reserved|reversed|(given|gave|goes|taken) back|did not pay)\b/i,
  fr: /débit|\bpayé|encaissé|\brendue?\b|remboursé|réservé|n’a pas payé/i,
  it: /addebit|pagat[oi]\b|incassat|restituit|rimborsat|riservat|bloccat|stornat/i,
  pt: /\bcobrad|\bpag[oa]s?\b|\bpagou\b|devolvid|reembolsad|reservad/i,
};

const charges = transactionType.options.flatMap((type) =>
  chargeStatement.options.map((charge) => ({ charge, transactionType: type })),
);

/** The rest of a text without the sentence of the charge statement, which it must contain. */
const without = (text: string, sentence: string): string => {
  expect(text).toContain(sentence);
  return text.replace(sentence, '');
};

describe.each(languages)('in %s', (language) => {
  const words = moneyWords[language];
  it('the sentences of the charge statement contain the words that this test looks for', async () => {
    const { money } = await loadTillTexts(language);
    for (const sentences of [money.Debit, money.Credit])
      for (const text of Object.values(sentences)) expect(text).toMatch(words);
    expect(money['nothing-sent']).not.toMatch(words);
    expect(money.Duplicate).not.toMatch(words);
  });
  it.each(failureNames)('the texts of web tills for %s have no other words about money', async (name) => {
    const texts = await loadTillTexts(language);
    for (const charge of charges) {
      const { transactionType: type, charge: statement } = charge;
      const sentence =
        type === 'Duplicate'
          ? texts.money.Duplicate
          : statement === 'nothing-sent'
            ? texts.money['nothing-sent']
            : texts.money[type][statement];
      expect(without(failureText(name, charge, texts), sentence)).not.toMatch(words);
    }
    for (const text of Object.values(texts.failures[name])) expect(text).not.toMatch(words);
  });
  it('the texts of the SDK’s client have no other words about money', async () => {
    const texts = await loadClientTexts(language);
    for (const name of Object.keys(ownFailures) as (keyof typeof ownFailures)[])
      expect(ownFailure(name, nothingSent, texts).text).not.toMatch(words);
    for (const type of ['Debit', 'Credit', 'Cancel', 'Authorization'] as const) {
      const failure = ownFailure('outcome-unknown', { charge: 'unknown', transactionType: type }, texts);
      expect(without(failure.text, texts.money[type].unknown)).not.toMatch(words);
    }
  });
  it('the texts of `<hipay-pay>` have no other words about money', () => {
    // Names of outcomes, amounts and buttons; `charged` is the statement's own sentence.
    const own = /^\.(money|charged|done|outcome|ask)\b|^\.(partly|due)$/;
    for (const [path, text] of leaves(elementTexts[language]))
      if (!own.test(path)) expect(text, path).not.toMatch(words);
  });
  it('the screens’ texts of what happened and what to do have no words about money', async () => {
    const texts = await loadTexts(language);
    for (const { todo } of Object.values(texts.lamps)) expect(todo).not.toMatch(words);
    for (const failure of [undefined, ...failureNames])
      for (const charge of charges)
        for (const each of outcome.options) {
          const explained = explainResult({ ...result, ...charge, outcome: each, failure }, texts);
          expect(`${explained.what} ${explained.todo}`, `${failure} ${each}`).not.toMatch(words);
        }
  });
});

const result: PaymentResult = {
  paymentId: 'p',
  orderId: 'A',
  transactionType: 'Debit',
  paymentMeans: 'card',
  hasReceipt: false,
  amountMinor: 1,
  currency: 'EUR',
  outcome: 'DECLINED',
  charge: 'unknown',
  failure: undefined,
  detail: undefined,
  replayed: false,
};

it.each(failureNames)('the REST description of %s has no other words about money', (name: FailureName) => {
  for (const charge of charges) {
    const { transactionType: type, charge: statement } = charge;
    const sentence =
      type === 'Duplicate'
        ? restMoney.Duplicate
        : statement === 'nothing-sent'
          ? restMoney['nothing-sent']
          : restMoney[type][statement];
    expect(without(failureDescription(name, charge), sentence)).not.toMatch(moneyWords.en);
  }
  for (const text of Object.values(descriptions[name])) expect(text).not.toMatch(moneyWords.en);
});
