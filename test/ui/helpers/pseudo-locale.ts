/** Vowels with accents; each may be doubled, which makes single words longer too, as German and Portuguese would. */
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

/** A text some 40 % longer and with accents, its places for values as they are. It stays readable. */
export function pseudo(text: string): string {
  let wanted = Math.ceil(text.length * 0.4);
  const longer = text.replace(/\{\w+\}|[aeiouyAEIOU]/g, (found) => {
    const accent = accents[found];
    if (accent === undefined) return found;
    wanted -= 1;
    return wanted >= 0 ? accent + accent.toLowerCase() : accent;
  });
  return wanted > 0 ? `${longer} ${'ñ'.repeat(Math.min(wanted, 12))}` : longer;
}

/** Every text of a dictionary, however deep. */
export function pseudoTexts<Table>(table: Table): Table {
  if (typeof table === 'string') return pseudo(table) as Table;
  if (typeof table !== 'object' || table === null) return table;
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, pseudoTexts(value)])) as Table;
}
