import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { debianVersion, makeDebianPackage } from '../../../src/build/release/debian-package.mjs';
import { checkIntegrity, nodeVersion } from '../../../src/build/release/node-programs.mjs';
import { releaseNotes } from '../../../src/build/release/release-notes.mjs';
import { setTimesAndModes } from '../../../src/build/release/staging.mjs';
import { nextPointer } from '../../../src/build/release/windows/setup-steps.mjs';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'hipay-ecr-release-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('the notes of a release', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\nNothing yet.\n\n## 0.2.0 (2026-12-01)\n\n### A\n\n- b\n\n## 0.1.0\n\n- c\n';
  test('have only the section of its version', () => {
    expect(releaseNotes(changelog, '0.2.0')).toBe('# HiPay ECR Connector 0.2.0\n\n### A\n\n- b\n');
  });
  test('a version without a section, or with an empty one, is not released', () => {
    expect(() => releaseNotes(changelog, '0.3.0')).toThrow('no section');
    expect(() => releaseNotes(changelog, '0.2')).toThrow('no section');
    expect(() => releaseNotes('## 0.3.0\n\n## 0.2.0\n- a\n', '0.3.0')).toThrow('empty');
  });
  test('exist for this version', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(releaseNotes(read('CHANGELOG.md'), version)).toContain(version);
  });
});

describe('the pointer that the installer writes', () => {
  const has = () => true;
  test('names the previous version, for a rollback', () => {
    const before = '{"format":1,"version":"0.2.0","failed":[{"version":"0.2.1","why":"w","at":1}]}';
    expect(nextPointer(before, '0.3.0', has)).toEqual({
      format: 1,
      version: '0.3.0',
      previous: '0.2.0',
      failed: [{ version: '0.2.1', why: 'w', at: 1 }],
    });
  });
  test('keeps the previous version if the same version is installed again', () => {
    expect(nextPointer('{"format":1,"version":"0.3.0","previous":"0.2.0"}', '0.3.0', has)).toMatchObject({
      version: '0.3.0',
      previous: '0.2.0',
    });
  });
  test('names the last proven version for a rollback if the installed version is not proven', () => {
    const before = '{"format":1,"version":"0.3.0","previous":"0.2.0","proving":{"starts":1}}';
    expect(nextPointer(before, '0.4.0', has)).toEqual({ format: 1, version: '0.4.0', previous: '0.2.0' });
    expect(nextPointer(before, '0.2.0', has)).toEqual({ format: 1, version: '0.2.0' });
  });
  test('marks the higher version as failed if a person chooses a lower one, so that no update takes it again', () => {
    const failed = [{ version: '0.3.0', why: 'a person went back from it', at: 7, by: 'person' }];
    const before = '{"format":1,"version":"0.3.0"}';
    expect(nextPointer(before, '0.2.0', has, 7)).toMatchObject({ version: '0.2.0', failed });
    expect(nextPointer(before, '0.3.0', has, 7)).not.toHaveProperty('failed');
  });
  test('names no version whose folder is missing, and replaces a damaged file', () => {
    expect(nextPointer('{"format":1,"version":"0.2.0"}', '0.3.0', () => false)).toEqual({
      format: 1,
      version: '0.3.0',
    });
    expect(nextPointer('{"form', '0.3.0', has)).toEqual({ format: 1, version: '0.3.0' });
    expect(nextPointer('', '0.3.0', has)).toEqual({ format: 1, version: '0.3.0' });
  });
});

