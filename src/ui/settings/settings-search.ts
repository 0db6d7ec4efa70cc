/** Without accents, case and punctuation, so that `Electronico` finds `electrónico` and `TCP/IP` finds `tcp ip`. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Something that can be looked for, by all that is written about it. */
export interface Findable<Name extends string> {
  readonly name: Name;
  readonly texts: readonly string[];
}

/** Which of these have every word that was typed, or its beginning; undefined while nothing is looked for. */
export function foundAmong<Name extends string>(
  wanted: string,
  among: readonly Findable<Name>[],
): ReadonlySet<Name> | undefined {
  const words = plain(wanted).split(' ').filter(Boolean);
  if (words.length === 0) return undefined;
  const has = ({ texts }: Findable<Name>) => {
    const text = ` ${plain(texts.join(' '))}`;
    return words.every((word) => text.includes(` ${word}`));
  };
  return new Set(among.filter(has).map(({ name }) => name));
}
