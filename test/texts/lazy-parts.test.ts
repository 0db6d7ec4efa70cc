import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ui = fileURLToPath(new URL('../../src/ui', import.meta.url));
const sources = readdirSync(ui, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join(ui, path));

/** A file and all files that it imports statically, except for types. */
function withImports(path: string, seen = new Set<string>()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const imports = readFileSync(path, 'utf8').matchAll(
    /^(?:import|export|\})(?! type\b).*'(\.[^']+\.ts)';$/gm,
  );
  for (const [, target = ''] of imports) withImports(join(dirname(path), target), seen);
  return seen;
}

const readBy = (path: string): string[] =>
  [...withImports(path)].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\blazyTexts\('([^']+)'\)/g)].map(([, feature = '']) => feature),
  );

const lazyPart = /new LazyPart\(\s*\w+,\s*\[([^\]]*)\],\s*\(\) =>\s*([^;]*?\bimport\([^;]*)\);/g;
const parts = sources.flatMap((path) =>
  [...readFileSync(path, 'utf8').matchAll(lazyPart)].map(([, features = '', load = '']) => ({
    features: [...features.matchAll(/'([^']+)'/g)].map(([, feature = '']) => feature),
    files: [...load.matchAll(/import\('([^']+)'\)/g)].map(([, file = '']) => join(dirname(path), file)),
  })),
);
const named = parts.map((part) => ({ ...part, name: part.files.map((file) => basename(file)).join(', ') }));

test('every lazily loaded part of the page is checked', () => {
  const made = sources.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/new LazyPart\(/g)]);
  expect(parts.length).toBe(made.length);
});

test.each(named)('$name lists the texts that it reads', ({ features, files }) => {
  expect(files.length).toBeGreaterThan(0);
  const read = new Set(files.flatMap(readBy));
  expect([...features].sort()).toEqual([...read].sort());
});

test('code that is loaded at the start reads no lazy text; only a till’s question loads its own', () => {
  expect(new Set(readBy(join(ui, 'shell/ecr-app.ts')))).toEqual(new Set());
  expect(new Set(readBy(join(ui, 'tills/ecr-till-question.ts')))).toEqual(new Set(['tills']));
});
