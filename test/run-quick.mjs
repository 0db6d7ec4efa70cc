// The inner loop: `npm run test:quick [-- --base REV]`. Checks types, the style of changed files, and the tests that the
// change touches, in Node and in the browser. `npm test` runs the rest, above all the end-to-end tests.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { projectOf, touchedTests } from './touched-tests.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { base: { type: 'string', default: 'HEAD' } } });

/** Maximum number of test files: about half a minute. Those nearest to the change are taken. */
const mostFiles = { node: 45, browser: 2 };

/** Runs git and returns its list of paths. Call it with `-z`: otherwise git quotes names that are not ASCII. */
function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd: top,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === 0) return stdout.split('\0').filter(Boolean);
  console.log(`${stderr}\n0 passed, 1 failed`);
  process.exit(1);
}

const prepared = spawnSync(process.execPath, ['src/build/prepare.mjs', 'packages'], {
  cwd: top,
  stdio: 'inherit',
});
if (prepared.status !== 0) {
  console.log('FAILED: the checkout cannot be made ready\n\n0 passed, 1 failed');
  process.exit(1);
}
const files = git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate');
const changed = [
  ...git('diff', '-z', '--no-renames', '--name-only', values.base),
  ...git('ls-files', '-z', '--others', '--exclude-standard'),
];
if (changed.length === 0) {
  console.log(`Nothing differs from ${values.base}.\n\n0 passed, 0 failed`);
  process.exit(0);
}

/** Changed files that every test depends on, although no test imports them. */
const readByAll = changed.filter((file) =>
  /^(?:vite\.config\.ts|package(?:-lock)?\.json|test\/[^/]+\.ts)$/.test(file),
);
if (readByAll.length > 0)
  console.log(`Read by every test: ${readByAll.join(', ')}. Only npm test runs them all.`);

/** Slow tests. They run here only if they are at most two imports away from a changed file. */
const slow = new Set([
  'test/chaos/campaign.test.ts',
  'test/flows/outbox/deliver-many.test.ts',
  'test/sdk/testing/test-connector.test.ts',
]);
const touched = touchedTests(top, files, changed)
  .filter(({ file, distance }) => distance <= 2 || !slow.has(file))
  .map(({ file }) => file);
const inBrowser = touched.filter((file) => projectOf(file) === 'browser');
const inNode = touched.filter((file) => projectOf(file) === 'node');
const chosen = [...inNode.slice(0, mostFiles.node), ...inBrowser.slice(0, mostFiles.browser)];
const left = inNode.length + inBrowser.length - chosen.length;

/** Changed folders, whose types are checked; `npm test` also checks the folders that import them. */
const rooms = [
  ...new Set(changed.map((file) => /^(?:src\/simulator\/node-links|src\/[^/]+|test)\//.exec(file)?.[0])),
].filter((room) => room && existsSync(join(top, room, 'tsconfig.json')));
const failed = [];
let done = 0;
function run(name, command, ...args) {
  const child = spawn(join(top, 'node_modules/.bin', command), args, { cwd: top });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  child.on('error', (error) => (output += error.message));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      done++;
      if (code !== 0) failed.push(name);
      console.log(`${code === 0 ? 'ok' : `${output}\nFAILED`}: ${name}`);
      resolve();
    }),
  );
}

const sources = changed
  .filter((file) => existsSync(join(top, file)))
  .filter((file) => /\.(?:[mc]?[jt]s|tsx|json|jsonc)$/.test(file));
const projects = ['--project', 'node', '--project', 'browser'];
await Promise.all([
  rooms.length > 0 && run(`types of ${rooms.join(' ')}`, 'tsc', '-b', ...rooms),
  sources.length > 0 &&
    run(
      'style of what changed',
      'biome',
      'check',
      '--error-on-warnings',
      '--no-errors-on-unmatched',
      ...sources,
    ),
  chosen.length > 0 &&
    run(`${chosen.length} files of tests`, 'vitest', 'run', ...projects, '--reporter=dot', ...chosen),
]);
if (left > 0) console.log(`${left} files of tests that are further away are left to npm test`);
console.log(`\n${done - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 ? 0 : 1);
