import type { CurrencyCode } from '../../core/money/currency.ts';
import { chosenEntry } from '../appearance.ts';
import { type AmountEntry, type AmountKey, amountKeyOf, decimalSign, typeAmountKey } from './amount-entry.ts';

/** What was last typed into a field: it says whether a decimal sign was typed, which the text alone does not. */
const entries = new WeakMap<HTMLInputElement, AmountEntry>();

function keyOf({ inputType, data }: InputEvent): AmountKey | undefined {
  if (inputType === 'deleteContentBackward') return 'back';
  return inputType === 'insertText' && data !== null ? amountKeyOf(data) : undefined;
}

/** True if the whole text of a field is selected: what is typed replaces it. */
export const isAllSelected = (element: Element | undefined): boolean =>
  element instanceof HTMLInputElement &&
  element.value !== '' &&
  element.selectionStart === 0 &&
  element.selectionEnd === element.value.length;

/** The amount after a key, as a person of this browser types amounts: as cents, or as a decimal number. */
export const typeKey = (
  entry: AmountEntry,
  key: AmountKey,
  currency: CurrencyCode,
  locale: string,
): AmountEntry =>
  typeAmountKey(entry, key, { currency, cents: chosenEntry.read() === 'cents', point: decimalSign(locale) });

/**
 * For `beforeinput` of a field with an amount: a person types it as on the pay screen, as cents or as a decimal number. Fires
 * `input` with the new text. Leaves all else to the browser: pasted text, and a change in the middle of the text.
 */
export function typeAmount(event: InputEvent, currency: CurrencyCode, locale: string): void {
  const field = event.target as HTMLInputElement;
  const key = keyOf(event);
  const { value, selectionStart } = field;
  const replaces = isAllSelected(field);
  if (!key || !(replaces || selectionStart === value.length)) return;
  event.preventDefault();
  const last = entries.get(field);
  const before = last?.amount === value ? last : { amount: value };
  const next = typeKey(replaces ? { amount: '' } : before, key, currency, locale);
  entries.set(field, next);
  field.value = next.amount;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
