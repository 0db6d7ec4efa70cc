import { expect, test } from 'vitest';
import { unpassedTests } from './security-table.mjs';

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${letter}${n + 1}`);
/** The numbers of the attacks in SECURITY.md. */
const numbers = [...numbered('A', 19), ...numbered('P', 15)];
const table = (tests: string) =>
  numbers.map((number) => `| ${number} an attack | kept off | ${tests} |`).join('\n');
const passed = (path: string, ...titles: string[]) => ({
  name: `/top/${path}`,
  assertionResults: titles.map((fullName) => ({ fullName, status: 'passed' })),
});
const missing = (tests: string, ...results: Parameters<typeof unpassedTests>[1]) =>
  unpassedTests(table(tests), results, '/top/');

test('accepts a row if its tests have passed, named by title or by pattern', () => {
  const results = passed(
    'test/a.test.ts',
    'the server refuses a foreign page',
    'GET /config needs a password',
  );
  expect(missing('`test/a.test.ts`: "refuses a foreign page"', results)).toEqual([]);
  expect(missing('`test/a.test.ts`: "GET %s needs a password"', results)).toEqual([]);
});

test('reports a row if its test was skipped, does not exist or is not named', () => {
  const skipped = {
    ...passed('test/a.test.ts'),
    assertionResults: [{ fullName: 'refuses it', status: 'skipped' }],
  };
  expect(missing('`test/a.test.ts`: "refuses it"', skipped)).toHaveLength(34);
  expect(missing('`test/b.test.ts`: "refuses it"', passed('test/a.test.ts', 'refuses it'))).toHaveLength(34);
  expect(missing('', passed('test/a.test.ts', 'refuses it'))).toHaveLength(34);
});

test('reports a table that lacks an attack', () => {
  expect(unpassedTests('| A1 an attack | kept off | |', [], '/top/')).toEqual(['the table has the rows A1']);
});
