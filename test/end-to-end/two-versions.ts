import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkout } from './packed-install.ts';
import { removeFolder } from './remove-folder.ts';

/** Copies of the present build with other version numbers, as packages, and an installation of one of them. */
export interface TwoVersions {
  readonly folder: string;
  /** The package of a version. `change` may break it first. */
  pack(version: string, change?: (folder: string) => void): string;
  /** Makes an installation folder of a version that gives the next one this time, and returns the command that starts its launcher. */
  install(version: string, root: string, provedWithinMs: number): readonly string[];
  remove(): void;
}

const built = /"?(\d+\.\d+\.\d+)"?/.exec(
  (JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string }).version,
)?.[1];

export function twoVersions(): TwoVersions {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-versions-'));
  const unpacked = (
    version: string,
    change: (folder: string) => void = () => {},
    provedWithinMs = 60_000,
  ): string => {
    const top = mkdtempSync(join(folder, `${version}-`));
    const copy = join(top, 'package');
    mkdirSync(copy);
    for (const name of ['package.json', 'dist', 'CHANGELOG.md', 'LICENSE', 'README.md'])
      cpSync(join(checkout, name), join(copy, name), { recursive: true });
    for (const path of filesOf(copy)) {
      if (!/\.(js|json)$/.test(path)) continue;
      const text = readFileSync(path, 'utf8');
      writeFileSync(path, withVersion(text, version, provedWithinMs));
    }
    change(copy);
    writeSums(copy);
    return top;
  };
  return {
    folder,
    pack(version, change) {
      const top = unpacked(version, change);
      const path = join(top, `hipay-ecr-connector-${version}.tgz`);
      execFileSync('tar', ['--format=ustar', '-czf', path, '-C', top, 'package']);
      return path;
    },
    install(version, root, provedWithinMs) {
      const program = join(unpacked(version, undefined, provedWithinMs), 'package/dist/sidecar/main.js');
      execFileSync('node', [program, 'update', '--install', root]);
      return ['node', join(root, 'launcher.mjs')];
    },
    remove: () => removeFolder(folder),
  };
}

/** As the build would write it, with a short time for the proof. The service worker must notice that the files differ. */
const withVersion = (text: string, version: string, provedWithinMs: number): string =>
  text
    .replaceAll(`\`${built}\``, `\`${version}\``)
    .replaceAll(`"version": "${built}"`, `"version": "${version}"`)
    .replaceAll(`hipay-ecr ${built}`, `hipay-ecr ${version}`)
    .replace(/since>=3e5/, `since>=${provedWithinMs}`)
    .replaceAll(/("revision":)(?:null|"[^"]*")/g, `$1"${version}"`);

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

function writeSums(folder: string): void {
  const lines = filesOf(folder)
    .map((path) => relative(folder, path))
    .filter((path) => path !== 'dist/SHA256SUMS')
    .map(
      (path) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex')}  ${path}\n`,
    );
  writeFileSync(join(folder, 'dist/SHA256SUMS'), lines.sort().join(''));
}

/** Runs a command to its end. */
export async function runCommand(
  command: readonly string[],
  home: string,
): Promise<{ code: number | null; output: string }> {
  const [program = 'node', ...args] = command;
  const child = spawn(program, args, {
    env: { ...process.env, HIPAY_ECR_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output };
}
