// Breaks one money rule at a time and shows which test fails: `npm run test:mutations [-- --rev REV] [NAME...]`.
// Each file in test/mutations is a patch with its rule in the first line. With --rev the code and tests of another revision
// are used. Ends with `N passed, N failed`: a mutation under which no test fails counts as failed.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { projectOf, touchedTests } from '../touched-tests.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { rev: { type: 'string' } } });

/** Tests with at most this many imports to the broken file run first. */
const nearImports = 2;

const git = (...args) => execFileSync('git', args, { cwd: top, encoding: 'utf8', maxBuffer: 1 << 28 });
const files = (
  values.rev
    ? git('ls-tree', '-z', '-r', '--name-only', values.rev)
    : git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate')
)
  .split('\0')
  .filter((file) => file && (values.rev || existsSync(join(top, file))));

/** Makes a copy of the checkout for the patches. */
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

const lastLines = (text) => text.trimEnd().split('\n').slice(-20).join('\n');

/** The first test of a project that fails, with its file. Undefined: all pass. */
function firstFailure(copy, project, tests) {
  if (tests.length === 0) return undefined;
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const options = ['run', '--project', project, '--bail=1', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = [join(top, 'node_modules/vitest/vitest.mjs'), ...options, ...tests];
  const { status, stderr } = spawnSync(process.execPath, vitest, { cwd: copy, encoding: 'utf8' });
  if (!existsSync(report))
    throw new Error(`The tests ended with ${status} and no report: ${lastLines(stderr)}`);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const { name, message, assertionResults } of testResults) {
    const failed = assertionResults.find((test) => test.status === 'failed');
    const file = name.slice(copy.length + 1);
    if (failed) return { project, file, title: failed.fullName };
    if (message && assertionResults.length === 0)
      return { project, file, title: `does not load: ${message.split('\n')[0]}` };
  }
  if (status !== 0)
    throw new Error(
      `The tests ended with ${status}, and none has failed: ${tests.join(' ')}\n${lastLines(stderr)}`,
    );
  return undefined;
}

function applyPatch(copy, patch, ...options) {
  const { status, stdout } = spawnSync(
    'patch',
    ['-p1', '--silent', '--force', '--fuzz=0', ...options, '-i', patch],
    {
      cwd: copy,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`the patch does not apply: ${stdout.trim()}`);
}

function firstFailureUnder(copy, patch, path) {
  applyPatch(copy, patch);
  try {
    const tests = touchedTests(copy, files, [path]);
    const testsOf = (project) => tests.filter(({ file }) => projectOf(file) === project);
    const isNear = ({ distance }) => distance <= nearImports;
    const inNode = testsOf('node');
    const filesOf = (chosen) => chosen.map(({ file }) => file);
    return (
      firstFailure(copy, 'node', filesOf(inNode.filter(isNear))) ??
      firstFailure(copy, 'node', filesOf(inNode.filter((test) => !isNear(test)))) ??
      firstFailure(copy, 'browser', filesOf(testsOf('browser')))
    );
  } finally {
    applyPatch(copy, patch, '-R');
  }
}

/** The test that fails under the mutation. Throws if that test also fails without it. */
function caughtBy(copy, patch, path) {
  const failure = firstFailureUnder(copy, patch, path);
  if (!failure) return undefined;
  const { project, file, title } = failure;
  const ownFailure = firstFailure(copy, project, [file]);
  if (ownFailure) throw new Error(`${file} fails without the mutation too: ${ownFailure.title}`);
  return `${file}: ${title}`;
}

const folder = join(top, 'test/mutations');
const patches = readdirSync(folder)
  .filter((name) => name.endsWith('.patch'))
  .filter((name) => positionals.length === 0 || positionals.some((wanted) => name.includes(wanted)));
if (patches.length === 0) console.log(`SURVIVED: there is no mutation named ${positionals.join(', ')}`);
let copy;
let caught = 0;
try {
  copy = copyCheckout();
  for (const name of patches) {
    const patch = join(folder, name);
    const text = readFileSync(patch, 'utf8');
    let result;
    try {
      const test = caughtBy(copy, patch, /^\+\+\+ b\/(\S+)/m.exec(text)[1]);
      if (test) caught++;
      result = test ? `caught: ${name}\n  by ${test}` : `SURVIVED: ${name}`;
    } catch (error) {
      result = `NOT PROVEN: ${name}\n  ${error.message}`;
    }
    console.log(`${result}\n  ${text.split('\n')[0]}`);
  }
} catch (error) {
  console.log(`FAILED: ${error.message}`);
} finally {
  if (copy) rmSync(copy, { recursive: true, force: true });
}
const failed = Math.max(1, patches.length) - caught;
console.log(`\n${caught} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
