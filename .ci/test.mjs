// Everything that has to hold, in one run: types, style and fences, unused code, unit, browser and end-to-end tests.
// Ends with a line of its own: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const run = (command, args) => spawnSync(command, args, { cwd: top, stdio: 'inherit' }).status === 0;

if (!run('node', ['.ci/prepare.mjs', 'test'])) process.exit(1);

let passed = 0;
let failed = 0;
/** What failed, to be said once more at the end: of a long run often only the end is kept. */
const failures = [];
const count = (name, ok) => {
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
  if (ok) passed++;
  else {
    failed++;
    failures.push(name);
  }
};

const check = (name, ...args) => count(name, run('npx', ['--no-install', ...args]));
check('types', 'tsc', '-b');
check('style and import fences', 'biome', 'check', '--error-on-warnings', '.');
check('no unused code', 'knip');

/** The seed and the counterexample of a property are in the first lines of its message, the place in the line of its test. */
const beginning = (message) => message.split('\n').slice(0, 30).join('\n');
const failuresOf = ({ name, message, assertionResults }) => {
  const file = relative(top, name);
  const tests = assertionResults.filter(({ status }) => status === 'failed');
  if (tests.length === 0 && message) return [`${file}\n${beginning(message)}`];
  return tests.map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.map(beginning).join('\n')}`,
  );
};

const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-tests-'));
const vitest = (...projects) => {
  const report = join(folder, `${projects.join('-')}.json`);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const ok = run('npx', ['--no-install', 'vitest', 'run', ...chosen, ...reporters]);
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    passed += numPassedTests;
    failed += numFailedTests;
    failures.push(...testResults.flatMap(failuresOf));
    // A file that does not even load has no test to fail.
    if (!ok && numFailedTests === 0) {
      failed += Math.max(1, numFailedTestSuites);
      failures.push(`${projects.join(' and ')}: an error outside of the tests, told above`);
    }
  } catch {
    failed++;
    failures.push(`${projects.join(' and ')}: no report was written`);
  }
};
vitest('node', 'browser');
vitest('end-to-end');

rmSync(folder, { recursive: true, force: true });
for (const failure of failures) console.log(`\nFAILED: ${failure}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
