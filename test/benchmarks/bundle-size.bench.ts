import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { it } from 'vitest';
import { report } from './figures.ts';

const assets = fileURLToPath(new URL('../../dist/pwa/assets/', import.meta.url));
const zipped = (name: string): number => gzipSync(readFileSync(assets + name), { level: 9 }).length / 1000;

it('first load JavaScript', () => {
  const names = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const sum = (pattern: RegExp) =>
    names.filter((name) => pattern.test(name)).reduce((kB, name) => kB + zipped(name), 0);
  const texts = names.filter((name) => name.startsWith('texts')).map(zipped);
  const figures = {
    page: sum(/^index/),
    worker: sum(/^connector-worker/),
    'one language': Math.max(...texts),
  };
  const all = figures.page + figures.worker + figures['one language'];
  report('first load JavaScript', { ...figures, all }, 'kB gz', '<= 70');
});
