import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { it } from 'vitest';
import { report } from './figures.ts';

const assets = fileURLToPath(new URL('../../dist/pwa/assets/', import.meta.url));
const codeOf = (name: string): string => readFileSync(assets + name, 'utf8');
const zipped = (name: string): number => gzipSync(codeOf(name), { level: 9 }).length / 1000;

/** A file and all that it cannot start without: the bundler shares chunks with what is loaded later. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, imported = ''] of codeOf(name).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g))
    withImports(imported, seen);
  return seen;
}

const sum = (names: Iterable<string>): number => [...names].reduce((kB, name) => kB + zipped(name), 0);

it('first load JavaScript', () => {
  const names = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const named = (start: string) => names.filter((name) => name.startsWith(start));
  const [page = ''] = named('index');
  const [worker = ''] = named('connector-worker');
  const pageFiles = withImports(page);
  const ofLanguage = (name: string) => sum([...withImports(name)].filter((each) => !pageFiles.has(each)));
  const figures = {
    page: sum(pageFiles),
    worker: sum(withImports(worker)),
    'one language': Math.max(...named('texts').map(ofLanguage)),
  };
  const all = figures.page + figures.worker + figures['one language'];
  report('first load JavaScript', { ...figures, all }, 'kB gz', '<= 70');
});
