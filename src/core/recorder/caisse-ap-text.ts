import { readTlv, type TlvField } from '../terminal/bytes/tlv.ts';
import { maskedCardNumber } from '../terminal/card-number.ts';
import { maskNumbers } from './masked-text.ts';

/** Tags whose values say what was asked and answered. All others are told by their length: a card's, a person's, a ticket. */
const told = new Set(['AC', 'AE', 'BA', 'BB', 'CA', 'CC', 'CD', 'CE', 'CG', 'CI', 'CJ', 'CK', 'CZ']);

/** No told field is longer. What is longer has swallowed the fields behind it, a card's among them. */
const longestTold = 16;

function fieldText({ tag, value }: TlvField): string {
  // Padded with zeros to as many digits as a card number has.
  if (tag === 'CB' && /^\d{1,12}$/.test(value)) return `CB=${Number(value)}`;
  if (tag === 'AA') return `AA=${maskedCardNumber(value) ?? '(no card number)'}`;
  if (tag === 'AI' && /^[A-F][0-9A-F]{9,31}$/.test(value)) return `AI=${value}`;
  if (tag === 'AF') return `AF=${maskNumbers(value.slice(0, 2))}`;
  if (told.has(tag) && value.length <= longestTold) return `${tag}=${maskNumbers(value)}`;
  return `${tag}=(${value.length} characters)`;
}

/** A Caisse-AP message as it may be kept; undefined where the text is none. What is cut at its end is not told. */
export function caisseApText(text: string): string | undefined {
  if (!text.startsWith('CZ')) return undefined;
  const { fields, state } = readTlv(text);
  if (fields.length === 0) return undefined;
  return `${fields.map(fieldText).join(' ')}${state === 'complete' ? '' : ` (then ${state})`}`;
}
