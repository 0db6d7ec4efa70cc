/** Vowels with accents. A doubled vowel lengthens single words too, as in German and Portuguese. */
const accents: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'ï',
  o: 'ö',
  u: 'ü',
  y: 'ý',
  A: 'Â',
  E: 'Ê',
  I: 'Î',
  O: 'Ô',
  U: 'Û', // biome-ignore format: a table
};

/** Makes a text about 40 % longer, with accents and unchanged placeholders. It stays readable. */
export function pseudo(text: string): string {
  let lettersToAdd = Math.ceil(text.length * 0.4);
  const longer = text.replace(/\{\w+\}|[aeiouyAEIOU]/g, (found) => {
    const accent = accents[found];
    if (accent === undefined) return found;
    lettersToAdd -= 1;
    return lettersToAdd >= 0 ? accent + accent.toLowerCase() : accent;
  });
  return lettersToAdd > 0 ? `${longer} ${'ñ'.repeat(Math.min(lettersToAdd, 12))}` : longer;
}

/** Makes every text of a dictionary longer, at any depth. */
export function pseudoTexts<Table>(table: Table): Table {
  if (typeof table === 'string') return pseudo(table) as Table;
  if (typeof table !== 'object' || table === null) return table;
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, pseudoTexts(value)])) as Table;
}
