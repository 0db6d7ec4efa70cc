// Concert V2 repeats neither an order number nor a time, so the answers to two payments of one amount look the same. Ten
// digits of its own in each request tell them apart, where the terminal repeats them (concert.md 2.1, field PRIV).

const hashStart = 0xcbf29ce484222325n;
const hashFactor = 0x00000100000001b3n;
const hashBits = (1n << 64n) - 1n;

/** Ten digits of this payment, never only zeros: some terminals fill the field with zeros. FNV-1a, 64 bits. */
export function privateDigitsOf(paymentId: string): string {
  let hash = hashStart;
  for (const letter of paymentId)
    hash = ((hash ^ BigInt(letter.codePointAt(0) ?? 0)) * hashFactor) & hashBits;
  return String(1n + (hash % 9_999_999_999n)).padStart(10, '0');
}

/** Ten digits that a terminal may have repeated. Blanks, zeros and other text prove nothing: undefined. */
export const readPrivateDigits = (field: string): string | undefined =>
  /^\d{10}$/.test(field) && !/^0+$/.test(field) ? field : undefined;
