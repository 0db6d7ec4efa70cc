import { access, constants, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultHome, homeFolder } from '../program/home-folder.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { isFolderTaken } from '../system/folder-lock.ts';
import { readLiveRunningFile } from './owner-key.ts';

/** Home folder of the service of the computer, on Linux. */
export const systemHome = '/var/lib/hipay-ecr';

const notePath = (usual: string): string => join(usual, 'started-at');

/** Notes the folder of a start with `--home`, so that the other commands find the connector without it. Never rejects. */
export async function noteHome(folder: string, usual: string = defaultHome()): Promise<void> {
  if (folder === usual) return;
  // Without the note, a person names the folder with `--home`.
  await writePrivateFile(notePath(usual), `${folder}\n`).catch(() => {});
}

/**
 * Finds the home folder for a command: the folder that the command line names, else the usual folder. If none is named and no
 * connector runs in the usual folder, takes the folder that `start --home` has noted, or the folder of the computer's service,
 * even if this user may not read it.
 */
export async function findRunningHome(
  option: string | undefined,
  env: NodeJS.ProcessEnv,
  { usual = defaultHome(), system = systemHome } = {},
): Promise<string> {
  const chosen = homeFolder(option, env);
  if (option !== undefined || env['HIPAY_ECR_HOME'] !== undefined) return chosen;
  const noted = (await readFile(notePath(usual), 'utf8').catch(() => '')).trim();
  const folders = [chosen, ...(noted === '' ? [] : [noted]), system];
  for (const folder of folders) if ((await readLiveRunningFile(folder)) !== undefined) return folder;
  for (const folder of folders) if (await isFolderTaken(folder)) return folder;
  return chosen;
}

/** True if this user may look into a home folder: then no answer is not a question of rights. */
export const mayRead = (home: string): Promise<boolean> =>
  access(home, constants.R_OK).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code === 'ENOENT',
  );

/** The message for a folder for which no connector answers, with what to type. */
export async function describeNoAnswer(
  folder: string,
  command: string,
): Promise<{ readonly isTaken: boolean; readonly text: string }> {
  const isTaken = await isFolderTaken(folder);
  const running = await readLiveRunningFile(folder);
  if (isTaken && running)
    return {
      isTaken,
      text: `The connector of ${folder} (process ${running.pid}) does not answer: it is starting or stopping, or it hangs. Try again in a minute. If that does not help: when no customer is at the terminal, end process ${running.pid}, and start the connector again.`,
    };
  const text = isTaken
    ? `A connector has the folder ${folder}, but it does not answer this user: it is starting, or another user has started it. Try again; if that does not help, as that user or as administrator (sudo): hipay-ecr ${command} --home ${folder}`
    : `Not running (no sidecar answers for ${folder}). Start it with hipay-ecr start.`;
  return { isTaken, text };
}
