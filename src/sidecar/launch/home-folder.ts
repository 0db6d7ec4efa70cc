import { resolve } from 'node:path';
import envPaths from 'env-paths';

/** Where the sidecar keeps its few files: as told, else the platform's place for a program's data. */
export const homeFolder = (option: string | undefined, env: NodeJS.ProcessEnv): string =>
  resolve(option ?? env['HIPAY_ECR_HOME'] ?? envPaths('hipay-ecr', { suffix: '' }).data);
