import { formatMajor } from '../../core/money/amount.ts';
import { type CurrencyCode, exponentOf } from '../../core/money/currency.ts';
import { remembered } from '../texts/remembered.ts';

/** The currency as money is written in this language, with so many decimals. */
export const moneyFormat = remembered(
  (locale: string, currency: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
);

/** Minor units as a person reads them. The decimals come from ISO 4217: Intl's own are wrong for 29 currencies. */
export function moneyText(minor: number, currency: CurrencyCode, locale: string): string {
  const format = moneyFormat(locale, currency, exponentOf(currency));
  return format.format(formatMajor(minor, currency) as `${number}`);
}
