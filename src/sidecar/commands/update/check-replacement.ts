import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareVersions, isProgramVersion } from '../../../core/update/program-version.ts';
import { type InstallVerdict, judgeInstall, type StoringVersion } from '../../../core/update/switch-fault.ts';
import { exitCode, type Screen } from '../../command-line/command.ts';
import { builtPlaces } from '../../program/build-digests.ts';
import { installationAt } from '../../updates/installation.ts';
import { readPackageFile, readStoringVersion } from '../../updates/package-file.ts';

/** The installer shows its own text for each of these codes. */
const codes: Readonly<Record<InstallVerdict, number>> = {
  replace: exitCode.ok,
  unreadable: 7,
  'keep-newer': 8,
};

/** Says whether this copy of the program may replace the version of an installation. Changes nothing. */
export async function checkReplacement(
  folder: string,
  mayGoLower: boolean,
  screen: Screen,
  sidecarFolder = builtPlaces.sidecar,
): Promise<number> {
  const root = resolve(folder);
  const offered = await readPackageFile(resolve(sidecarFolder, '../..'));
  const present = await findPresent(root);
  const verdict = present ? judgeInstall(present, offered, mayGoLower) : 'replace';
  if (verdict === 'unreadable')
    screen.complain(
      `Version ${offered.version} ${present?.storedForms === undefined ? 'may not' : 'cannot'} read what version ${present?.version} stores: payments would not be seen, and could be charged twice. Nothing was changed.\n`,
    );
  if (verdict === 'keep-newer')
    screen.complain(
      `The newer version ${present?.version} is installed in ${root}, and stays. hipay-ecr rollback goes back to the version before.\n`,
    );
  return codes[verdict];
}

/**
 * The version of an installation, also if its folder is damaged or gone; the highest one that is there if the pointer is damaged.
 * Undefined: there is no version.
 */
export async function findPresent(root: string): Promise<StoringVersion | undefined> {
  const installation = installationAt(root);
  const names = await readdir(join(root, 'versions')).catch(() => []);
  const named = await installation.pointer().catch(() => undefined);
  const version = named?.version ?? names.filter(isProgramVersion).sort(compareVersions).at(-1);
  return version === undefined ? undefined : readStoringVersion(installation.folderOf(version), version);
}
