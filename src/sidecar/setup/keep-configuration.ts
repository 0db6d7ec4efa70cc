import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { signpost, usualHome } from '../launch/home-folder.ts';
import { writePrivateFile } from '../private-file.ts';
import type { Configuration } from './configuration-text.ts';
import type { Answers } from './question.ts';

export interface KeptConfiguration {
  readonly path: string;
  /** What starts the connector with it. */
  readonly startCommand: string;
}

/** Writes the configuration where `start` will look for it, or gives why that is impossible. */
export async function keepConfiguration(
  { home = usualHome() }: Answers,
  configuration: Configuration,
  env: NodeJS.ProcessEnv,
): Promise<KeptConfiguration | string> {
  const folder = resolve(home);
  const path = join(folder, 'config.yml');
  try {
    await writePrivateFile(path, configuration.toString());
    // The environment has the last word about the folder: then no other place is asked.
    const ruled = env['HIPAY_ECR_HOME'];
    if (ruled === undefined) await pointTo(folder);
    const found = ruled === undefined || resolve(ruled) === folder;
    return { path, startCommand: found ? 'hipay-ecr start' : `hipay-ecr start --home ${folder}` };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return `${path} cannot be written (${code}). Choose another folder with --home.`;
  }
}

async function pointTo(folder: string): Promise<void> {
  if (folder === resolve(usualHome())) await rm(signpost(), { force: true });
  else await writePrivateFile(signpost(), `${folder}\n`);
}
