// Makes a release and installs it as shops do: the installer under Wine on a fresh Windows, the Debian package on this
// computer below an overlay that is thrown away. Runs as root on Debian, in a network of its own.
//
//     npm run test:release                    everything
//     npm run test:release -- --made DIR      uses a release that was made before; --only windows|debian|release
//     npm run test:release -- --keep DIR      copies the release to this folder
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readOwner } from '../../src/build/release/owner.mjs';
import { addCounts, check, counts, run, totals } from './checks.mjs';
import { checkDebian } from './debian.mjs';
import { checkRelease, makeNextVersion, makeRelease } from './made.mjs';
import { checkWindows } from './windows.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    made: { type: 'string' },
    only: { type: 'string', default: 'release,windows,debian' },
    keep: { type: 'string' },
    inside: { type: 'string' },
  },
});
const parts = new Set(values.only.split(','));
const { version } = readOwner(top);

const debianPackages = {
  wine: '/usr/bin/wine',
  nsis: '/usr/bin/makensis',
  osslsigncode: '/usr/bin/osslsigncode',
  minisign: '/usr/bin/minisign',
  lintian: '/usr/bin/lintian',
  systemd: '/usr/bin/systemd-analyze',
  openssl: '/usr/bin/openssl',
};

function installPrograms() {
  const missing = Object.keys(debianPackages).filter((name) => !existsSync(debianPackages[name]));
  if (missing.length === 0) return;
  run('apt-get', ['update', '-q']);
  const quiet = ['install', '-yq', '--no-install-recommends'];
  run('apt-get', [...quiet, ...missing], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}

/** Runs the steps that work in any network. Then starts this file again in a network namespace, where every port is free. */
async function runOutsideNamespace() {
  spawnSync(process.execPath, [join(top, 'src/build/prepare.mjs'), 'test'], { stdio: 'inherit' });
  installPrograms();
  const work = mkdtempSync(join(tmpdir(), 'hipay-ecr-release-test-'));
  try {
    const made = await makeRelease({ top, work, version, given: values.made });
    if (parts.has('release')) await checkRelease(made);
    makeNextVersion(made);
    const args = ['--net', '--mount', process.execPath, fileURLToPath(import.meta.url)];
    const { status } = spawnSync('unshare', [...args, '--inside', work, '--only', values.only], {
      stdio: 'inherit',
    });
    const counted = join(work, 'counts.json');
    if (existsSync(counted)) addCounts(JSON.parse(readFileSync(counted, 'utf8')));
    else
      await check('the checks of the installations run to their end', () =>
        Promise.reject(new Error(`ended: ${status}`)),
      );
    if (values.keep !== undefined) cpSync(made.out, resolve(values.keep), { recursive: true });
    return totals();
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Installs the release and pays, in the network namespace. */
async function runInsideNamespace(work) {
  run('ip', ['link', 'set', 'lo', 'up']);
  const place = { top, work, version, out: resolve(work, 'out'), next: resolve(work, 'next') };
  mkdirSync(join(work, 'shops'), { recursive: true });
  if (parts.has('windows')) await checkWindows(place);
  if (parts.has('debian')) await checkDebian(place);
  writeFileSync(join(work, 'counts.json'), JSON.stringify(counts()));
  return 0;
}

process.exit(
  values.inside === undefined ? await runOutsideNamespace() : await runInsideNamespace(values.inside),
);
