import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadDeviations } from '../../src/ui/deviations/deviations.ts';
import { languages } from '../../src/ui/texts/language.ts';

const readme = readFileSync(new URL('../../src/core/terminal/README.md', import.meta.url), 'utf8');
const written = readme
  .slice(readme.indexOf('## Deviations'))
  .split('\n')
  .map((line) => /^\| ([a-z0-9-]+) \|/.exec(line)?.[1])
  .filter((id) => id !== undefined && id !== 'id' && !/^-+$/.test(id));

test.each(languages)('the page has in %s what the README lists, and nothing is empty', async (language) => {
  const { deviations } = await loadDeviations[language]();
  const english = (await loadDeviations.en()).deviations;
  expect(written.length).toBeGreaterThan(20);
  expect(Object.keys(deviations).sort()).toEqual([...written].sort());
  for (const [id, { what, copes }] of Object.entries(deviations)) {
    expect(what, id).toMatch(/\S.*[.]$/);
    expect(copes, id).toMatch(/\S.*["”»).]?[.]$/);
    if (language !== 'en') expect([what, copes]).not.toContain(english[id as keyof typeof english].what);
  }
});
