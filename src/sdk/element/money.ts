import type { PaymentRequest } from '../api.ts';

/**
 * The currencies that do not have two decimals, by their number of decimals (ISO 4217). Intl differs for 29 currencies, so
 * it is not used. A test compares this with the connector's table.
 */
const decimals: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

export const decimalsOf = (currency: string): number =>
  Number(
    Object.keys(decimals).find((digits) => decimals[Number(digits)]?.split(' ').includes(currency)) ?? 2,
  );

/** Converts minor units to major units as a text: numbers with decimals would have rounding errors. */
export function majorText(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Formats an amount for a person, with the decimals of the amount's text. */
export function money(amount: string, currency: string, language: string): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  try {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    // Intl takes `pt` for Brazilian Portuguese.
    const format = new Intl.NumberFormat(language === 'pt' ? 'pt-PT' : language, {
      style: 'currency',
      currency,
      ...options,
    });
    return format.format(amount as `${number}`);
  } catch {
    // The currency is not valid. The connector will refuse it; the person sees what the till has requested.
    return `${amount} ${currency}`;
  }
}

/** Formats the amount of a request. Undefined if it is not valid: the connector will refuse it. */
export function formatRequestedAmount(request: PaymentRequest, language: string): string | undefined {
  const currency = (request.currency ?? 'EUR').toUpperCase();
  const digits = decimalsOf(currency);
  const { amountMinor } = request;
  if (amountMinor !== undefined) {
    const isValid = Number.isSafeInteger(amountMinor) && amountMinor > 0;
    return isValid ? money(majorText(amountMinor, digits), currency, language) : undefined;
  }
  const text = readDecimal(String(request.amount ?? ''), digits);
  return text && money(text, currency, language);
}

/**
 * Reads a decimal number as a text with a point, padded to the currency's decimals. Undefined if it is not a number. More
 * than four decimals come from an inexact floating-point number, so they are rounded to the currency's decimals.
 */
function readDecimal(written: string, digits: number): string | undefined {
  const [, whole, rest = ''] = /^(?=[.,]?\d)(\d{0,12})(?:[.,](\d{0,40}))?$/.exec(written.trim()) ?? [];
  if (whole === undefined) return undefined;
  if (rest.length > 4) return Number(`${whole}.${rest}`).toFixed(digits);
  const padded = rest.padEnd(digits, '0');
  return padded === '' ? whole : `${whole || '0'}.${padded}`;
}
