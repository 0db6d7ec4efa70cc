// Runs all checks: types, style and import fences, unused code, and the tests of all projects. `--long` adds the tests that
// take a night. The last line is `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unpassedTests } from './house/security-table.mjs';
import { projectOf } from './touched-tests.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const long = process.argv.includes('--long');

let passed = 0;
let failed = 0;
/** Failures are printed again at the end, because often only the end of a long output is kept. */
const failures = [];
function count(name, ok, why = '') {
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
  if (ok) passed++;
  else {
    failed++;
    failures.push(`${name}\n${why}`);
  }
}

const children = new Set();
/** A signal ends all child processes. */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    for (const child of children) child.kill();
    count(`the run to its end, without ${signal}`, false);
    end();
  });
/** Resolves with the exit code, or with 1 if the command cannot be started. */
function ended(child) {
  children.add(child);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.log(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  }).finally(() => children.delete(child));
}

/** Runs a command in parallel to the tests. Resolves with its output. */
async function inBackground(command, ...args) {
  const child = spawn(join(top, 'node_modules/.bin', command), args, {
    cwd: top,
    shell: process.platform === 'win32',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { ok: (await ended(child)) === 0, output };
}

async function check(name, command, ...args) {
  const { ok, output } = await inBackground(command, ...args);
  count(name, ok, output);
}

async function checkSources() {
  await check('types', 'tsc', '-b');
  await check('style and import fences', 'biome', 'check', '--error-on-warnings', '.');
  await check('no unused code', 'knip');
}

/** Shortens a message. The seed and the counterexample of a property test are in its first lines. */
const firstLines = (message) => message.split('\n').slice(0, 30).join('\n');
function failuresOf({ name, message, assertionResults }) {
  const file = relative(top, name);
  const tests = assertionResults.filter((test) => test.status === 'failed');
  if (tests.length === 0 && message) return [`${file}\n${firstLines(message)}`];
  return tests.map(
    ({ fullName, failureMessages }) => `${file}: ${fullName}\n${failureMessages.map(firstLines).join('\n')}`,
  );
}

/** Runs the tests of the named projects, and resolves with the report of each file. */
async function runTests(projects, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-tests-'));
  const report = join(folder, 'report.json');
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters], {
    cwd: top,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const ok = (await ended(vitest)) === 0;
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8'),
    );
    if (![numPassedTests, numFailedTests, numFailedTestSuites].every(Number.isInteger))
      throw new Error('the report has no counts');
    passed += numPassedTests;
    failed += numFailedTests;
    const skipped = testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter((test) => test.status !== 'passed' && test.status !== 'failed')
        .map(({ fullName }) => `${relative(top, name)}: ${fullName}`),
    );
    count('no test is skipped', skipped.length === 0, skipped.join('\n'));
    failures.push(...testResults.flatMap(failuresOf));
    // A file that does not load has no failed test, so it is counted here.
    if (!ok && numFailedTests === 0) {
      failed += Math.max(1, numFailedTestSuites);
      failures.push(`${projects.join(', ')}: an error outside of the tests, printed above`);
    }
    return testResults;
  } catch {
    count(`${projects.join(', ')}: writes a report`, false);
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function end() {
  for (const failure of failures) console.log(`\nFAILED: ${failure}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

async function runAll() {
  const prepared = spawn(process.execPath, ['src/build/prepare.mjs', 'test'], { cwd: top, stdio: 'inherit' });
  if ((await ended(prepared)) !== 0)
    return count('the checkout is ready for its tests', false, 'printed above');
  const projects = ['node', 'browser', 'end-to-end', ...(long ? ['long', 'long-end-to-end'] : [])];
  const [results] = await Promise.all([
    runTests(projects, long ? { HIPAY_ECR_TESTS: 'long' } : {}),
    checkSources(),
  ]);
  const ran = new Set(results.map(({ name }) => projectOf(relative(top, name))));
  const idle = projects.filter((project) => !ran.has(project));
  count('each project has run tests', idle.length === 0, idle.join(', '));
  const missing = unpassedTests(readFileSync(join(top, 'src/sidecar/SECURITY.md'), 'utf8'), results, top);
  count(
    'each attack in the table of SECURITY.md names tests that passed',
    missing.length === 0,
    missing.join('\n'),
  );
}

await runAll().catch((error) => count('the run to its end', false, error.stack));
end();
