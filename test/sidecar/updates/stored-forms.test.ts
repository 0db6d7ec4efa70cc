import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('storedForms is at least the version of the browser’s database, which a lower version cannot open', () => {
  const { storedForms } = JSON.parse(read('package.json')) as { storedForms: number };
  const [, upgrades = ''] = /const upgrades[^=]*= \[\n([\s\S]*?)\n\];/.exec(
    read('src/adapters/indexeddb/connector-database.ts').replace(/=>\s*void\)/, 'void)'),
  ) ?? ['', ''];
  const version = upgrades.match(/^ {2}\(database/gm)?.length ?? 0;
  expect(version).toBeGreaterThan(1);
  expect(storedForms).toBeGreaterThanOrEqual(version);
});
