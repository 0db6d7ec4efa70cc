// Makes a checkout ready: `build` for running it, `test` for its tests, `bench` for its benchmarks. Does only what is
// missing, so the second start is quick. Everything it says goes to stderr: stdout belongs to the program.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('..', import.meta.url));
const at = (path) => join(top, path);

/** Debian's packages that the browser tests, the rig, the pseudo-terminal twin and the tests' tills stand on. */
const debianPackages = {
  chromium: '/usr/bin/chromium',
  python3: '/usr/bin/python3',
  curl: '/usr/bin/curl',
  xvfb: '/usr/bin/Xvfb',
  xdotool: '/usr/bin/xdotool',
  socat: '/usr/bin/socat',
  gcc: '/usr/bin/gcc',
  'libc6-dev': '/usr/include/stdio.h',
  'util-linux': '/usr/bin/nsenter',
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

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(...readdirSync(path).map((name) => newest(join(path, name))), 0);
}

function installPackages() {
  const installed = at('node_modules/.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs)
    return;
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function build() {
  const built = [
    'dist/sidecar/main.js',
    'dist/pwa/index.html',
    'dist/pwa/service-worker.js',
    'dist/pwa/build.json',
    'dist/sbom.cdx.json',
    'dist/sdk/index.js',
    'dist/sdk/embedded-worker.js',
    'dist/sdk/example/example.html',
    'dist/sdk/index.d.ts',
    'dist/sdk/testing.d.ts',
  ].map(at);
  const sources = [
    'src',
    'public',
    'index.html',
    'example.html',
    'vite.config.ts',
    '.ci/bundled-packages.ts',
    '.ci/declarations.mjs',
    '.ci/sdk-entries.mjs',
    'package.json',
    'package-lock.json',
  ].map(at);
  const fresh = built.every(existsSync) && Math.min(...built.map(newest)) >= Math.max(...sources.map(newest));
  if (!fresh) run('npm', ['run', 'build', '--silent']);
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

const purpose = process.argv[2] ?? 'build';
if (purpose !== 'build') installDebianPackages();
installPackages();
build();
