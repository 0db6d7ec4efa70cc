import { access, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { isProgramVersion, programVersion } from '../../core/update/program-version.ts';
import { readUpdatePointer, type UpdatePointer } from '../../core/update/update-pointer.ts';
import { builtPlaces } from '../program/build-digests.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { renameFile } from '../system/held-files.ts';
import { isAlive } from '../system/processes.ts';

/** The two that claim an unproven version: its first payment, and the way back to the version before. The first one wins. */
export type Claimant = 'payment' | 'way-back';

const waitingFile = z.object({
  format: z.literal(1),
  version: programVersion,
  as: z.enum(['update', 'rollback']),
  /** Epoch ms. */
  since: z.number(),
  /** True if it does not wait for the time of day. */
  atOnce: z.boolean(),
});
/** The version that waits for the switch. */
export type WaitingUpdate = Omit<z.infer<typeof waitingFile>, 'format'>;

/**
 * An installation folder:
 *
 *     current                   which version runs (core/update/update-pointer.ts)
 *     launcher.mjs, hipay-ecr   never replaced
 *     versions/0.1.0/           dist/ and package.json, perhaps its own node
 *     waiting.json              the version that waits for the switch
 *     claim.free                renamed by the first payment, or by the way back
 */
export interface Installation {
  readonly root: string;
  /** Rejects if the pointer cannot be read. */
  pointer(): Promise<UpdatePointer>;
  writePointer(pointer: UpdatePointer): Promise<void>;
  folderOf(version: string): string;
  hasVersion(version: string): Promise<boolean>;
  waiting(): Promise<WaitingUpdate | undefined>;
  /** Stores which version waits. With undefined, no version waits any more. */
  keepWaiting(update: WaitingUpdate | undefined): Promise<void>;
  /** Lets one claimant claim again. Called before each switch. */
  freeClaim(): Promise<void>;
  /** Claims the version. True if this claimant is the first one, or was the first one earlier. */
  claim(by: Claimant): Promise<boolean>;
  isClaimed(by: Claimant): Promise<boolean>;
  /** Removes the versions that nothing needs, but none while the present one is not proven. */
  removeUnused(): Promise<void>;
  /** Removes the folders that killed updates have left. */
  removeUnfinished(): Promise<void>;
}

/** The name of a folder into which a process unpacks, before its id. It is no version, so the launcher never starts it. */
export const unfinishedPrefix = '.new-';

/** The ids of the processes that unpack into an installation, or were killed while they did. */
export const unfinishedBy = async (root: string): Promise<number[]> =>
  (await readdir(join(root, 'versions')).catch(() => []))
    .filter((name) => name.startsWith(unfinishedPrefix))
    .map((name) => Number(name.slice(unfinishedPrefix.length)))
    .filter((pid) => Number.isSafeInteger(pid) && pid > 0);

export function installationAt(root: string): Installation {
  const at = (...path: string[]) => join(root, ...path);
  const exists = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  const claimPath = (by: Claimant | 'free') => at(`claim.${by}`);
  return {
    root,
    async pointer() {
      const pointer = readUpdatePointer(await readFile(at('current'), 'utf8'));
      if (!pointer) throw new Error(`${at('current')} cannot be read; ${pointerRemedy}`);
      return pointer;
    },
    writePointer: (pointer) => replaceFile(at('current'), `${JSON.stringify(pointer)}\n`),
    folderOf: (version) => at('versions', version),
    hasVersion: (version) => exists(at('versions', version, 'package.json')),
    waiting: async () =>
      parseJsonAs(waitingFile, await readFile(at('waiting.json'), 'utf8').catch(() => undefined)),
    keepWaiting: (update) =>
      update
        ? replaceFile(at('waiting.json'), `${JSON.stringify({ format: 1, ...update })}\n`)
        : rm(at('waiting.json'), { force: true }),
    async freeClaim() {
      await rm(claimPath('payment'), { force: true });
      await rm(claimPath('way-back'), { force: true });
      await writeFile(claimPath('free'), '');
    },
    async claim(by) {
      // Renaming is atomic on every system: if two try, one of them finds no file.
      await renameFile(claimPath('free'), claimPath(by)).catch(() => {});
      return exists(claimPath(by));
    },
    isClaimed: (by) => exists(claimPath(by)),
    async removeUnused() {
      const { version, previous, proving } = await this.pointer();
      if (proving) return;
      const needed = [version, previous, (await this.waiting())?.version];
      for (const name of await readdir(at('versions')))
        if (isProgramVersion(name) && !needed.includes(name))
          await rm(at('versions', name), { recursive: true, force: true });
    },
    async removeUnfinished() {
      for (const pid of await unfinishedBy(root))
        if (!isAlive(pid))
          await rm(at('versions', `${unfinishedPrefix}${pid}`), { recursive: true, force: true });
    },
  };
}

const pointerRemedy =
  'put {"format":1,"version":"N"} into it, where N is the name of a folder below versions/';

/** Finds the installation from which this program runs. Undefined if it runs from npm or a checkout, or without a pointer. */
export async function findOwnInstallation(
  sidecarFolder = builtPlaces.sidecar,
): Promise<Installation | undefined> {
  const versionsFolder = resolve(sidecarFolder, '../../..');
  if (basename(versionsFolder) !== 'versions') return undefined;
  const installation = installationAt(resolve(versionsFolder, '..'));
  return installation.pointer().then(
    () => installation,
    () => undefined,
  );
}

/** Writes a file completely or not at all, also in a power cut: it flushes the new content, and renames it into place. */
export async function replaceFile(path: string, content: string): Promise<void> {
  await writePrivateFile(path, content, 0o644);
  await flushFolder(resolve(path, '..'));
}

/** Flushes the entries of a folder. Does nothing on Windows, which cannot do it and does not need it. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

/** Creates the folders of a new installation. */
export const makeFolders = (root: string): Promise<unknown> =>
  mkdir(join(root, 'versions'), { recursive: true });
