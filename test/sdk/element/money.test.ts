import { describe, expect, it, test } from 'vitest';
import { formatMajor } from '../../../src/core/money/amount.ts';
import { type CurrencyCode, exponentOf } from '../../../src/core/money/currency.ts';
import { iso4217 } from '../../../src/core/money/iso-4217.generated.ts';
import { elementTexts } from '../../../src/sdk/element/element-texts.ts';
import { decimalsOf, formatRequestedAmount, majorText, money } from '../../../src/sdk/element/money.ts';

const currencies = Object.keys(iso4217) as CurrencyCode[];

test.each(currencies)(
  '%s has the same number of decimals in the element and in the connector',
  (currency) => {
    expect(decimalsOf(currency)).toBe(exponentOf(currency));
    for (const minor of [1, 99, 100, 123_456_789])
      expect(majorText(minor, decimalsOf(currency))).toBe(formatMajor(minor, currency));
  },
);

describe('money', () => {
  it.each([
    ['10.23', 'EUR', 'en', '€10.23'],
    ['1234.50', 'EUR', 'fr', '1 234,50 €'],
    ['10.23', 'EUR', 'pt', '10,23 €'],
    ['1500', 'JPY', 'en', '¥1,500'],
    ['5.000', 'KWD', 'en', 'KWD 5.000'],
    // Intl formats AFN without decimals.
    ['5.00', 'AFN', 'en', 'AFN 5.00'],
    ['5.00', 'no currency', 'en', '5.00 no currency'],
  ])('%s %s in %s is %s', (amount, currency, language, text) => {
    expect(money(amount, currency, language).replace(/\s/g, ' ')).toBe(text);
  });
  it.each([
    [{ amountMinor: 1023 }, '€10.23'],
    [{ amount: '10,23' }, '€10.23'],
    [{ amount: 7 }, '€7.00'],
    [{ amount: '7.5', currency: 'eur' }, '€7.50'],
    [{ amount: 0.1 + 3.2 }, '€3.30'],
    [{ amount: '10.229999542236328' }, '€10.23'],
    [{ amount: ',50' }, '€0.50'],
    [{ amount: '10.' }, '€10.00'],
    [{ amount: '1500,', currency: 'JPY' }, '¥1,500'],
    [{ amountMinor: 1500, currency: 'JPY' }, '¥1,500'],
    [{ amountMinor: 10.5 }, undefined],
    [{ amountMinor: -1 }, undefined],
    [{ amount: '1.023,00' }, undefined],
    [{}, undefined],
  ])('%j is shown as %s', (request, text) => {
    expect(formatRequestedAmount(request, 'en')).toBe(text);
  });
});

const flat = (value: unknown, path = ''): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, each]) => flat(each, `${path}.${key}`));

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test.each(['fr', 'it', 'pt'] as const)(
  'every text in %s has the placeholders of the English one',
  (language) => {
    const english = flat(elementTexts.en);
    const own = flat(elementTexts[language]);
    expect(own.map(([path]) => path)).toEqual(english.map(([path]) => path));
    for (const [index, [path, text]] of own.entries())
      expect([path, placeholders(text)]).toEqual([path, placeholders(english[index]![1])]);
  },
);
