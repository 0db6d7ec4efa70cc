const isPrintable = (code: number): boolean => code >= 0x20 && code <= 0x7e;

/**
 * Encodes printable ASCII (0x20-0x7E), the only characters that a Concert body may hold. Returns undefined for other
 * text.
 */
export function asciiBytes(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!isPrintable(code)) return undefined;
    bytes[i] = code;
  }
  return bytes;
}

/** Decodes bytes that are known to be ASCII. For frames only: `apply` fails for very many bytes. */
export const asciiText = (bytes: Uint8Array): string =>
  String.fromCharCode.apply(null, bytes as unknown as number[]);
