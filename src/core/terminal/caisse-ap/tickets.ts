import { maskNumbers } from '../../masking.ts';
import type { Receipt } from '../dialect.ts';
import { decodeTicket } from './ticket-text.ts';
import { readTlv, type TlvField } from './tlv.ts';

const namedEntities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
};

const decodeEntity = (whole: string, name: string): string => {
  const numeric = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (!numeric) return namedEntities[name.toLowerCase()] ?? whole;
  const code = numeric[1] ? Number.parseInt(numeric[1], 16) : Number(numeric[2]);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
};

/** Converts an HTML ticket to text lines without any markup. Show the result as text, never as HTML. */
export function htmlAsText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?<(?:br|\/?(?:p|div|tr|table|h[1-6]|li|ul|pre|body|center))\b[^>]*> ?/gi, '\n')
    .replace(/<[^>]*>?/g, '')
    .replace(/&(#?\w{1,10});/g, decodeEntity)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * The value of ZT is a list of fields: CK is the kind of ticket, and the AK after it is the ticket (concert.md 3.3).
 */
export const ticketTag = 'ZT';

/** Who gets the ticket, by the second character of CK. */
const ownerOf: Readonly<Record<string, Receipt['for']>> = { '0': 'customer', '1': 'merchant', '2': 'both' };

/** Both tickets as base64 text instead of an HTML page. */
export const bothTicketsAsText = '120';

/**
 * Reads the tickets of an answer. An unreadable ticket is left out: the payment's result never depends on it. HTML is
 * converted to text: the connector's page and tills show tickets, and a card number with a tag inside it could not be
 * masked.
 */
export function readTickets(fields: readonly TlvField[]): readonly Receipt[] {
  return fields.filter(({ tag }) => tag === ticketTag).flatMap(({ value }) => ticketsIn(value));
}

function ticketsIn(constructed: string): Receipt[] {
  const reading = readTlv(constructed);
  // The announced length may be one too long (concert.md 5).
  const cut = reading.state === 'incomplete' && reading.cut ? [reading.cut] : [];
  let kind = '';
  return [...reading.fields, ...cut].flatMap(({ tag, value }) => {
    if (tag === 'CK') kind = value;
    const content = tag === 'AK' ? ticketText(value, kind[2] === '1') : undefined;
    return content ? [{ for: ownerOf[kind[1] ?? ''] ?? 'customer', form: 'text' as const, content }] : [];
  });
}

function ticketText(base64: string, isHtml: boolean): string | undefined {
  const raw = decodeBase64(base64.replace(/\s/g, ''));
  if (raw === undefined) return undefined;
  const decoded = decodeTicket(raw);
  const text = printable(isHtml ? htmlAsText(decoded) : decoded);
  return text.trim() === '' ? undefined : maskNumbers(text);
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Removes control characters such as a printer's commands, and keeps line ends. */
const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/(?!\n)\p{C}/gu, '');
