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
export type AmountProblem =
  | 'missing'
  | 'not-decimal'
  | 'not-positive'
  | 'unclear'
  | 'too-many-decimals'
  | 'too-large';

export type ParsedAmount =
  | { ok: true; amountMinor: AmountMinor; form: AmountForm }
  | { ok: false; problem: AmountProblem; reason: string };

const refuse = (problem: AmountProblem, reason: string): ParsedAmount => ({ ok: false, problem, reason });

const decimalText = /^([+-]?)(?=[.,]?\d)(\d{0,15})(?:([.,])(\d{0,40}))?$/;

/**
 * Reads `10.23`, `"10.23"`, `"10,23"` or `".50"` into minor units, digit by digit and never by float arithmetic (in
 * another product, 4.60 once became 460). A JSON number is read through its shortest decimal text, which is what the
 * till wrote. Refuses anything else, zero, negatives, more decimals than the currency has, more than eight digits.
 */
export function parseAmount(raw: unknown, currency: CurrencyCode): ParsedAmount {
  if (raw === undefined || raw === null) return refuse('missing', 'is missing');
  const wanted = `write it as ${currency} with a point or a comma, such as ${exampleOf(currency)}`;
  if (typeof raw !== 'number' && typeof raw !== 'string')
    return refuse('not-decimal', `must be a number or a text: ${wanted}`);
  const digits = decimalText.exec(String(raw).trim());
  if (!digits) return refuse('not-decimal', `must be a decimal without a sign between thousands: ${wanted}`);
  const [, sign, whole = '', separator, fraction = ''] = digits;
  if (sign === '-') return refuse('not-positive', 'must be above zero');
  if (typeof raw === 'string' && mayBeThousands(whole, fraction, exponentOf(currency))) {
    return refuse(
      'unclear',
      `may mean ${whole}${fraction} or ${whole}.${fraction} ${currency}: write it without a sign between thousands, ` +
        `and with ${exponentOf(currency)} decimals`,
    );
  }
  const minor = nearestMinor(whole, fraction, exponentOf(currency));
  if (minor === undefined)
    return refuse(
      'too-many-decimals',
      `has more than the ${exponentOf(currency)} decimals of ${currency}: round it first, such as ${exampleOf(currency)}`,
    );
  if (minor === 0n) return refuse('not-positive', 'must be above zero');
  if (minor > BigInt(largestAmountMinor))
    return refuse(
      'too-large',
      `has more than the eight digits the terminal takes: at most ${plainMoney(largestAmountMinor, currency)}`,
    );
  const form = typeof raw === 'number' ? 'number' : separator === ',' ? 'comma' : 'point';
  return { ok: true, amountMinor: Number(minor) as AmountMinor, form };
}

const exampleOf = (currency: CurrencyCode): string => formatMajor(10_230, currency);

/**
 * True for `"1,000"` or `"12.300"` in a currency without three decimals: some programs write one thousand as `1,000`,
 * others write one with three decimals.
 */
const mayBeThousands = (whole: string, fraction: string, exponent: number): boolean =>
  exponent !== 3 && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);

/**
 * Returns the nearest minor unit; undefined if the amount is too far from it to be a float error. Tills that compute with
 * floats send sums such as 3.3000000000000003, or 10.23 as the single-precision float 10.229999542236328. The difference
 * may be 0.00001 of a major unit or, because a single-precision float has seven digits, 6e-8 of the amount. It may never
 * be more than a tenth of a minor unit.
 */
function nearestMinor(whole: string, fraction: string, exponent: number): bigint | undefined {
  const decimals = fraction.padEnd(exponent, '0');
  const unit = 10n ** BigInt(decimals.length);
  const minorUnit = unit / 10n ** BigInt(exponent);
  const amount = BigInt(whole + decimals);
  const minor = (amount + minorUnit / 2n) / minorUnit;
  const apart = amount - minor * minorUnit;
  const difference = apart < 0n ? -apart : apart;
  const isFloatError = difference * 100_000n <= unit || difference * 100_000_000n <= amount * 6n;
  return isFloatError && difference * 10n <= minorUnit ? minor : undefined;
}

/** Returns the amount in the form of the till's request. */
export function repeatForm(major: string, form: AmountForm): string | number {
  if (form === 'number') return Number(major);
  return form === 'comma' ? major.replace('.', ',') : major;
}
