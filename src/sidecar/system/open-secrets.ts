import { readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { isSddlOpen, type SecretPath, unixCommand, windowsCommand } from './open-secrets-command.ts';
import { askPowerShell } from './power-shell.ts';
import { type System, thisSystem } from './systems.ts';

/** Files with secrets that other users of this computer may read, and the one command that closes them. */
export interface OpenSecrets {
  readonly paths: readonly string[];
  /** False if the system does not say who may read them. */
  readonly isCertain: boolean;
  readonly command: string;
}

/** The files of the home folder that hold secrets or customers' data. */
const secretFile = /^(config\.yml|running\.json|pairing\.json|tills\.json|(records|asked).*\.jsonl)$/;

/** True if users other than the owner, its group and the administrators may read the path. Undefined if this is not known. */
type OpenCheck = (path: string) => Promise<boolean | undefined>;

const othersMay = async (path: string, bits: number): Promise<boolean> =>
  ((await stat(path)).mode & bits) !== 0;

/** Others can reach a path only if they may pass each folder above it. */
const isOpenByMode = async (path: string): Promise<boolean> =>
  (await othersMay(path, 0o007)) && (path === dirname(path) || (await isPassable(dirname(path))));

const isPassable = async (folder: string): Promise<boolean> =>
  (await othersMay(folder, 0o001)) && (folder === dirname(folder) || isPassable(dirname(folder)));

/** Reads the access list of Windows as SDDL, because names of groups differ between the languages of Windows. */
const isOpenByAcl: OpenCheck = async (path) => {
  await stat(path);
  const sddl = await askPowerShell('(Get-Acl -LiteralPath $env:HIPAY_ECR_PATH).Sddl', {
    HIPAY_ECR_PATH: path,
  });
  return sddl === '' ? undefined : isSddlOpen(sddl);
};

/**
 * Finds what others may read: these files, and the home folder if secrets are in it. Undefined if they may read nothing. A path that
 * does not exist or cannot be looked at is left out.
 *
 * @param files paths of files that hold secrets
 */
export async function findOpenSecrets(
  folder: string,
  files: readonly string[],
  system: System = thisSystem,
): Promise<OpenSecrets | undefined> {
  const names = await readdir(folder).catch(() => []);
  const holdsSecrets = names.some((name) => secretFile.test(name));
  const home = resolve(folder);
  const secrets = [
    ...(holdsSecrets ? [{ path: home, isFolder: true }] : []),
    // A file in the home folder is closed with the folder.
    ...files
      .map((file) => resolve(file))
      .filter((file) => dirname(file) !== home)
      .map((path) => ({ path, isFolder: false })),
  ];
  return openAmong(secrets, system);
}

/** The same for one file in any folder. */
export const findOpenFile = (path: string, system: System = thisSystem): Promise<OpenSecrets | undefined> =>
  openAmong([{ path: resolve(path), isFolder: false }], system);

async function openAmong(secrets: readonly SecretPath[], system: System): Promise<OpenSecrets | undefined> {
  const isOpen = system === 'windows' ? isOpenByAcl : isOpenByMode;
  const open = await Promise.all(secrets.map(({ path }) => isOpen(path).catch(() => false)));
  const sure = secrets.filter((_, at) => open[at] === true);
  const found = sure.length > 0 ? sure : secrets.filter((_, at) => open[at] === undefined);
  if (found.length === 0) return undefined;
  const command = system === 'windows' ? windowsCommand(found, userInfo().username) : unixCommand(found);
  return { paths: found.map(({ path }) => path), isCertain: sure.length > 0, command };
}

/** Logs the paths that others may read, and the command that closes them. Never rejects. */
export async function warnOfOpenSecrets(
  folder: string,
  files: readonly string[],
  log: { warn(details: object, text: string): void },
): Promise<void> {
  const open = await findOpenSecrets(folder, files);
  if (open)
    log.warn(
      { ...open },
      open.isCertain
        ? 'other users of this computer can read passwords: run the command'
        : 'perhaps other users of this computer can read passwords: the command makes sure that they cannot',
    );
}
