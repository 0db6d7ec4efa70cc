import { chmod, cp, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exitCode, type Screen } from '../../command-line/command.ts';
import { builtPlaces } from '../../program/build-digests.ts';
import { installationAt, makeFolders, unfinishedPrefix } from '../../updates/installation.ts';
import { readPackageFile } from '../../updates/package-file.ts';

const contents = ['package.json', 'dist', 'CHANGELOG.md', 'LICENSE', 'README.md', 'node', 'node.exe'];
export const launcherFiles = ['launcher.mjs', 'hipay-ecr', 'hipay-ecr.cmd'];

/** Makes an installation folder from the running copy. An existing one stays as it is. */
export async function makeInstallation(
  folder: string,
  screen: Screen,
  sidecarFolder = builtPlaces.sidecar,
): Promise<number> {
  const root = resolve(folder);
  const source = resolve(sidecarFolder, '../..');
  const installation = installationAt(root);
  if (await installation.pointer().catch(() => undefined)) {
    screen.complain(
      `${root} is an installation already. Nothing was changed. Use hipay-ecr update --from there.\n`,
    );
    return exitCode.failed;
  }
  try {
    const { version } = await readPackageFile(source);
    await makeFolders(root);
    const staging = installation.folderOf(`${unfinishedPrefix}${process.pid}`);
    for (const name of contents)
      if (await stat(join(source, name)).catch(() => undefined))
        await cp(join(source, name), join(staging, name), { recursive: true });
    await installation.putVersion(staging, version);
    for (const name of launcherFiles) await cp(join(source, 'dist/launcher', name), join(root, name));
    await chmod(join(root, 'hipay-ecr'), 0o755);
    // Written last: without the pointer, the folder is no installation.
    await installation.writePointer({ format: 1, version });
    screen.print(`${root} has version ${version}. Start it with ${join(root, 'hipay-ecr')} start.\n`);
    return exitCode.ok;
  } catch (error) {
    screen.complain(
      `${root} could not be made (${(error as Error).message}). Repeat the command when that is mended.\n`,
    );
    return exitCode.failed;
  }
}
