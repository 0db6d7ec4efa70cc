/** Bits set in a byte: with an even number of them 7E1 and 8N1 write the same. */
const ones = (byte: number): number => byte.toString(2).replaceAll('0', '').length;
const crosses = (byte: number): boolean => ones(byte) % 2 === 0;

/** What a terminal set to 7E1 takes of what is sent at 8N1: bytes with a wrong parity it drops (concert.md 1.1). */
export const takenAtSevenEven = (bytes: Uint8Array): Uint8Array => bytes.filter(crosses);

/** What is read at 8N1 of what is sent at 7E1: its parity bit becomes bit 7. */
export const sentAtSevenEven = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte) => (crosses(byte) ? byte : byte | 0x80));
