import { decodeWindows1252 } from '../../text-encoding.ts';

/** What Latin-9 has in place of four characters of Latin-1. */
const latin9: Readonly<Record<string, string>> = { '¤': '€', '¼': 'Œ', '½': 'œ', '¾': 'Ÿ' };

/**
 * Decodes a ticket. The terminal does not say how it was written: UTF-8 is recognised by its rules, and everything else has
 * one byte for each character. No ticket prints ¤, and no fraction stands beside a letter: these are Latin-9's € and Œ.
 */
export function decodeTicket(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes) ?? decodeWindows1252(bytes);
  return text
    .replaceAll('¤', '€')
    .replace(/(?<=\p{L})[¼½¾]|[¼½¾](?=\p{L})/gu, (letter) => latin9[letter] ?? letter);
}

/** Undefined: the bytes are not UTF-8. A ticket may be cut inside its last character. */
function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
