import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { touchedTests } from '../touched-tests.mjs';

const tree: Record<string, string> = {
  'src/core/amount.ts': 'export const amount = 1;',
  'src/flows/pay.ts': "import type { Amount } from '../core/amount.ts';",
  'src/pwa/worker.ts': "export * from '../flows/pay.ts';",
  'src/pwa/page.ts': "const worker = new URL('./worker.ts', import.meta.url);",
  'test/core/amount.test.ts': "import { amount } from '../../src/core/amount.ts';",
  'test/flows/pay.test.ts': "const { pay } = await import('../../src/flows/pay.ts');",
  'test/pwa/page.browser.test.ts': "import '../../src/pwa/page.ts';",
  'test/other.test.ts': "import { expect } from 'vitest';",
  'test/vectors.test.ts': "readFileSync(new URL('vectors/frames.json', import.meta.url))",
  'test/vectors/frames.json': '[]',
};
const top = mkdtempSync(join(tmpdir(), 'hipay-ecr-touched-'));
for (const [path, text] of Object.entries(tree)) {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
}
afterAll(() => rmSync(top, { recursive: true, force: true }));

const touched = (...changed: string[]) =>
  touchedTests(top, Object.keys(tree), changed).map(({ file, distance }) => `${distance} ${file}`);

test('returns the tests that import the changed file, also through other files, the nearest first', () => {
  expect(touched('src/core/amount.ts')).toEqual([
    '1 test/core/amount.test.ts',
    '2 test/flows/pay.test.ts',
    '4 test/pwa/page.browser.test.ts',
  ]);
});

test('returns a changed test itself, and for a data file the test that reads it', () => {
  expect(touched('test/other.test.ts')).toEqual(['0 test/other.test.ts']);
  expect(touched('test/vectors/frames.json')).toEqual(['1 test/vectors.test.ts']);
});
