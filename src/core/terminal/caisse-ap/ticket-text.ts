import { decodeWindows1252 } from '../../text-encoding.ts';

/** What Latin-9 has in place of four characters of Latin-1. */
const latin9: Readonly<Record<string, string>> = { '¤': '€', '¼': 'Œ', '½': 'œ', '¾': 'Ÿ' };

/**
 * Decodes a ticket. The terminal does not name the encoding. Bytes that are valid UTF-8 are read as UTF-8, all others as
 * Windows-1252. A ticket contains no ¤ and no fraction beside a letter, so there the bytes mean characters of Latin-9.
 */
export function decodeTicket(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes) ?? decodeWindows1252(bytes);
  return text
    .replaceAll('¤', '€')
    .replace(/(?<=\p{L})[¼½¾]|[¼½¾](?=\p{L})/gu, (character) => latin9[character] ?? character);
}

/** Undefined: the bytes are not UTF-8. A ticket may be cut inside its last character. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
