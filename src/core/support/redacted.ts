import { maskNumbers } from '../recorder/masked-text.ts';

/** Digits as people and machines write card numbers: together, or with one sign between. */
const spacedDigits = /\d(?:[ .\-_/\u00a0]?\d){12,18}/g;

/** The check digit of every card number. */
function isCardNumber(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

const maskSpaced = (found: string): string => {
  const digits = found.replace(/\D/g, '');
  return isCardNumber(digits)
    ? `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`
    : found;
};

/** The forms in which a secret could stand in a text that nobody expected one in. */
const secretForms: readonly (readonly [RegExp, string])[] = [
  [/\b(basic|bearer)\s+[\w+/=.~-]{4,}/gi, '$1 •••'],
  [/:\/\/[^\s/@:]+:[^\s/@]+@/g, '://•••@'],
  [/\bpair=[\w-]+/g, 'pair=•••'],
  [
    /((?:pass(?:word|phrase|wd)?|secret|token|hash_?key|api_?key)["']?\s*[:=]\s*["']?)(?!set\b|not set\b|true\b|false\b)[^\s"',;&}]+/gi,
    '$1•••',
  ],
];

/** The last sieve before something leaves the shop: what its source should not have let through is taken out here. */
export const redactedText = (text: string): string =>
  secretForms
    .reduce((now, [form, instead]) => now.replace(form, instead), maskNumbers(text))
    .replace(spacedDigits, maskSpaced);

const secretName = /pass(?:word|phrase|wd)?$|secret|token|hash_?key|api_?key|authorization$|cookie/i;

/** The same for everything in a value; what is named like a secret goes whole, whatever it holds. */
export function redacted(value: unknown): unknown {
  if (typeof value === 'string') return redactedText(value);
  if (typeof value === 'number') return Math.abs(value) < 1e11 ? value : redactedText(String(value));
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      redactedText(key),
      typeof inner === 'string' && secretName.test(key) ? '•••' : redacted(inner),
    ]),
  );
}
