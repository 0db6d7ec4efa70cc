/** A cell: a text from outside, or a number that this program wrote. */
export type CsvCell = { readonly text: string } | { readonly number: string };

/** `,` with a decimal point or `;` with a decimal comma, as spreadsheets of the language expect. */
export type CsvSeparator = ',' | ';';

/** Excel reads a file as UTF-8 only if it begins with this mark. */
export const byteOrderMark = '\ufeff';

/**
 * Matches a text that a spreadsheet would run as a formula, also with leading spaces or full-width characters. Such a
 * text gets an apostrophe in front. A text that already begins with apostrophes gets one more, so that a reader can
 * always remove one.
 */
export const formulaStart = /^['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|^'*[\t\r\n]/;

const markFormula = (text: string): string => (formulaStart.test(text) ? `'${text}` : text);

/** Puts a text into quotes if a spreadsheet could split it, whichever separator it uses. */
const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** One line of RFC 4180: quotes doubled, CRLF at the end. */
export function csvLine(row: readonly CsvCell[], separator: CsvSeparator): string {
  const cell = (each: CsvCell): string => {
    if ('text' in each) return quoted(markFormula(each.text));
    return separator === ';' ? each.number.replace('.', ',') : each.number;
  };
  return `${row.map(cell).join(separator)}\r\n`;
}

export const csvText = (rows: readonly (readonly CsvCell[])[], separator: CsvSeparator): string =>
  byteOrderMark + rows.map((row) => csvLine(row, separator)).join('');
