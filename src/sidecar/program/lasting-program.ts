import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The program that a service or an icon starts. In an installation folder (`versions/N/dist/sidecar/main.js`) it is the
 * launcher: it stays the same when an update brings another version. Elsewhere it is this program.
 */
export function lastingProgram(program: string, exists: (path: string) => boolean = existsSync): string {
  const versions = resolve(dirname(program), '../../..');
  const launcher = join(dirname(versions), 'launcher.mjs');
  return basename(versions) === 'versions' && exists(launcher) ? launcher : program;
}

/** A package of the system names its command in this variable: the file that the command starts has the version in its path. */
export const commandVariable = 'HIPAY_ECR_COMMAND';
