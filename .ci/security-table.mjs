// The table of attacks in SECURITY.md names, for each attack, the tests that hold it.
import { relative } from 'node:path';

/** A title as the table has it: of one test, of a group, or of a test with values, which stand there as `%s`. */
function holds(title, fullName) {
  const pieces = title.split(/%[sjdi]/);
  let from = 0;
  return pieces.every((piece) => {
    const at = fullName.indexOf(piece, from);
    from = at + piece.length;
    return at >= 0;
  });
}

/** The rows of `table` that name no test, or one that did not pass in this run. */
export function testsNotRun(table, results, top) {
  const passed = new Map(
    results.map(({ name, assertionResults }) => [
      relative(top, name),
      assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    ]),
  );
  const rows = table.split('\n').filter((line) => /^\| [AP]\d/.test(line));
  const numbers = rows.map((row) => /^\| ([AP]\d+)/.exec(row)[1]);
  const expected = [18, 14].flatMap((count, i) =>
    Array.from({ length: count }, (_, n) => `${'AP'[i]}${n + 1}`),
  );
  if (numbers.join() !== expected.join()) return [`the table has the rows ${numbers.join(' ')}`];
  return rows.flatMap((row) => {
    const [, attack, , tests] = row.split('|').map((cell) => cell.trim());
    return tests.split('; ').flatMap((named) => {
      const [, path, title] = /^`(test\/[^`]+)`: "(.{6,})"$/.exec(named) ?? [];
      const ran = path !== undefined && passed.get(path)?.some((fullName) => holds(title, fullName));
      return ran ? [] : [`${attack}: ${named}`];
    });
  });
}
