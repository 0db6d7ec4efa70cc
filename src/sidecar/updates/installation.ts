import { access, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { isProgramVersion, programVersion } from '../../core/update/program-version.ts';
import { newestReader } from '../../core/update/switch-fault.ts';
import { pointerFault, readUpdatePointer, type UpdatePointer } from '../../core/update/update-pointer.ts';
import { builtPlaces } from '../program/build-digests.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { renameFile } from '../system/held-files.ts';
import { isAlive } from '../system/processes.ts';
import { readPackageFile } from './package-file.ts';

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

/** The file `current` cannot be used. The message says why, and what to write into it. */
export class PointerFault extends Error {
  override readonly name = 'PointerFault';
}

/**
 * An installation folder:
 *
 *     current                   which version runs (core/update/update-pointer.ts)
 *     launcher.mjs, hipay-ecr   never replaced
 *     versions/0.1.0/           dist/ and package.json, perhaps its own node
 *     current.back              what the way back writes, made before the switch: a full disk takes no new file
 *     waiting.json              the version that waits for the switch
 *     claim.free                renamed by the first payment, or by the way back
 */
export interface Installation {
  readonly root: string;
  /** Path of the pointer file, for messages. */
  readonly pointerPath: string;
  /** Rejects with a PointerFault if the pointer cannot be used. */
  pointer(): Promise<UpdatePointer>;
  writePointer(pointer: UpdatePointer): Promise<void>;
  /** Writes a file and removes it. Returns the error if the folder takes no file. */
  tryWrite(): Promise<unknown>;
  /** Stores the pointer that the way back from a version takes if the disk is full then. */
  prepareWayBack(pointer: UpdatePointer): Promise<void>;
  /** Takes the stored pointer. False if there is none that comes from this version. */
  takePreparedWayBack(from: string): Promise<boolean>;
  folderOf(version: string): string;
  hasVersion(version: string): Promise<boolean>;
  /** Gives a complete folder the name of its version, in place of the one that is there. */
  putVersion(folder: string, version: string): Promise<void>;
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

/** The name of a folder that is being removed, before the id of the process that removes it. */
const oldPrefix = '.old-';

/** The ids of the processes that unpack into an installation, or were killed while they did. */
export const updatingProcesses = (root: string): Promise<number[]> => processesOf(root, unfinishedPrefix);

const processesOf = async (root: string, prefix: string): Promise<number[]> =>
  (await readdir(join(root, 'versions')).catch(() => []))
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter((pid) => Number.isSafeInteger(pid) && pid > 0);

export function installationAt(root: string): Installation {
  const at = (...path: string[]) => join(root, ...path);
  const exists = (path: string) =>
    access(path).then(
      () => true,
      () => false,
    );
  /** Renames the folder first: a folder with the name of a version is complete at any moment. */
  const moveAway = async (version: string) => {
    const old = at('versions', `${oldPrefix}${process.pid}`);
    await rm(old, { recursive: true, force: true });
    await renameFile(at('versions', version), old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    return {
      putBack: () => renameFile(old, at('versions', version)).catch(() => {}),
      removeOld: () => rm(old, { recursive: true, force: true }),
    };
  };
  const pointerPath = at('current');
  const backPath = at('current.back');
  const claimPath = (by: Claimant | 'free') => at(`claim.${by}`);
  return {
    root,
    pointerPath,
    async pointer() {
      let fault: string | undefined;
      try {
        const text = await readFile(pointerPath, 'utf8');
        const pointer = readUpdatePointer(text);
        if (pointer) return pointer;
        fault = pointerFault(text);
      } catch (error) {
        fault = (error as Error).message;
      }
      throw new PointerFault(`${pointerPath} cannot be used: ${fault}. ${await pointerRemedy(root)}`);
    },
    writePointer: (pointer) => replaceFile(pointerPath, textOf(pointer)),
    tryWrite: () =>
      replaceFile(at('write-test'), 'x').then(
        () => rm(at('write-test'), { force: true }),
        (error: unknown) => error,
      ),
    prepareWayBack: (pointer) => replaceFile(backPath, textOf(pointer)),
    async takePreparedWayBack(from) {
      const back = readUpdatePointer(await readFile(backPath, 'utf8').catch(() => ''));
      if (back?.failed?.at(-1)?.version !== from) return false;
      await renameFile(backPath, pointerPath);
      return true;
    },
    folderOf: (version) => at('versions', version),
    hasVersion: (version) => exists(at('versions', version, 'package.json')),
    async putVersion(folder, version) {
      const { putBack, removeOld } = await moveAway(version);
      await renameFile(folder, at('versions', version)).catch(async (error) => {
        await putBack();
        throw error;
      });
      await flushFolder(at('versions'));
      await removeOld();
    },
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
        if (isProgramVersion(name) && !needed.includes(name)) await (await moveAway(name)).removeOld();
    },
    async removeUnfinished() {
      for (const prefix of [unfinishedPrefix, oldPrefix])
        for (const pid of await processesOf(root, prefix))
          if (!isAlive(pid)) await rm(at('versions', `${prefix}${pid}`), { recursive: true, force: true });
    },
  };
}

const textOf = (pointer: UpdatePointer): string => `${JSON.stringify(pointer)}\n`;

/** What to write into a damaged pointer. A version that only waits has never run, so it is not named. */
async function pointerRemedy(root: string): Promise<string> {
  const { waiting, folderOf } = installationAt(root);
  const waits = (await waiting())?.version;
  const names = await readdir(join(root, 'versions')).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => isProgramVersion(name) && name !== waits)
      .map((name) => readPackageFile(folderOf(name)).catch(() => undefined)),
  );
  const version = newestReader(found.filter((each) => each !== undefined));
  return version === undefined
    ? `There is no version below ${join(root, 'versions')}: make the installation again.`
    : `Put {"format":1,"version":"${version}"} into it.`;
}

/** Finds the installation from which this program runs, also with a damaged pointer. Undefined in npm or a checkout. */
export async function findOwnInstallation(
  sidecarFolder = builtPlaces.sidecar,
): Promise<Installation | undefined> {
  const versionsFolder = resolve(sidecarFolder, '../../..');
  if (basename(versionsFolder) !== 'versions') return undefined;
  const installation = installationAt(resolve(versionsFolder, '..'));
  return access(installation.pointerPath).then(
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
