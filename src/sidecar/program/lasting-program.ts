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

/** Variable in which a system package names its command. A service must name this command: the program's path has the version. */
export const commandVariable = 'HIPAY_ECR_COMMAND';
