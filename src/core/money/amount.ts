import * as z from 'zod/mini';
import { type CurrencyCode, exponentOf } from './currency.ts';

/** The terminal's amount field has eight digits (Concert V2 request, offset 2). */
export const largestAmountMinor = 99_999_999;

/** Integer minor units (cents for EUR), 1 to 99 999 999. The connector holds money only in this form. */
export const amountMinor = z.int().check(z.minimum(1), z.maximum(largestAmountMinor)).brand('AmountMinor');
export type AmountMinor = z.infer<typeof amountMinor>;

/**
 * Formats minor units as a decimal with a point and exactly the currency's decimals: 1023 EUR is `10.23`, 500 JPY is
 * `500`. HiPay hashes this text, so `10.5` instead of `10.50` would give a wrong hash.
 */
export function formatMajor(minor: number, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An amount for details and logs: `10.23 EUR`. Screens write it as their language does. */
export const plainMoney = (minor: number, currency: CurrencyCode): string =>
  `${formatMajor(minor, currency)} ${currency}`;

/** How the till wrote its amount. The answer uses the same form, because tills compare texts. */
export type AmountForm = 'number' | 'point' | 'comma';

/** Why an amount is refused. Screens have a text for each, in every language. */
export type AmountProblem = 'missing' | 'not-decimal' | 'not-positive' | 'too-many-decimals' | 'too-large';

export type ParsedAmount =
  | { ok: true; amountMinor: AmountMinor; form: AmountForm }
  | { ok: false; problem: AmountProblem; reason: string };

const refuse = (problem: AmountProblem, reason: string): ParsedAmount => ({ ok: false, problem, reason });

/**
 * Reads `10.23`, `"10.23"` or `"10,23"` into minor units, digit by digit and never by float arithmetic (in another
 * product, 4.60 once became 460). A JSON number is read through its shortest decimal text, which is what the till
 * wrote. Refuses anything else, zero, negatives, more decimals than the currency has, more than eight digits.
 */
export function parseAmount(raw: unknown, currency: CurrencyCode): ParsedAmount {
  if (raw === undefined || raw === null) return refuse('missing', 'is missing');
  if (typeof raw !== 'number' && typeof raw !== 'string') {
    return refuse('not-decimal', 'must be a number or a text such as 10.23 or "10,23"');
  }
  const text = String(raw).trim();
  const digits = /^([+-]?)(\d{1,15})(?:([.,])(\d{1,15}))?$/.exec(text);
  if (!digits) return refuse('not-decimal', 'must be a decimal such as 10.23 or "10,23"');
  const [, sign, whole = '', separator, fraction = ''] = digits;
  if (sign === '-') return refuse('not-positive', 'must be above zero');
  const exponent = exponentOf(currency);
  // Zeros at the end do not change the amount: 10.2300 is 10.23.
  const decimals = fraction.replace(/0+$/, '');
  if (decimals.length > exponent)
    return refuse('too-many-decimals', `has more than the ${exponent} decimals of ${currency}`);
  const minor = BigInt(whole + decimals.padEnd(exponent, '0'));
  if (minor === 0n) return refuse('not-positive', 'must be above zero');
  if (minor > BigInt(largestAmountMinor))
    return refuse('too-large', 'has more than the eight digits the terminal takes');
  const form = typeof raw === 'number' ? 'number' : separator === ',' ? 'comma' : 'point';
  return { ok: true, amountMinor: Number(minor) as AmountMinor, form };
}

/** Returns the amount in the form of the till's request. */
export function repeatForm(major: string, form: AmountForm): string | number {
  if (form === 'number') return Number(major);
  return form === 'comma' ? major.replace('.', ',') : major;
}
