import * as z from 'zod/mini';
import { iso4217 } from './iso-4217.generated.ts';

export type CurrencyCode = keyof typeof iso4217;

/** ISO 4217 alphabetic code, upper case, e.g. `EUR`. */
export const currencyCode = z.enum(Object.keys(iso4217) as [CurrencyCode, ...CurrencyCode[]]);

/** ISO 4217 numeric code with three digits, as the terminal expects it, e.g. `978`. */
export const numericCode = (currency: CurrencyCode): string => iso4217[currency].numeric;

/** Number of decimals of the currency, e.g. 2 for EUR, 0 for JPY. */
export const exponentOf = (currency: CurrencyCode): number => iso4217[currency].exponent;

const byNumeric = new Map(
  (Object.keys(iso4217) as CurrencyCode[]).map((code) => [iso4217[code].numeric as string, code]),
);

export const currencyOfNumeric = (numeric: string): CurrencyCode | undefined => byNumeric.get(numeric);
