// Everything that has to hold, in one run: types, style and fences, unused code, unit, browser and end-to-end tests.
// Ends with a line of its own: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const run = (command, args) => spawnSync(command, args, { cwd: top, stdio: 'inherit' }).status === 0;

if (!run('node', ['.ci/prepare.mjs', 'test'])) process.exit(1);

let passed = 0;
let failed = 0;
const count = (name, ok) => {
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
  if (ok) passed++;
  else failed++;
};

const check = (name, ...args) => count(name, run('npx', ['--no-install', ...args]));
check('types', 'tsc', '-b');
check('style and import fences', 'biome', 'check', '--error-on-warnings', '.');
check('no unused code', 'knip');

const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-tests-'));
const vitest = (...projects) => {
  const report = join(folder, `${projects.join('-')}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = run('npx', ['--no-install', 'vitest', 'run', ...chosen, ...reporters]);
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    passed += numPassedTests;
    failed += numFailedTests;
    // A file that does not even load has no test to fail.
    if (!ok && numFailedTests === 0) failed += Math.max(1, numFailedTestSuites);
  } catch {
    failed++;
  }
};
vitest('node', 'browser');
vitest('end-to-end');

rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
