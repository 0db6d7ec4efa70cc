const isPrintable = (code: number): boolean => code >= 0x20 && code <= 0x7e;

/** Printable ASCII only (0x20-0x7E): what a Concert body may hold. Undefined where the text has anything else. */
export function asciiBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isPrintable(code)) return undefined;
    bytes[i] = code;
  }
  return bytes;
}

/** The text of bytes that are known to be ASCII. Meant for frames: at most some thousand bytes. */
export const asciiText = (bytes: Uint8Array): string =>
  String.fromCharCode.apply(null, bytes as unknown as number[]);
