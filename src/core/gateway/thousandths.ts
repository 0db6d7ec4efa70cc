/**
 * Reads a decimal into integer thousandths, by digits: HiPay keeps three decimals of a price, and adding floats would
 * find carts that add up not to. Digits after the third (a till's float noise: 8.990000000000001) are rounded half up.
 * Undefined: not a decimal.
 */
export function readThousandths(raw: unknown): bigint | undefined {
  if (typeof raw !== 'number' && typeof raw !== 'string') return undefined;
  const digits = /^([+-]?)(\d{1,9})(?:[.,](\d{1,20}))?$/.exec(String(raw).trim());
  if (!digits) return undefined;
  const [, sign, whole = '', fraction = ''] = digits;
  const kept = BigInt(whole + fraction.slice(0, 3).padEnd(3, '0'));
  const magnitude = (fraction[3] ?? '0') >= '5' ? kept + 1n : kept;
  return sign === '-' ? -magnitude : magnitude;
}

/** As a JSON number. Exact: the quotient rounds to the number whose shortest decimal is the three digits given. */
export const decimalOf = (thousandths: bigint): number => Number(thousandths) / 1000;

/** Minor units of a currency in thousandths of its major unit. Undefined for a currency with four decimals. */
export const thousandthsOfMinor = (minor: number, exponent: number): bigint | undefined =>
  exponent > 3 ? undefined : BigInt(minor) * 10n ** BigInt(3 - exponent);
