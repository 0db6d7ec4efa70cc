import { readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { isSddlOpen, linuxCommand, windowsCommand } from './open-secrets-command.ts';
import { askPowerShell } from './power-shell.ts';
import { type System, thisSystem } from './systems.ts';

/** Files with secrets that other users of this computer may read, and the one command that closes them. */
export interface OpenSecrets {
  readonly paths: readonly string[];
  readonly command: string;
}

/** The files of the home folder that hold secrets or customers' data. */
const secretFile = /^(config\.yml|running\.json|pairing\.json|tills\.json|(records|asked).*\.jsonl)$/;

/** True if others than the owner, its group and the system's administrators may look into the path. */
type OpenCheck = (path: string) => Promise<boolean>;

const othersMay = async (path: string, bits: number): Promise<boolean> =>
  ((await stat(path)).mode & bits) !== 0;

/** Other users also need the permission to pass through each folder above the path. */
const isOpenByMode: OpenCheck = async (path) =>
  (await othersMay(path, 0o007)) && (path === dirname(path) || (await isPassable(dirname(path))));

const isPassable = async (folder: string): Promise<boolean> =>
  (await othersMay(folder, 0o001)) && (folder === dirname(folder) || isPassable(dirname(folder)));

/** Windows: the access list as SDDL, because names of groups differ between its languages. */
const isOpenByAcl: OpenCheck = async (path) =>
  isSddlOpen(
    await askPowerShell('(Get-Acl -LiteralPath $env:HIPAY_ECR_PATH).Sddl', { HIPAY_ECR_PATH: path }),
  );

/**
 * Finds what others may read: the configuration file, if it holds secrets, and the home folder, if secrets are in it.
 * Undefined: nothing. A path that does not exist or cannot be looked at is left out.
 *
 * @param configuration path of the configuration file, if it holds secrets
 */
export async function findOpenSecrets(
  folder: string,
  configuration: string | undefined,
  system: System = thisSystem,
): Promise<OpenSecrets | undefined> {
  const isOpen = system === 'windows' ? isOpenByAcl : isOpenByMode;
  const names = await readdir(folder).catch(() => []);
  const holdsSecrets = names.some((name) => secretFile.test(name));
  const home = resolve(folder);
  const file = configuration === undefined ? undefined : resolve(configuration);
  const secrets = [
    ...(holdsSecrets ? [{ path: home, isFolder: true }] : []),
    // A file in the home folder is closed with the folder.
    ...(file === undefined || dirname(file) === home ? [] : [{ path: file, isFolder: false }]),
  ];
  const open = await Promise.all(secrets.map(({ path }) => isOpen(path).catch(() => false)));
  const found = secrets.filter((_, at) => open[at]);
  if (found.length === 0) return undefined;
  const command = system === 'windows' ? windowsCommand(found, userInfo().username) : linuxCommand(found);
  return { paths: found.map(({ path }) => path), command };
}

/** Logs the paths that others may read, and the command that closes them. Never rejects. */
export async function warnOfOpenSecrets(
  folder: string,
  configuration: string | undefined,
  log: { warn(details: object, text: string): void },
): Promise<void> {
  const open = await findOpenSecrets(folder, configuration);
  if (open) log.warn({ ...open }, 'other users of this computer can read passwords: run the command');
}
