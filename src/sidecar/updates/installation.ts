import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  constants,
  mkdir,
  open,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { isProgramVersion, programVersion } from '../../core/update/program-version.ts';
import { isReadableBy, newestReader } from '../../core/update/switch-fault.ts';
import { pointerFault, readUpdatePointer, type UpdatePointer } from '../../core/update/update-pointer.ts';
import { builtPlaces } from '../program/build-digests.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { foreignOwner } from '../system/file-owner.ts';
import { useFault } from '../system/file-reasons.ts';
import { isFolderShared, isWatched, shareFolder } from '../system/folder-lock.ts';
import { renameFile } from '../system/held-files.ts';
import { readStoringVersion } from './package-file.ts';

/**
 * What claims an unproven version: its first payment, its page if the version before cannot read what a page stores, and the way
 * back to the version before. The way back wins only if it is the first one.
 */
export type Claimant = 'payment' | 'page' | 'way-back';
const claimants = ['free', 'payment', 'page', 'way-back'] as const;

/** The id of a switch. Undefined: that of an older program, whose claim has no id in its name. */
export type SwitchId = string | undefined;

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
 *     claim.ID.free             of one switch: renamed by the first payment, by the page of a version that stores another form, or by the way back
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
  /** Why this user cannot run a version at all, in words; undefined: its files can be read. */
  runFault(version: string): Promise<string | undefined>;
  /** Says that this program runs from a version, until the returned function is called or the process ends. */
  hold(version: string): Promise<() => void>;
  /** True if a program runs from a version, perhaps that of another till of this computer. */
  isHeld(version: string): Promise<boolean>;
  /** Gives a complete folder the name of its version, in place of the one that is there. Each user may then read it. */
  putVersion(folder: string, version: string): Promise<void>;
  /** When the pointer was written, epoch ms. Undefined: there is none. */
  pointedAt(): Promise<number | undefined>;
  waiting(): Promise<WaitingUpdate | undefined>;
  /** Stores which version waits. With undefined, no version waits any more. */
  keepWaiting(update: WaitingUpdate | undefined): Promise<void>;
  /** Makes the claim of a new switch, and returns its id. The claims of other switches stay. */
  makeClaim(): Promise<string>;
  /** Claims a switch. True if this claimant is the first one, or was the first one earlier. */
  claim(by: Claimant, of: SwitchId): Promise<boolean>;
  isClaimed(by: Claimant, of: SwitchId): Promise<boolean>;
  /** Removes the claims of the switches that the pointer does not name, unless a watcher still looks at one of them. */
  removeOldClaims(): Promise<void>;
  /** Notes that a version was proven, or that it was gone back from: what to write into a damaged pointer depends on it. */
  noteProven(version: string, isProven: boolean): Promise<void>;
  /** Removes the versions that nothing needs and no program runs from, but none while the present one is not proven. */
  removeUnused(): Promise<void>;
  /** Removes the folders that killed updates have left. Only for the command that has the installation: no other one unpacks. */
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

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export function installationAt(root: string): Installation {
  const at = (...path: string[]) => join(root, ...path);
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
  const claimName = (by: Claimant | 'free', of: SwitchId) =>
    of === undefined ? `claim.${by}` : `claim.${of}.${by}`;
  const claimPath = (by: Claimant | 'free', of: SwitchId) => at(claimName(by, of));
  return {
    root,
    pointerPath,
    async pointer() {
      const text = await readFile(pointerPath, 'utf8').catch((error: NodeJS.ErrnoException) => error);
      if (typeof text === 'object' && text.code !== undefined && text.code !== 'ENOENT') {
        // Its content may be good: it is not replaced.
        const { reason, remedy } = useFault(text.code, pointerPath, foreignOwner(pointerPath));
        throw new PointerFault(`${pointerPath} cannot be read: ${reason} (${text.code}). ${remedy}.`);
      }
      const pointer = typeof text === 'string' ? readUpdatePointer(text) : undefined;
      if (pointer) return pointer;
      const fault = typeof text === 'string' ? pointerFault(text) : text.message;
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
    async runFault(version) {
      const faultOf = (name: string, looking: Promise<unknown>) =>
        looking.then(
          () => undefined,
          ({ code, message }: NodeJS.ErrnoException) => {
            const words = code === 'ENOENT' ? 'it is missing' : 'this user may not use it';
            return `it cannot be run: ${at('versions', version, name)}: ${words} (${code ?? message})`;
          },
        );
      const main = 'dist/sidecar/main.js';
      const reading = open(at('versions', version, main)).then((file) => file.close());
      const fault = await faultOf(main, reading);
      if (fault !== undefined) return fault;
      for (const node of ownNodes)
        if (await exists(at('versions', version, node)))
          return faultOf(node, access(at('versions', version, node), constants.X_OK));
      return undefined;
    },
    // A service without local sockets runs without this note.
    hold: async (version) =>
      (await shareFolder(at('versions', version)).catch(() => undefined)) ?? (() => {}),
    isHeld: (version) => isFolderShared(at('versions', version)),
    async putVersion(folder, version) {
      await letAllRead(folder);
      const { putBack, removeOld } = await moveAway(version);
      await renameFile(folder, at('versions', version)).catch(async (error) => {
        await putBack();
        throw error;
      });
      await flushFolder(at('versions'));
      await removeOld();
    },
    pointedAt: () =>
      stat(pointerPath).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      ),
    waiting: async () =>
      parseJsonAs(waitingFile, await readFile(at('waiting.json'), 'utf8').catch(() => undefined)),
    keepWaiting: (update) =>
      update
        ? replaceFile(at('waiting.json'), `${JSON.stringify({ format: 1, ...update })}\n`)
        : rm(at('waiting.json'), { force: true }),
    async makeClaim() {
      const id = randomUUID();
      await writeFile(claimPath('free', id), '');
      return id;
    },
    async claim(by, of) {
      // Renaming is atomic on every system: if two try, one of them finds no file. A payment may come after the page.
      for (const from of by === 'payment' ? (['free', 'page'] as const) : (['free'] as const))
        await renameFile(claimPath(from, of), claimPath(by, of)).then(
          // A claim that a power cut undoes would let the other claimant win after it.
          () => flushFolder(root),
          () => {},
        );
      return exists(claimPath(by, of));
    },
    isClaimed: (by, of) => exists(claimPath(by, of)),
    async removeOldClaims() {
      if (await isWatched(root)) return;
      const { proving, alarmed } = await this.pointer();
      const kept = [proving, alarmed?.proving].flatMap((each) =>
        each ? claimants.map((by) => claimName(by, each.id)) : [],
      );
      for (const name of await readdir(root))
        if (name.startsWith('claim.') && !kept.includes(name)) await rm(at(name), { force: true });
    },
    async noteProven(version, isProven) {
      const path = at('versions', version, 'proven');
      // A full disk must not stop a proof or a way back.
      await (isProven ? writeFile(path, '') : rm(path, { force: true })).catch(() => {});
    },
    async removeUnused() {
      const { version, previous, proving } = await this.pointer();
      if (proving) return;
      const needed = [version, previous, (await this.waiting())?.version];
      for (const name of await readdir(at('versions')))
        if (isProgramVersion(name) && !needed.includes(name) && !(await this.isHeld(name)))
          await (await moveAway(name)).removeOld();
    },
    async removeUnfinished() {
      for (const prefix of [unfinishedPrefix, oldPrefix])
        for (const pid of await processesOf(root, prefix))
          if (pid !== process.pid)
            await rm(at('versions', `${prefix}${pid}`), { recursive: true, force: true });
    },
  };
}

