// Breaks the money rules one at a time and shows which test notices: `npm run test:mutations [-- --rev REV] [NAME...]`.
// Each file in test/mutations is a patch with its rule in the first line. With --rev the tests of another revision are asked.
// Ends with `N passed, N failed`: a mutation that no test notices has failed.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { touchedTests } from './touched-tests.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rev: { type: 'string' } } });

/** Tests that are this near to the broken file are asked first. */
const nearImports = 2;

const git = (...args) => execFileSync('git', args, { cwd: top, encoding: 'utf8', maxBuffer: 1 << 28 });
const files = (
  values.rev
    ? git('ls-tree', '-r', '--name-only', values.rev)
    : git('ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate')
)
  .split('\n')
  .filter(Boolean);

/** A copy of the checkout, which the patches may break. */
function copyCheckout() {
  const copy = mkdtempSync(join(tmpdir(), 'hipay-ecr-mutations-'));
  if (values.rev) {
    const archive = execFileSync('git', ['archive', values.rev], { cwd: top, maxBuffer: 1 << 28 });
    execFileSync('tar', ['-x', '-C', copy], { input: archive });
  } else
    for (const file of files) cpSync(join(top, file), join(copy, file), { errorOnExist: false, force: true });
  symlinkSync(join(top, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The first test of a project that fails; undefined where all pass. */
function firstFailure(copy, project, tests) {
  if (tests.length === 0) return undefined;
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const options = ['run', '--project', project, '--bail=1', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = [join(top, 'node_modules/vitest/vitest.mjs'), ...options, ...tests];
  const { status } = spawnSync(process.execPath, vitest, { cwd: copy });
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed');
    const file = name.slice(copy.length + 1);
    if (failed) return `${file}: ${failed.fullName}`;
    if (message && !assertionResults.length) return `${file}: ${message.split('\n')[0]}`;
  }
  if (status !== 0)
    throw new Error(`The tests ended with ${status}, and none has failed: ${tests.join(' ')}`);
  return undefined;
}

function caughtBy(copy, patch, path) {
  execFileSync('patch', ['-p1', '--silent', '-i', patch], { cwd: copy });
  try {
    const tests = touchedTests(copy, files, [path]).filter(
      ({ file }) => !/^test\/(?:end-to-end|rig)\//.test(file),
    );
    const inBrowser = ({ file }) => file.endsWith('.browser.test.ts');
    const isNear = ({ distance }) => distance <= nearImports;
    const inNode = tests.filter((test) => !inBrowser(test));
    const named = (chosen) => chosen.map(({ file }) => file);
    return (
      firstFailure(copy, 'node', named(inNode.filter(isNear))) ??
      firstFailure(copy, 'node', named(inNode.filter((test) => !isNear(test)))) ??
      firstFailure(copy, 'browser', named(tests.filter(inBrowser)))
    );
  } finally {
    execFileSync('patch', ['-p1', '-R', '--silent', '-i', patch], { cwd: copy });
  }
}

const folder = join(top, 'test/mutations');
const patches = readdirSync(folder)
  .filter((name) => name.endsWith('.patch'))
  .filter((name) => positionals.length === 0 || positionals.some((wanted) => name.includes(wanted)));
const copy = copyCheckout();
let caught = 0;
try {
  for (const name of patches) {
    const patch = join(folder, name);
    const text = readFileSync(patch, 'utf8');
    const test = caughtBy(copy, patch, /^\+\+\+ b\/(\S+)/m.exec(text)[1]);
    if (test) caught++;
    console.log(`${test ? 'caught' : 'SURVIVED'}: ${name.replace('.patch', '')}\n  ${text.split('\n')[0]}`);
    if (test) console.log(`  by ${test}`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`\n${caught} passed, ${patches.length - caught} failed`);
process.exit(caught === patches.length ? 0 : 1);
