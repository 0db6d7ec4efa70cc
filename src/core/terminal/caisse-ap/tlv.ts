// The fields of Caisse-AP (concert.md 3.2): a tag of two capitals, a length of three digits from 001, the value.

export interface TlvField {
  readonly tag: string;
  readonly value: string;
}

export type TlvReading =
  | { readonly state: 'complete'; readonly fields: readonly TlvField[]; readonly place: number }
  /**
   * The text ends inside a field. `cut` has the field's tag and the received part of its value, once the length is
   * known; `missing` is the number of characters that did not come.
   */
  | {
      readonly state: 'incomplete';
      readonly fields: readonly TlvField[];
      readonly place: number;
      readonly cut?: TlvField;
      readonly missing?: number;
    }
  /** The text is invalid; more text cannot correct it. */
  | {
      readonly state: 'broken';
      readonly fields: readonly TlvField[];
      readonly place: number;
      readonly fault: 'tag' | 'length';
    };

const headerLength = 5;
const filler: ReadonlySet<string> = new Set(['\0', '\t', '\n', '\r', ' ']);
const maxValueLength = 999;

/**
 * Returns undefined if a field cannot be written: a tag that is not two capitals, or a value that is empty or too long.
 */
export function encodeTlv(fields: readonly TlvField[]): string | undefined {
  const isWritable = ({ tag, value }: TlvField) =>
    /^[A-Z]{2}$/.test(tag) && value.length > 0 && value.length <= maxValueLength;
  if (!fields.every(isWritable)) return undefined;
  return fields.map(({ tag, value }) => tag + String(value.length).padStart(3, '0') + value).join('');
}

/**
 * Reads field after field, one character per byte. Unknown and repeated tags are kept; the caller decides what they
 * mean. Blanks, line ends and NUL before a tag are skipped: terminals in the field write a wrong length for a value that
 * ends in a line end (concert.md 5), or pad their messages.
 *
 * `place` is the index at which the reading stopped: the end, or the start of the cut or broken field. A later reading of
 * a longer text may begin there.
 */
export function readTlv(text: string, from = 0): TlvReading {
  const fields: TlvField[] = [];
  for (let place = from; ; ) {
    while (filler.has(text[place] ?? '')) place++;
    if (place >= text.length) return { state: 'complete', fields, place };
    const fault = headerFault(text.slice(place, place + headerLength));
    if (fault) return { state: 'broken', fields, place, fault };
    if (place + headerLength > text.length) return { state: 'incomplete', fields, place };
    const tag = text.slice(place, place + 2);
    const start = place + headerLength;
    const end = start + Number(text.slice(place + 2, start));
    const field = { tag, value: text.slice(start, end) };
    if (end > text.length)
      return { state: 'incomplete', fields, place, cut: field, missing: end - text.length };
    fields.push(field);
    place = end;
  }
}

/**
 * True if the text after the last field is surplus: nothing in it looks like a field, not even like one with a damaged
 * tag or length. Some terminals end their answer with ETX or EOT.
 */
export const isSurplus = (rest: string): boolean =>
  rest.replace(/[^A-Za-z0-9]/g, '').length < 6 &&
  rest.replace(/\D/g, '').length < 3 &&
  !/[A-Z]{2}/.test(rest);

/** Finds the fault in a header, or in its received part. */
function headerFault(header: string): 'tag' | 'length' | undefined {
  if (!/^[A-Z]{0,2}$/.test(header.slice(0, 2))) return 'tag';
  const length = header.slice(2);
  return /^\d{0,3}$/.test(length) && length !== '000' ? undefined : 'length';
}
