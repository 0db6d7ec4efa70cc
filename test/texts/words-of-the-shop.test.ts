import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../src/core/language.ts';
import { loadLazyTexts, loadTexts } from '../../src/texts/load-texts.ts';
import { leaves } from './leaves.ts';

/** What a cashier reads of a payment and of its way to HiPay. */
const cashierTexts = async (language: Language) => [
  ...leaves(await loadTexts(language)),
  ...leaves(await loadLazyTexts(language, 'payments')),
  ...leaves(await loadLazyTexts(language, 'resolve')),
];

/** Words that no text may have. A sale is *sent* to HiPay; in Portuguese it is a *venda*. */
const otherWords: Readonly<Record<Language, RegExp>> = {
  en: /HiPay[^.:]*\btold\b|\btold HiPay|\btell(ing|s)? HiPay|needs attention|left for a person/i,
  fr: /HiPay[^.:]*informée?\b|informer HiPay|transmettre à HiPay|récapitulatif/i,
  it: /HiPay[^.:]*informat[oa]\b|informare HiPay|comunicare a HiPay|riepilogo/i,
  pt: /HiPay[^.:]*informad|informar a HiPay|comunicar à HiPay|encomenda|resumo do dia/i,
};

describe.each(languages)('in %s', (language) => {
  test('what happens to a sale has one word each', async () => {
    const wrong = (await cashierTexts(language)).filter(([, text]) => otherWords[language].test(text));
    expect(wrong).toEqual([]);
  });
});
