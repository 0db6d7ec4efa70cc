import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The platform's folder for a program's data. */
export const defaultHome = (): string => envPaths('hipay-ecr', { suffix: '' }).data;

/** A file in the default home with one line: the folder that a person has chosen instead (`hipay-ecr setup`). */
export const movedToFile = (): string => join(defaultHome(), 'moved-to');

/** Folder of the sidecar's files: the option's, the environment's, the one chosen in the set-up, or the platform's. */
export const homeFolder = (option: string | undefined, env: NodeJS.ProcessEnv): string =>
  resolve(option ?? env['HIPAY_ECR_HOME'] ?? chosenHome() ?? defaultHome());

function chosenHome(): string | undefined {
  try {
    return readFileSync(movedToFile(), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
