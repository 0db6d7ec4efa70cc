import { formatMajor, parseAmount } from '../core/money/amount.ts';
import { type CurrencyCode, exponentOf } from '../core/money/currency.ts';
import type { PluralForms } from '../texts/load-texts.ts';

/** Replaces `{name}` placeholders: `fill('Take {amount}', { amount: '€5.00' })` is `Take €5.00`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/**
 * Caches the results of `make` by its arguments. Used for Intl's formats: it costs far more to create a format than to use
 * it, and a list uses the same few formats in every row, every second.
 */
export function memoize<Parts extends readonly (string | number)[], Made>(
  make: (...parts: Parts) => Made,
): (...parts: Parts) => Made {
  const cache = new Map<string, Made>();
  return (...parts) => {
    const key = parts.join('|');
    const cached = cache.get(key);
    if (cached !== undefined) return cached;
    const made = make(...parts);
    cache.set(key, made);
    return made;
  };
}

const formatOf = memoize((locale: string) => new Intl.NumberFormat(locale));

/** Formats a count as the language writes it: `12,345`. */
export const countText = (count: number, locale: string): string => formatOf(locale).format(count);

const rulesOf = memoize((locale: string) => new Intl.PluralRules(locale));

/** The plural form of the language for this number, with `{count}` filled in. */
export const plural = (forms: PluralForms, count: number, locale: string): string =>
  fill(forms[rulesOf(locale).select(count)] ?? forms.other, {
    count: countText(count, locale),
  });

const units = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const;

const ageFormatOf = memoize(
  (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }),
);

/** `12 s ago` or `in 2 min.`, in the language's words; `now` if the difference is less than a second. */
export function ageText(at: number, now: number, locale: string): string {
  const distance = at - now;
  const { unit, ms } = units.find((each) => Math.abs(distance) >= each.ms) ?? { unit: 'second', ms: 1000 };
  return ageFormatOf(locale).format(Math.trunc(distance / ms), unit);
}

/** `1:05` for 65 seconds. `0:00` if the clock was set back. */
export function elapsedText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Format of amounts in a currency, with the given number of decimals. */
export const moneyFormat = memoize(
  (locale: string, currency: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);

/** Formats minor units for people. The decimals come from ISO 4217: Intl's own are wrong for 29 currencies. */
export function moneyText(minor: number, currency: CurrencyCode, locale: string): string {
  const format = moneyFormat(locale, currency, exponentOf(currency));
  return format.format(formatMajor(minor, currency) as `${number}`);
}

/** The sign of a currency, such as `€`. */
export const currencySign = (currency: CurrencyCode, locale: string): string =>
  moneyFormat(locale, currency, 0)
    .formatToParts(0)
    .find(({ type }) => type === 'currency')?.value ?? currency;

/** Reads the amount that a person typed. Ignores spaces, which separate thousands in French (1 234,50). */
export const readAmount = (amount: string, currency: CurrencyCode) => {
  const text = amount.replace(/\s/g, '');
  return parseAmount(text === '' ? undefined : text, currency);
};

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `12.3 MB` for 12,345,678 bytes: three digits show whether there is enough space. */
export function sizeText(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(sizeUnits.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: sizeUnits[step] ?? 'byte',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** step);
}

/** `7 minutes`, `3 hours` or `12 days`, in the language's words. */
export function spanText(ms: number, locale: string): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const [value, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}

const ofToday = memoize(
  (locale: string) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }),
);
const ofAnotherDay = memoize(
  (locale: string) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'short' }),
);

/** Hour and minute, with the date if the moment is on another day. */
export function timeText(at: number, now: number, locale: string): string {
  const isSameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return (isSameDay ? ofToday : ofAnotherDay)(locale).format(at);
}

const durationFormatOf = memoize(
  (locale: string, unit: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }),
);

/** `12 ms`, `3.4 sec`, `5 min`, `2 hr`, `3 days`: as exact as a person needs. */
export function durationText(ms: number, locale: string): string {
  const format = (value: number, unit: string, digits = 0) =>
    durationFormatOf(locale, unit, digits).format(value);
  if (ms < 1000) return format(Math.max(0, Math.round(ms)), 'millisecond');
  if (ms < 60_000) return format(ms / 1000, 'second', 1);
  if (ms < 3_600_000) return format(ms / 60_000, 'minute', 1);
  return ms < 86_400_000 ? format(ms / 3_600_000, 'hour', 1) : format(ms / 86_400_000, 'day', 1);
}

/** `•••• 0042`: what the terminal told of the card. */
export const lastDigits = (cardMasked: string): string => `•••• ${cardMasked.slice(-4)}`;
