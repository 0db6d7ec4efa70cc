const unbroken = '\u00a0';

/** French puts a space before `: ; ? !` and inside « »; a line must not break there. */
const spaced = (text: string): string =>
  text.replace(/ (?=[:;?!»])/g, unbroken).replace(/« /g, `«${unbroken}`);

/** The same texts with such spaces made unbreakable, so that the files of the texts stay plain to write. */
export function withFrenchSpaces<Value>(value: Value): Value {
  if (typeof value === 'string') return spaced(value) as Value;
  const entries = Object.entries(value as object).map(([key, inner]) => [key, withFrenchSpaces(inner)]);
  return Object.fromEntries(entries) as Value;
}
