import { z } from 'zod';
import { type CurrencyCode, exponentOf } from './currency.ts';

/** The terminal's amount field has eight digits (Concert V2 request, offset 2). */
export const largestAmountMinor = 99_999_999;

/** Integer minor units (cents for EUR), 1 to 99 999 999. The only form in which the program holds money. */
export const amountMinor = z.int().min(1).max(largestAmountMinor).brand('AmountMinor');
export type AmountMinor = z.infer<typeof amountMinor>;

/**
 * Minor units as a decimal with a point and exactly the currency's decimals: 1023 EUR is `10.23`, 500 JPY is `500`.
 * HiPay hashes this very text, so `10.5` for `10.50` would be another order.
 */
export function formatMajor(minor: number, currency: CurrencyCode): string {
  const exponent = exponentOf(currency);
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
