import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// The table of attacks must not rot: each row names tests, and they are there under these words.
const top = fileURLToPath(new URL('../..', import.meta.url));
const rows = readFileSync(join(top, 'src/sidecar/SECURITY.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [AP]\d/.test(line))
  .map((line) => {
    const [, attack = '', , tests = ''] = line.split('|').map((cell) => cell.trim());
    return { attack, named: tests.split('; ') };
  });

test('the table has every attack, once', () => {
  const numbers = rows.map(({ attack }) => attack.split(' ')[0]);
  const all = [18, 14].flatMap((count, i) => Array.from({ length: count }, (_, n) => `${'AP'[i]}${n + 1}`));
  expect(numbers).toEqual(all);
});

/** The words of a title stand in a line that begins a test, a group of tests or a row of a table of tests. */
const titleLine = /\b(?:test|it|describe)(?:\.each|\(|<|$)|^\s*\)?\(?\[?['"`]|^\s*\]\)\(/;

test.each(rows)('$attack: its tests are there', ({ named }) => {
  expect(named.length).toBeGreaterThan(0);
  for (const each of named) {
    const [, path = '', title = ''] = /^`([^`]+)`: "(.{6,})"$/.exec(each) ?? [];
    expect(path, each).toMatch(/^test\/.+\.test\.ts$/);
    expect(existsSync(join(top, path)), path).toBe(true);
    const lines = readFileSync(join(top, path), 'utf8').split('\n');
    const holding = lines.filter((line) => line.includes(title));
    expect(
      holding.some((line) => titleLine.test(line)),
      each,
    ).toBe(true);
    expect(
      holding.some((line) => /\.(?:skip|todo|only)\b/.test(line)),
      each,
    ).toBe(false);
  }
});
