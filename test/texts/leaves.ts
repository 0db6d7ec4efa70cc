/** Every text of a table, however deep, by its path. */
export function* leaves(value: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else for (const [key, inner] of Object.entries(value as object)) yield* leaves(inner, `${path}.${key}`);
}

/** The placeholders of a text, except `{detail}`: its value is a text of a library, always in English. */
export const places = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}/g)]
    .map(String)
    .filter((place) => place !== '{detail}')
    .sort();
