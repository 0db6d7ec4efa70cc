import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyAsVersion, type OtherVersion, packVersion } from '../release/other-version.mjs';
import { checkout } from './packed-install.ts';
import { removeFolder } from './remove-folder.ts';

/** Copies of the present build with other version numbers, as packages, and an installation of one of them. */
export interface TwoVersions {
  readonly folder: string;
  /** The package of a version. `change` may break it first. */
  pack(version: string, change?: (folder: string) => void): string;
  /**
   * Makes an installation folder, and returns the command that starts its launcher. `provedWithinMs`: time that this version gives
   * to the next one.
   */
  install(version: string, root: string, provedWithinMs: number): readonly string[];
  remove(): void;
}

export function twoVersions(): TwoVersions {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-versions-'));
  const unpacked = (version: string, other: Omit<OtherVersion, 'version'> = {}): string => {
    const copy = join(mkdtempSync(join(folder, `${version}-`)), 'package');
    copyAsVersion(checkout, copy, { ...other, version });
    return copy;
  };
  return {
    folder,
    pack: (version, change) => packVersion(unpacked(version, { ...(change && { change }) }), version),
    install(version, root, provedWithinMs) {
      const program = join(unpacked(version, { provedWithinMs }), 'dist/sidecar/main.js');
      execFileSync('node', [program, 'update', '--install', root]);
      return ['node', join(root, 'launcher.mjs')];
    },
    remove: () => removeFolder(folder),
  };
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
