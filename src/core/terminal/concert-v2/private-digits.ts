// An answer of Concert V2 has neither an order number nor a time, so the answers to two payments of one amount look the
// same. So each request has ten digits of its own. If the terminal repeats them, they distinguish the answers (concert.md
// 2.1, field PRIV).

const hashStart = 0xcbf29ce484222325n;
const hashFactor = 0x00000100000001b3n;
const hashBits = (1n << 64n) - 1n;

/** Ten digits of this payment, never only zeros: some terminals fill the field with zeros. FNV-1a, 64 bits. */
export function privateDigitsOf(paymentId: string): string {
  let hash = hashStart;
  for (const character of paymentId)
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * hashFactor) & hashBits;
  return String(1n + (hash % 9_999_999_999n)).padStart(10, '0');
}

/** The ten digits of an answer's field; undefined for blanks, zeros and other text, which prove nothing. */
export const readPrivateDigits = (field: string): string | undefined =>
  /^\d{10}$/.test(field) && !/^0+$/.test(field) ? field : undefined;
