import { formatMajor, parseAmount } from '../../core/money/amount.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import { exponentOf } from '../../core/money/currency.ts';

/** The keys of an amount: of the pad, of a keyboard, or both. */
export type AmountKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | 'point' | 'back';

/** Maximum number of digits, including decimals, of an amount that a terminal accepts. */
const maxDigits = 8;

/** The key of an amount that this character types; undefined: it types none. */
export const amountKeyOf = (character: string): AmountKey | undefined => {
  if (/^[0-9]$/.test(character)) return character as AmountKey;
  return character === ',' || character === '.' ? 'point' : undefined;
};

/** The decimal separator of the language. */
export const decimalSign = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';

export interface AmountEntry {
  /** An amount in major units, or the beginning of one, as `12.5`. */
  readonly amount: string;
  /** True after the decimal sign was typed: the digits are then those of a decimal number, also if cents are entered. */
  readonly decimal?: boolean | undefined;
}

interface EntryRules {
  readonly currency: CurrencyCode;
  /** True: the digits are cents, so that 1250 gives 12.50. */
  readonly cents: boolean;
  /** The decimal sign of the language. */
  readonly point: string;
}

/** The amount after a key. It is always an amount that a terminal accepts, or the beginning of one. */
export function typeAmountKey(entry: AmountEntry, key: AmountKey, rules: EntryRules): AmountEntry {
  const { currency, cents, point } = rules;
  const digits = exponentOf(currency);
  if (!cents || digits === 0) return { amount: typeDecimal(entry.amount, key, digits, point) };
  if (entry.decimal) return typeAfterSign(entry, key, rules);
  const typed = centsOf(entry.amount, currency);
  // The sign says that the digits before it are whole units: 10,5 is never 1.05.
  if (key === 'point')
    return typed.length > maxDigits - digits ? entry : { amount: `${typed || '0'}${point}`, decimal: true };
  return { amount: textOfCents(key === 'back' ? typed.slice(0, -1) : typed + key, currency, typed, point) };
}

/** Deleting the sign undoes it: the digits are cents again. */
function typeAfterSign({ amount }: AmountEntry, key: AmountKey, rules: EntryRules): AmountEntry {
  const { currency, point } = rules;
  const next = typeDecimal(amount, key, exponentOf(currency), point);
  if (/[.,]/.test(next)) return { amount: next, decimal: true };
  return { amount: textOfCents(next.replace(/^0+/, ''), currency, '', point) };
}

function typeDecimal(amount: string, key: AmountKey, digits: number, point: string): string {
  if (key === '00') return typeDecimal(typeDecimal(amount, '0', digits, point), '0', digits, point);
  if (key === 'back') return amount.slice(0, -1);
  const signIndex = amount.search(/[.,]/);
  if (key === 'point') {
    if (digits === 0 || signIndex >= 0) return amount;
    return `${amount === '' ? '0' : amount}${point}`;
  }
  if (signIndex >= 0) return amount.length - signIndex - 1 < digits ? amount + key : amount;
  if (amount === '0') return key;
  return amount.length < maxDigits - digits ? amount + key : amount;
}

/** The typed digits of an amount that was entered in cents; those of any other text count as cents too. */
function centsOf(amount: string, currency: CurrencyCode): string {
  const text = amount.replace(/\s/g, '');
  const read = parseAmount(text, currency);
  return read.ok ? String(read.amountMinor) : text.replace(/\D/g, '').replace(/^0+/, '').slice(0, maxDigits);
}

function textOfCents(wanted: string, currency: CurrencyCode, before: string, point: string): string {
  const kept = wanted.replace(/^0+/, '');
  const digits = kept.length > maxDigits ? before : kept;
  return digits === '' ? '' : formatMajor(Number(digits), currency).replace('.', point);
}
