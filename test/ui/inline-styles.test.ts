import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('no template writes a style attribute: the page’s policy blocks it, a property it does not', () => {
  const files = readdirSync('src/ui', { recursive: true, encoding: 'utf8' }).filter((each) =>
    each.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(50);
  const blocked = files.filter((file) => /\sstyle=[$"']/.test(readFileSync(`src/ui/${file}`, 'utf8')));
  expect(blocked).toEqual([]);
});
