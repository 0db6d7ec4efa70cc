import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../../src/core/language.ts';
import { elementTexts } from '../../src/sdk/element/element-texts.ts';
import { lazy } from '../../src/texts/en/index.ts';
import { loadClientTexts } from '../../src/texts/load-client-texts.ts';
import { type LazyFeature, loadLazyTexts, loadTexts } from '../../src/texts/load-texts.ts';
import { loadTillTexts } from '../../src/texts/load-till-texts.ts';
import { leaves } from './leaves.ts';

const features = Object.keys(lazy) as LazyFeature[];

/** What a cashier reads of a payment and of its way to HiPay. */
const cashierTexts = async (language: Language) => [
  ...leaves(await loadTexts(language)),
  ...leaves(await loadLazyTexts(language, 'payments')),
  ...leaves(await loadLazyTexts(language, 'resolve')),
  ...leaves(await loadLazyTexts(language, 'receipts')),
  ...leaves(await loadTillTexts(language)),
  ...leaves(await loadClientTexts(language)),
];

/** Words that no text may have. A sale is *sent* to HiPay; in Portuguese it is a *venda*. */
const otherWords: Readonly<Record<Language, RegExp>> = {
  en: /HiPay[^.:]*\btold\b|\btold HiPay|\btell(ing|s)? HiPay|needs attention|left for a person/i,
  fr: /HiPay[^.:]*informée?\b|informer HiPay|transmettre à HiPay|récapitulatif/i,
  it: /HiPay[^.:]*informat[oa]\b|informare HiPay|comunicare a HiPay|riepilogo/i,
  pt: /HiPay[^.:]*informad|informar a HiPay|comunicar à HiPay|encomenda|resumo do dia/i,
};

/**
 * Words of the program's makers. For a cashier it is a program, and a register is a till. In Italian the terminal prints one
 * `scontrino`. A contract stays one, because the shop has a paper of this name.
 */
const makersWords: Readonly<Record<Language, RegExp>> = {
  en: /\bconnector|\bsidecar|\bregister\b|\btold\b/i,
  fr: /connecteur|\bsidecar/i,
  it: /connettore|\bsidecar|\bricevut[ae]\b/i,
  pt: /\bconector|\bsidecar/i,
};

describe.each(languages)('in %s', (language) => {
  test('what happens to a sale has one word each', async () => {
    const wrong = (await cashierTexts(language)).filter(([, text]) => otherWords[language].test(text));
    expect(wrong).toEqual([]);
  });

  test('no word is one of the program’s makers', async () => {
    const shown = (await cashierTexts(language)).map(([path, text]) => [
      path,
      text.replace(/\{\w+\}|HiPay ECR Connector/g, ''),
    ]);
    expect(shown.filter(([, text = '']) => makersWords[language].test(text))).toEqual([]);
  });
});

/** All texts that a person sees, of cashiers and of those who set the program up. */
const allTexts = async (language: Language) => [
  ...(await cashierTexts(language)),
  ...(
    await Promise.all(features.map(async (feature) => [...leaves(await loadLazyTexts(language, feature))]))
  ).flat(),
  ...leaves(elementTexts[language]),
];

/**
 * The other names of a thing that has one already, and forms of address that are not ours: money is *refunded* and *reserved*,
 * a terminal is *used*; Italian says Lei, Portuguese does not say você.
 */
const secondWords: Readonly<Record<Language, RegExp>> = {
  en: /\bin view\b|looked at the ticket: (not )?given back/i,
  fr: /restitu|\brendu|\brendre\b|tient le terminal|créé tout seul|besoin de vous|\bmuet\b|\btouchez\b/i,
  it: /restitu|prenotat|importo bloccato|mezzo di pagamento|tiene il terminale|\b(avviate|fate|premete|ricaricate|vostr[oaie])\b|[“”]/i,
  pt: /devol|montante|\bvocê\b|encomenda|cliente (não )?(foi|é) cobrad|ninguém (foi|é) cobrad|tem o terminal|carateres|precisa de si|[“”]/i,
};

test.each(languages)('in %s each thing has one word', async (language) => {
  const wrong = (await allTexts(language)).filter(([, text]) => secondWords[language].test(text));
  expect(wrong).toEqual([]);
});

test.each(languages)('in %s a button fits a phone', async (language) => {
  const { words, resolver } = await loadTexts(language);
  const { list } = await loadLazyTexts(language, 'payments');
  const { changes } = await loadLazyTexts(language, 'settings');
  const buttons = [
    ...[words.connect, words.check, words.find, words.newPayment, words.allPayments, words.tryAgain],
    ...[resolver.open, resolver.later, list.takeOne, list.lookYesterday, changes.save, changes.discard],
  ];
  expect(buttons.filter((text) => text.length > 28)).toEqual([]);
});
