import { chmod, cp, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { judgeInstall } from '../../../core/update/switch-fault.ts';
import { exitCode, type Screen } from '../../command-line/command.ts';
import { builtPlaces } from '../../program/build-digests.ts';
import { lockInstallation } from '../../system/folder-lock.ts';
import { installationAt, makeFolders, unfinishedPrefix } from '../../updates/installation.ts';
import { readPackageFile } from '../../updates/package-file.ts';
import { findDamage } from '../../updates/unpack.ts';
import { findPresent } from './check-replacement.ts';

const contents = ['package.json', 'dist', 'CHANGELOG.md', 'LICENSE', 'README.md', 'node', 'node.exe'];
export const launcherFiles = ['launcher.mjs', 'hipay-ecr', 'hipay-ecr.cmd'];

/** The installation that contains a folder. Undefined: there is none. */
async function installationAbove(folder: string): Promise<string | undefined> {
  for (let each = dirname(folder); ; each = dirname(each)) {
    const found = await Promise.all(
      ['current', 'versions'].map((name) => stat(join(each, name)).catch(() => {})),
    );
    if (found.every((entry) => entry !== undefined)) return each;
    if (each === dirname(each)) return undefined;
  }
}

/** Makes an installation folder from this copy of the program. In an existing one, it only restores a damaged version. */
export async function makeInstallation(
  folder: string,
  screen: Screen,
  sidecarFolder = builtPlaces.sidecar,
): Promise<number> {
  const root = resolve(folder);
  const source = resolve(sidecarFolder, '../..');
  const installation = installationAt(root);
  const refuse = (text: string): number => {
    screen.complain(`${text}\n`);
    return exitCode.failed;
  };
  const copy = await readPackageFile(source).catch(() => undefined);
  const pointer = await installation.pointer().catch(() => undefined);
  if (pointer) {
    const isOwn = copy?.version === pointer.version;
    const damage = await findDamage(installation.folderOf(pointer.version));
    if (damage === undefined)
      return refuse(
        `${root} is an installation already. Nothing was changed. Use hipay-ecr update --from there.`,
      );
    if (!isOwn)
      return refuse(
        `${root} is an installation already, and its version ${pointer.version} is damaged (${damage}). Nothing was changed. Use a copy of version ${pointer.version}, or hipay-ecr update --from FILE there.`,
      );
  }
  // Without a pointer, a version that is there may have stored what this one does not read.
  const present = await findPresent(root);
  if (present && copy && judgeInstall(present, copy, false) !== 'replace')
    return refuse(
      `${root} has version ${present.version}, and this copy is ${copy.version}, which may not know which orders are paid. Nothing was changed. Use a copy of version ${present.version} or of a higher one.`,
    );
  const outer = await installationAbove(root);
  if (outer !== undefined)
    return refuse(
      `${root} is inside the installation ${outer}, whose updates may remove it. Nothing was changed. Name another folder.`,
    );
  let unlock: (() => void) | undefined;
  try {
    const { version } = await readPackageFile(source);
    await makeFolders(root);
    unlock = await lockInstallation(root);
    if (!unlock)
      return refuse(
        `Another update or rollback of ${root} runs. Nothing was changed. Repeat the command when it has ended.`,
      );
    const staging = installation.folderOf(`${unfinishedPrefix}${process.pid}`);
    for (const name of contents)
      if (await stat(join(source, name)).catch(() => undefined))
        await cp(join(source, name), join(staging, name), { recursive: true });
    await installation.putVersion(staging, version);
    if (!pointer?.proving) await installation.noteProven(version, true);
    if (pointer) {
      screen.print(`Version ${version} of ${root} is whole again.\n`);
      return exitCode.ok;
    }
    for (const name of launcherFiles) await cp(join(source, 'dist/launcher', name), join(root, name));
    // The service may run as another user than the one who makes the installation.
    for (const name of launcherFiles) await chmod(join(root, name), name === 'hipay-ecr' ? 0o755 : 0o644);
    // Written last: without the pointer, the folder is no installation.
    await installation.writePointer({ format: 1, version });
    screen.print(`${root} has version ${version}. Start it with ${join(root, 'hipay-ecr')} start.\n`);
    return exitCode.ok;
  } catch (error) {
    screen.complain(
      `${root} could not be made (${(error as Error).message}). Repeat the command when that is mended.\n`,
    );
    return exitCode.failed;
  } finally {
    unlock?.();
  }
}
