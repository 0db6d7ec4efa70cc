// Finds the tests that a change touches: those that import a changed file, directly or through other files.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** `from './a.ts'`, `import './a.ts'`, `import('./a.ts')`, `new URL('a.ts', import.meta.url)`. */
const specifiers =
  /(?:\bfrom\s*|\bimport\s*\(?\s*)['"](\.[^'"]+)['"]|new URL\(\s*['"`]([^'"`]+)['"`],\s*import\.meta\.url/g;

/** The project of `vite.config.ts` that runs a test file. */
export function projectOf(file) {
  if (file.endsWith('.browser.test.ts')) return 'browser';
  if (file.endsWith('.long.ts')) return file.startsWith('test/long/end-to-end/') ? 'long-end-to-end' : 'long';
  return /^test\/(?:end-to-end|rig)\//.test(file) ? 'end-to-end' : 'node';
}

function importsOf(top, file) {
  const text = readFileSync(join(top, file), 'utf8');
  return [...text.matchAll(specifiers)].map(([, imported, located]) =>
    normalize(join(dirname(file), (imported ?? located).replace(/\?.*$/, ''))),
  );
}

/** For each file, the files that import it. */
function importersIn(top, files) {
  const importers = new Map();
  for (const file of files.filter(
    (each) => /\.(?:[mc]?[jt]s|tsx)$/.test(each) && existsSync(join(top, each)),
  ))
    for (const imported of importsOf(top, file))
      importers.set(imported, [...(importers.get(imported) ?? []), file]);
  return importers;
}

/**
 * The test files that import one of `changed`, nearest first, each with the number of imports between them. `files` are all
 * files of the checkout at `top`.
 */
export function touchedTests(top, files, changed) {
  const importers = importersIn(top, files);
  const distances = new Map(changed.map((file) => [file, 0]));
  for (const [file, distance] of distances)
    for (const importer of importers.get(file) ?? [])
      if (!distances.has(importer)) distances.set(importer, distance + 1);
  return [...distances]
    .filter(([file]) => /^test\/.*\.test\.ts$/.test(file) && existsSync(join(top, file)))
    .map(([file, distance]) => ({ file, distance }));
}
