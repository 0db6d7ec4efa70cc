/** The encodings in which people save a configuration file, and tills send a body. */
export type TextEncodingName = 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

/** The Windows-1252 characters of the bytes 0x80 to 0x9F. Node's decoder would read control characters instead. */
const windowsBlock = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOrderMark = '\ufeff';

/** Reads bytes by their byte order mark, else as UTF-8, else as Windows-1252, in which every byte is a character. */
export function decodeText(bytes: Uint8Array): {
  readonly text: string;
  readonly encoding: TextEncodingName;
} {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'UTF-16LE' };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'UTF-16BE' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const hasMark = first === 0xef && second === 0xbb && third === 0xbf;
    return { text, encoding: hasMark ? 'UTF-8 with BOM' : 'UTF-8' };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'Windows-1252' };
  }
}

export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => windowsBlock[byte - 0x80] ?? String.fromCharCode(byte)).join('');

/** The bytes of a text. If Windows-1252 lacks one of its characters, they are UTF-8, which `decodeText` tries first. */
export function encodeText(text: string, encoding: TextEncodingName): Uint8Array {
  switch (encoding) {
    case 'UTF-8':
      return new TextEncoder().encode(text);
    case 'UTF-8 with BOM':
      return new TextEncoder().encode(byteOrderMark + text);
    case 'UTF-16LE':
    case 'UTF-16BE':
      return encodeUtf16(byteOrderMark + text, encoding === 'UTF-16LE');
    case 'Windows-1252':
      return encodeWindows1252(text) ?? new TextEncoder().encode(text);
  }
}

function encodeUtf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittleEndian);
  return new Uint8Array(view.buffer);
}

function encodeWindows1252(text: string): Uint8Array | undefined {
  const characters = decodeWindows1252(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const bytes = Array.from(text, (character) => characters.indexOf(character));
  return bytes.includes(-1) ? undefined : Uint8Array.from(bytes);
}
