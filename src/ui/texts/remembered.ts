/**
 * The same function, making each thing once. For Intl's formats: making one costs far more than using it, and a list asks
 * for the same few in every row, every second.
 */
export function remembered<Parts extends readonly (string | number)[], Made>(
  make: (...parts: Parts) => Made,
): (...parts: Parts) => Made {
  const made = new Map<string, Made>();
  return (...parts) => {
    const key = parts.join('|');
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(...parts);
    made.set(key, fresh);
    return fresh;
  };
}
