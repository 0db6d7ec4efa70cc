// Prepares a checkout: `packages` for checks and quick tests, `build` for running it, `test` for tests and benchmarks; `rebuild`
// always builds. Does only the missing steps, so a second start is quick. Prints to stderr: stdout is for the program.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestInputs, isBuilt, writeStamp } from './build-stamp.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const at = (path) => join(top, path);

/** Debian packages for the browser tests, the rig, the pseudo-terminal twin and the tills of the tests. */
const debianPackages = {
  chromium: '/usr/bin/chromium',
  'chromium-headless-shell': '/usr/bin/chromium-headless-shell',
  python3: '/usr/bin/python3',
  curl: '/usr/bin/curl',
  xvfb: '/usr/bin/Xvfb',
  xdotool: '/usr/bin/xdotool',
  socat: '/usr/bin/socat',
  gcc: '/usr/bin/gcc',
  'libc6-dev': '/usr/include/stdio.h',
  'util-linux': '/usr/bin/nsenter',
  iproute2: '/usr/sbin/ip',
  systemd: '/usr/bin/systemd-analyze',
  'fonts-dejavu-core': '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf',
};

function run(command, args, env = {}) {
  const shell = process.platform === 'win32';
  const { status, error } = spawnSync(command, args, {
    cwd: top,
    shell,
    stdio: ['ignore', process.stderr, process.stderr],
    env: { ...process.env, ...env },
  });
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}

/**
 * Installs the packages if the content of the lockfile has changed; its modification time is not reliable in a copied
 * checkout. Leaves a linked folder as it is: it belongs to another checkout, and `npm ci` would empty it.
 */
function installPackages() {
  const folder = lstatSync(at('node_modules'), { throwIfNoEntry: false });
  if (folder?.isSymbolicLink()) return;
  const lock = createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
  const note = at('node_modules/.installed-lock');
  if (existsSync(note) && readFileSync(note, 'utf8') === lock) return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(note, lock);
}

/** Builds `dist`. Reads the inputs before, so that a file that changes during the build causes another build at the next start. */
function build() {
  const inputs = digestInputs(top);
  rmSync(at('dist'), { recursive: true, force: true });
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--app']);
  writeStamp(top, inputs);
}

function installDebianPackages() {
  const missing = Object.keys(debianPackages).filter((name) => !existsSync(debianPackages[name]));
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    console.error(
      `The tests need these Debian packages: ${missing.join(' ')}. Install them, or run as root.`,
    );
    process.exit(1);
  }
  run('apt-get', ['update', '-q']);
  const quiet = ['install', '-yq', '--no-install-recommends'];
  run('apt-get', [...quiet, ...missing], { DEBIAN_FRONTEND: 'noninteractive' });
}

/** Stops if namespaces are forbidden. Otherwise each end-to-end file would fail after a minute, without a clear reason. */
function checkRights() {
  const { status, stderr } = spawnSync('unshare', ['--net', '--mount', 'true'], { encoding: 'utf8' });
  if (status === 0) return;
  console.error(
    `The end-to-end tests need the right to make network namespaces: run them as root. ${stderr ?? ''}`,
  );
  process.exit(1);
}

const purpose = process.argv[2] ?? 'build';
if (purpose === 'test') {
  installDebianPackages();
  checkRights();
}
installPackages();
if (purpose === 'rebuild' || (purpose !== 'packages' && !isBuilt(top))) build();
