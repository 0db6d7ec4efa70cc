import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The platform's folder for a program's data. */
export const defaultHome = (): string => envPaths('hipay-ecr', { suffix: '' }).data;

/**
 * Path of a file in the default home. Its one line is the folder that a person has chosen instead (`hipay-ecr setup`).
 */
export const movedToPath = (): string => join(defaultHome(), 'moved-to');

/**
 * Folder of the sidecar's files. The first of these that is set: the command option, the environment variable, the
 * folder chosen in the set-up, the platform's folder.
 */
export const homeFolder = (option: string | undefined, env: NodeJS.ProcessEnv): string =>
  resolve(option ?? env['HIPAY_ECR_HOME'] ?? chosenHome() ?? defaultHome());

function chosenHome(): string | undefined {
  try {
    return readFileSync(movedToPath(), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
