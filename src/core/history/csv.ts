/** A cell as it is meant: a text from outside, or a number that this program wrote. */
export type CsvCell = { readonly text: string } | { readonly number: string };

/** `,` with a decimal point, `;` with a decimal comma: what a spreadsheet of that language opens by itself. */
export type CsvSeparator = ',' | ';';

/** Excel reads UTF-8 only behind this mark. */
export const byteOrderMark = '\ufeff';

/**
 * A spreadsheet runs a cell that begins with one of these, full-width ones too, and some look past spaces. A text that
 * already begins with our mark before one is marked again, so that the mark can be taken off without loss.
 */
export const dangerous = /^['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^'*[\t\r\n]/;

const harmless = (text: string): string => (dangerous.test(text) ? `'${text}` : text);

/** Quoted wherever any spreadsheet could cut it, whatever separator it expects. */
const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** RFC 4180: CRLF after every line, quotes doubled. */
export function csvText(rows: readonly (readonly CsvCell[])[], separator: CsvSeparator): string {
  const cell = (each: CsvCell): string => {
    if ('text' in each) return quoted(harmless(each.text));
    return separator === ';' ? each.number.replace('.', ',') : each.number;
  };
  return byteOrderMark + rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}
