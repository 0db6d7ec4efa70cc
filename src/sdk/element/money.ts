import type { PaymentRequest } from '../api.ts';

/**
 * How many decimals an amount has, where it is not two: ISO 4217's own table, which Intl departs from for 29 currencies.
 * A test holds it against the connector's table.
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

/** Minor units in major ones, as a text: numbers with decimals do not add up. */
export function majorText(minor: number, digits: number): string {
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Money as a person reads it. The decimals are those of the amount's text. */
export function money(amount: string, currency: string, language: string): string {
  const digits = amount.split('.')[1]?.length ?? 0;
  try {
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    // A bare `pt` is Brazil's.
    const format = new Intl.NumberFormat(language === 'pt' ? 'pt-PT' : language, {
      style: 'currency',
      currency,
      ...options,
    });
    return format.format(amount as `${number}`);
  } catch {
    // Not a currency's code: the connector will say so, the person sees what the till has asked for.
    return `${amount} ${currency}`;
  }
}

/** What a request asks for; undefined where it cannot be read, which the connector then says. */
export function formatRequestedAmount(request: PaymentRequest, language: string): string | undefined {
  const currency = (request.currency ?? 'EUR').toUpperCase();
  const digits = decimalsOf(currency);
  const { amountMinor } = request;
  if (amountMinor !== undefined) {
    const countable = Number.isSafeInteger(amountMinor) && amountMinor > 0;
    return countable ? money(majorText(amountMinor, digits), currency, language) : undefined;
  }
  const [, whole, rest = ''] = /^(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(String(request.amount ?? '')) ?? [];
  if (whole === undefined) return undefined;
  const text = digits === 0 && rest === '' ? whole : `${whole}.${rest.padEnd(digits, '0')}`;
  return money(text, currency, language);
}
