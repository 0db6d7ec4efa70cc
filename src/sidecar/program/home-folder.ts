import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The platform's place for a program's data. */
export const defaultHome = (): string => envPaths('hipay-ecr', { suffix: '' }).data;

/** One line in the usual home: the folder that a person has chosen instead (`hipay-ecr setup`). */
export const movedToFile = (): string => join(defaultHome(), 'moved-to');

/** Where the sidecar keeps its few files: as told, else where the set-up put them, else the platform's place. */
export const homeFolder = (option: string | undefined, env: NodeJS.ProcessEnv): string =>
  resolve(option ?? env['HIPAY_ECR_HOME'] ?? chosenHome() ?? defaultHome());

function chosenHome(): string | undefined {
  try {
    return readFileSync(movedToFile(), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