describe('the Debian package', () => {
  /** Runs `preinst` of a package with the stored form 2 over an installed version. Without one: a first installation. */
  function preinst(installed?: string) {
    const [work, out, program, place] = [folder(), folder(), folder(), folder()];
    for (const name of ['README.md', 'CHANGELOG.md', 'LICENSE', 'node'])
      writeFileSync(join(program, name), name);
    writeFileSync(join(program, 'package.json'), '{\n  "storedForms": 2,\n  "version": "0.2.0"\n}\n');
    const path = makeDebianPackage({
      top: fileURLToPath(new URL('../../..', import.meta.url)),
      work,
      out,
      program,
      version: '0.2.0',
      owner: { author: 'A <a@example.com>', homepage: 'https://example.com' },
      node: { program: join(program, 'node'), license: join(program, 'LICENSE') },
      time: 1_700_000_000,
      quick: true,
    });
    const control = join(work, 'control');
    execFileSync('dpkg-deb', ['--control', path, control]);
    const script = join(work, 'preinst');
    writeFileSync(
      script,
      readFileSync(join(control, 'preinst'), 'utf8').replaceAll('/usr/lib/hipay-ecr', place),
    );
    if (installed !== undefined) {
      mkdirSync(join(place, 'versions/0.3.0'), { recursive: true });
      writeFileSync(join(place, 'versions/0.3.0/package.json'), installed);
    }
    const { status, stderr } = spawnSync('sh', [script, 'upgrade', '0.3.0'], { encoding: 'utf8' });
    return { status, stderr };
  }
  test.each([
    ['a first installation', undefined],
    ['the same stored form', '{\n  "storedForms": 2\n}'],
    ['a lower stored form', '{"name":"x","storedForms":1,"a":1}'],
    ['a version that names none', '{}'],
  ])('is installed over %s, also as a downgrade', (_name, installed) => {
    expect(preinst(installed)).toEqual({ status: 0, stderr: '' });
  });
  test('is refused over a version whose payments it cannot read', () => {
    const { status, stderr } = preinst('{\n  "storedForms": 3,\n}');
    expect(status).toBe(1);
    expect(stderr).toMatch(/version 0\.2\.0 cannot read the payments.*Nothing was changed/s);
  });
  test('starts the service again after a refusal', () => {
    expect(read('src/build/release/debian/postinst')).toMatch(
      /"\$1" = abort-upgrade \].*\n {2}deb-systemd-invoke start hipay-ecr\.service/,
    );
  });
});

describe('the parts of a release', () => {
  test('a package of Node with another digest is refused', () => {
    const path = join(folder(), 'node.tgz');
    writeFileSync(path, 'not Node');
    expect(() => checkIntegrity(path, 'sha512-AAAA')).toThrow('not the expected package');
  });
  test('dpkg orders a preview below its version', () => {
    const order = (one: string, other: string) =>
      execFileSync('dpkg', ['--compare-versions', debianVersion(one), 'lt', debianVersion(other)]);
    expect(() => order('1.0.0-rc.1', '1.0.0')).not.toThrow();
    expect(() => order('1.0.0', '1.0.0-rc.1')).toThrow();
  });
  test('gives all files the same modification time and one of two modes', () => {
    const path = folder();
    mkdirSync(join(path, 'dist'));
    for (const name of ['dist/main.js', 'node']) writeFileSync(join(path, name), '');
    chmodSync(join(path, 'dist/main.js'), 0o600);
    setTimesAndModes(path, 1_000_000, new Set(['node']));
    const stat = (name: string) => {
      const { mode, mtimeMs } = statSync(join(path, name));
      return { mode: (mode & 0o777).toString(8), mtimeMs };
    };
    expect(stat('dist/main.js')).toEqual({ mode: '644', mtimeMs: 1_000_000_000 });
    expect(stat('node')).toEqual({ mode: '755', mtimeMs: 1_000_000_000 });
    expect(stat('dist')).toEqual({ mode: '755', mtimeMs: 1_000_000_000 });
  });
  test('the installer says the same in every language', () => {
    const texts = read('src/build/release/windows/texts.nsh');
    const entries = texts.split('!insertmacro Text ').slice(1);
    expect(entries.length).toBeGreaterThan(5);
    for (const entry of entries) {
      const lines = [...entry.matchAll(/^ {2}"(.+)"/gm)].map(([, text = '']) => text);
      expect(lines, entry).toHaveLength(4);
      expect(new Set(lines).size, entry).toBe(4);
      const values = lines.map((line) => [...line.matchAll(/\$\d/g)].join());
      expect(new Set(values).size, entry).toBe(1);
    }
  });
  test('the workflows name the Node that the release carries', () => {
    expect(read('.github/workflows/release.yml')).toContain(`node-version: ${nodeVersion.split('.')[0]}`);
  });
});