const textOf = (pointer: UpdatePointer): string => `${JSON.stringify(pointer)}\n`;

/** What to write into a damaged pointer, as the launcher says it. */
async function pointerRemedy(root: string): Promise<string> {
  const { waiting, folderOf } = installationAt(root);
  const waits = (await waiting())?.version;
  const names = await readdir(join(root, 'versions')).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => isProgramVersion(name) && name !== waits)
      .map((name) => readStoringVersion(folderOf(name), name)),
  );
  const runs = await Promise.all(
    found.map(
      async ({ version, storedForms }) =>
        storedForms !== undefined && (await exists(join(folderOf(version), 'dist/sidecar/main.js'))),
    ),
  );
  const whole = found.filter((_, at) => runs[at]);
  if (whole.length === 0)
    return `There is no version below ${join(root, 'versions')}: make the installation again.`;
  const notes = await Promise.all(whole.map(({ version }) => exists(join(folderOf(version), 'proven'))));
  const proven = whole.filter((_, at) => notes[at]);
  const back = readUpdatePointer(await readFile(join(root, 'current.back'), 'utf8').catch(() => ''));
  const candidates = [
    proven,
    whole.filter(({ version }) => version === back?.version),
    whole.length === 1 ? whole : [],
  ].find(({ length }) => length > 0);
  const version = candidates && newestReader(candidates);
  const named = whole.find((each) => each.version === version);
  return named && found.every((each) => isReadableBy(named, each) && each.storedForms !== undefined)
    ? `Put {"format":1,"version":"${named.version}"} into it.`
    : `No version below ${join(root, 'versions')} is known to read all records: install the newest one again.`;
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

/** Creates the folders of a new installation. Another user may run its program; a folder that is there keeps its rights. */
export async function makeFolders(root: string): Promise<void> {
  const versions = join(root, 'versions');
  const first = await mkdir(versions, { recursive: true });
  for (let each = versions; first !== undefined && each.startsWith(first); each = resolve(each, '..'))
    await chmod(each, 0o755);
}

/** The Node that a version may bring. */
const ownNodes = ['node', 'node.exe'];

/** Lets each user read a folder: root may have unpacked it with a umask that forbids it to the user of the service. */
async function letAllRead(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const isExecutable = entry.isDirectory() || ((await stat(path)).mode & 0o100) !== 0;
    await chmod(path, isExecutable ? 0o755 : 0o644);
  }
}
