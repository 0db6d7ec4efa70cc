import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestsOf, recordDigests, recordedDigests } from '../../../src/sidecar/program/build-digests.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

async function built(names: readonly string[] = ['index.html', 'assets/b.js', 'assets/a.js']) {
  const folder = await temporaryFolder();
  const places = { page: join(folder, 'pwa'), sidecar: join(folder, 'sidecar') };
  await mkdir(join(places.page, 'assets'), { recursive: true });
  for (const name of names) await writeFile(join(places.page, name), `content of ${name}`);
  await mkdir(places.sidecar);
  await writeFile(join(places.sidecar, 'main.js'), 'program');
  return places;
}

test('the same files have the same digests in any folder and order and at any age', async () => {
  const one = await built();
  const other = await built(['assets/a.js', 'assets/b.js', 'index.html']);
  await utimes(join(other.page, 'index.html'), 1, 1);
  expect(await digestsOf(other)).toEqual(await digestsOf(one));
});
test.each<[string, 'page' | 'sidecar', (places: Awaited<ReturnType<typeof built>>) => Promise<void>]>([
  ['another byte', 'page', ({ page }) => writeFile(join(page, 'assets/a.js'), 'content of assets/a.jS')],
  ['one more file', 'page', ({ page }) => writeFile(join(page, 'assets/c.js'), '')],
  ['another program', 'sidecar', ({ sidecar }) => writeFile(join(sidecar, 'main.js'), 'Program')],
  ['one more part', 'sidecar', ({ sidecar }) => writeFile(join(sidecar, 'setup.js'), '')],
])('%s changes the digest of the %s alone', async (_, part, change) => {
  const places = await built();
  const before = await digestsOf(places);
  await change(places);
  const after = await digestsOf(places);
  const kept = part === 'page' ? 'sidecar' : 'page';
  expect(after[part]).not.toBe(before[part]);
  expect(after[kept]).toBe(before[kept]);
});
test('reads back the written digests, and does not include their file in the digests', async () => {
  const places = await built();
  expect(await recordedDigests(places)).toBeUndefined();
  await recordDigests(places);
  expect(await recordedDigests(places)).toEqual(await digestsOf(places));
  await writeFile(join(places.page, 'build.json'), '{"page":"no digest"}');
  expect(await recordedDigests(places)).toBeUndefined();
});
