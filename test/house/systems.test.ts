import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

// What differs between systems is in one folder (decision 49): a check elsewhere would be forgotten on the next system.
const top = fileURLToPath(new URL('../../src', import.meta.url));
const folder = 'sidecar/system/';

const files = readdirSync(top, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.ts$/.test(path) && !path.startsWith(folder));

/** The lines of `src` outside the folder that match. */
const linesWith = (pattern: RegExp, among: readonly string[] = files): string[] =>
  among.flatMap((path) =>
    readFileSync(join(top, path), 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );

test('only sidecar/system asks on which system the program runs', () => {
  expect(linesWith(/process\.platform|['"](?:win32|darwin)['"]|\bos\.platform\(/)).toEqual([]);
});

test('only sidecar/system renames and removes files that another program may hold open', () => {
  const sidecar = files.filter((path) => path.startsWith('sidecar/'));
  expect(linesWith(/\b(?:rename|unlink)\(/, sidecar)).toEqual([]);
});

test('no code truncates a file that is open for appending, because Windows refuses this', () => {
  const sidecar = files.filter((path) => path.startsWith('sidecar/'));
  expect(linesWith(/\.f?truncate(?:Sync)?\(/, sidecar)).toEqual([]);
});
