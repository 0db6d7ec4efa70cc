import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeDebianPackage } from '../../src/build/release/debian-package.mjs';
import { nodeProgram } from '../../src/build/release/node-programs.mjs';
import { readOwner } from '../../src/build/release/owner.mjs';
import { unpackPackage } from '../../src/build/release/staging.mjs';
import { largestSetup, makeWindowsSetup } from '../../src/build/release/windows-setup.mjs';
import { check, run } from './checks.mjs';
import { copyAsVersion, onlyStart, packVersion } from './other-version.mjs';

/** The version to which the tests update, and one after it that ends at its start. */
export const nextVersion = '99.0.0';
export const brokenVersion = '99.0.1';
const time = 1_764_547_200;
const password = 'test';

/** Makes a release with a certificate and a key of this test. `given`: a release that is made. */
export async function makeRelease({ top, work, version, given }) {
  const out = join(work, 'out');
  const keys = makeKeys(work);
  const made = { top, work, version, out, keys, isSigned: given === undefined };
  if (given) cpSync(given, out, { recursive: true });
  else await check('a release is made, signed', () => release(made, out));
  return made;
}

function release({ top, keys }, out) {
  const args = ['--out', out, '--certificate', keys.certificate, '--minisign-key', keys.minisign];
  const env = { ...process.env, HIPAY_ECR_CERTIFICATE_PASSWORD: password, SOURCE_DATE_EPOCH: String(time) };
  run(process.execPath, [join(top, 'src/build/release.mjs'), ...args], { env, timeout: 1_800_000 });
}

function makeKeys(work) {
  const at = (name) => join(work, name);
  const subject = ['-subj', '/CN=A test/', '-addext', 'extendedKeyUsage=codeSigning'];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', ...subject];
  run('openssl', [...request, '-keyout', at('code.key'), '-out', at('code.pem')]);
  const packing = [
    'pkcs12',
    '-export',
    '-inkey',
    at('code.key'),
    '-in',
    at('code.pem'),
    '-out',
    at('code.p12'),
  ];
  run('openssl', [...packing, '-passout', `pass:${password}`]);
  run('minisign', ['-G', '-W', '-p', at('release.pub'), '-s', at('release.key')]);
  return {
    certificate: at('code.p12'),
    root: at('code.pem'),
    minisign: at('release.key'),
    public: at('release.pub'),
  };
}

/** Makes an installer and packages of a later version from the same program. They are not compressed much, to save time. */
export function makeNextVersion({ top, work, version, out }) {
  const next = join(work, 'next');
  mkdirSync(next, { recursive: true });
  const made = join(work, 'making');
  mkdirSync(made);
  const present = unpackPackage(join(out, `hipay-ecr-${version}.tgz`), join(made, 'program'), time);
  const program = join(made, 'next/package');
  copyAsVersion(present, program, { version: nextVersion, provedWithinMs: 60_000 });
  const broken = join(made, 'broken/package');
  copyAsVersion(present, broken, { version: brokenVersion, change: onlyStart('process.exit(3)') });
  for (const [copy, name] of [
    [program, nextVersion],
    [broken, brokenVersion],
  ])
    cpSync(packVersion(copy, name), join(next, `hipay-ecr-${name}.tgz`));
  const common = {
    top,
    work: made,
    out: next,
    program,
    version: nextVersion,
    owner: readOwner(top),
    time,
    quick: true,
  };
  makeWindowsSetup({ ...common, node: nodeProgram('windows', { top, work: made }) });
  makeDebianPackage({ ...common, node: nodeProgram('linux', { top, work: made }) });
}

const digest = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

export async function checkRelease(made) {
  const { out, work, version, keys, isSigned } = made;
  const at = (name) => join(out, name);
  const setup = at(`hipay-ecr-${version}-setup.exe`);
  const deb = at(`hipay-ecr_${version}_amd64.deb`);
  await check('SHA256SUMS has the right sum of each file', () => {
    const { stdout } = run('sha256sum', ['--check', '--strict', 'SHA256SUMS'], { cwd: out });
    const others = readdirSync(out).filter((name) => !name.startsWith('SHA256SUMS'));
    assert.deepEqual([...stdout.matchAll(/^(.+): OK$/gm)].map(([, name]) => name).sort(), others.sort());
  });
  await check('the installer is small enough', () => {
    const { size } = statSync(setup);
    assert.ok(size <= largestSetup, `${size} bytes`);
    return `${(size / 1e6).toFixed(1)} MB; the package for Debian ${(statSync(deb).size / 1e6).toFixed(1)} MB`;
  });
  await check('lintian finds no error in the package for Debian', () => {
    const { stdout } = run('lintian', ['--allow-root', '--fail-on', 'error', deb]);
    return `${stdout.split('\n').filter((line) => line.startsWith('W:')).length} warnings`;
  });
  await check('the notes have the text of this version', () => {
    const notes = readFileSync(at(`hipay-ecr-${version}-notes.md`), 'utf8');
    assert.ok(notes.startsWith(`# HiPay ECR Connector ${version}\n`));
    assert.ok(notes.length > 500);
  });
  if (!isSigned) return;
  await check('the installer is signed with the certificate, the sums with the key', () => {
    const { stdout } = run('osslsigncode', ['verify', '-CAfile', keys.root, '-in', setup]);
    assert.match(stdout, /Signature verification: ok/);
    run('minisign', ['-V', '-p', keys.public, '-m', at('SHA256SUMS')]);
  });
  await check('the same sources give the same bytes', () => {
    const again = join(work, 'again');
    release(made, again);
    for (const name of readdirSync(out)) {
      assert.ok(existsSync(join(again, name)), name);
      assert.equal(digest(join(again, name)), digest(at(name)), name);
    }
  });
}
