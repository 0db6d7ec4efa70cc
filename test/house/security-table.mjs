// Checks the table of attacks in SECURITY.md, which names the tests for each attack.
import { relative } from 'node:path';

/**
 * True if a title of the table fits a test's full name. A title is that of a test or of a group, or a pattern with `%s` for each
 * value. A pattern needs at least four other characters: otherwise it would fit any name.
 */
function fitsTest(title, fullName) {
  const pieces = title.split(/%[sjdi]/);
  let from = 0;
  const fits = pieces.every((piece) => {
    const at = fullName.indexOf(piece, from);
    from = at + piece.length;
    return at >= 0;
  });
  return fits && pieces.join('').trim().length >= 4;
}

const numbered = (letter, count) => Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);

/** The references of `table` to tests that do not exist or did not pass in this run. */
export function unpassedTests(table, results, top) {
  const tests = new Map(results.map(({ name, assertionResults }) => [relative(top, name), assertionResults]));
  const rows = table.split('\n').filter((line) => /^\| [AP]\d/.test(line));
  const numbers = rows.map((row) => /^\| ([AP]\d+)/.exec(row)[1]);
  const expected = [...numbered('A', 19), ...numbered('P', 15)];
  if (numbers.join() !== expected.join()) return [`the table has the rows ${numbers.join(' ')}`];
  return rows.flatMap((row) => {
    const cells = row.split('|').map((cell) => cell.trim());
    const [, attack, , named] = cells;
    if (cells.length !== 5) return [`${attack}: the row has ${cells.length - 2} cells`];
    return named.split('; ').flatMap((each) => {
      const [, path, title] = /^`(test\/[^`]+)`: "(.{6,})"$/.exec(each) ?? [];
      const meant = (tests.get(path) ?? []).filter(({ fullName }) => title && fitsTest(title, fullName));
      const allPassed = meant.length > 0 && meant.every(({ status }) => status === 'passed');
      return allPassed ? [] : [`${attack}: ${each}`];
    });
  });
}
