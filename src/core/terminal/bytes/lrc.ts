/** Longitudinal redundancy check: XOR of the bytes, start value 0. Concert takes it over body and ETX, not STX. */
export function lrc(bytes: Iterable<number>): number {
  let sum = 0;
  for (const byte of bytes) sum ^= byte;
  return sum;
}
