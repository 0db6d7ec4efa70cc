import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));
const patches = readdirSync(`${top}/test/mutations`).filter((name) => name.endsWith('.patch'));

test('npm run test:mutations breaks at least twenty money rules', () => {
  expect(patches.filter((name) => name.endsWith('.patch')).length).toBeGreaterThanOrEqual(20);
});

test.each(patches)('%s still applies to the code', (name) => {
  const options = ['-p1', '--dry-run', '--silent', '--force', '--fuzz=0', '-i', `test/mutations/${name}`];
  const { status, stdout } = spawnSync('patch', options, { cwd: top, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
