// The twin's own fields, written from the facts and not shared with the connector: a mistake in one must not hide a
// mistake in the other.

export type TwinFields = ReadonlyMap<string, string>;

/** One field: two capitals, three digits of length, the value; nothing where there is no value. */
export const field = (tag: string, value: string | undefined): string =>
  value ? `${tag}${`${value.length}`.padStart(3, '0')}${value}` : '';

export type TwinReading = { readonly fields: TwinFields } | 'more' | 'bad';

/** All fields of a text; `more` where it ends inside one. A tag that comes twice, or no version first: `bad`. */
export function readFields(text: string): TwinReading {
  const fields = new Map<string, string>();
  let rest = text.replace(/[\r\n]+$/, '');
  while (rest !== '') {
    const header = /^([A-Z]{2})(\d{3})/.exec(rest);
    if (!header) return /^[A-Z]{0,2}\d{0,2}$/.test(rest) ? 'more' : 'bad';
    const [, tag = '', digits] = header;
    const length = Number(digits);
    if (length === 0 || fields.has(tag) || (fields.size === 0 && tag !== 'CZ')) return 'bad';
    if (rest.length < 5 + length) return 'more';
    fields.set(tag, rest.slice(5, 5 + length));
    rest = rest.slice(5 + length);
  }
  return fields.size === 0 ? 'more' : { fields };
}
