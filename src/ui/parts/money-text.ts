import { formatMajor } from '../../core/money/amount.ts';
import { type CurrencyCode, exponentOf } from '../../core/money/currency.ts';

/** Minor units as a person reads them. The decimals come from ISO 4217: Intl's own are wrong for 29 currencies. */
export function moneyText(minor: number, currency: CurrencyCode, locale: string): string {
  const digits = exponentOf(currency);
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(formatMajor(minor, currency) as `${number}`);
}
