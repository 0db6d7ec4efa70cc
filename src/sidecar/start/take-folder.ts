import { basename, resolve } from 'node:path';
import { builtPlaces } from '../program/build-digests.ts';
import type { Log } from '../program/log.ts';
import { lockFolder } from '../system/folder-lock.ts';
import { shellWords } from '../system/shell-words.ts';
import { thisSystem } from '../system/systems.ts';
import type { Installation } from '../updates/installation.ts';
import { describeStartFailure, type StartPlace } from './start-failure.ts';

/** What a start has got. `unlocked`: this service may not use local sockets, so it runs without the lock. */
export type TakenFolder =
  | { readonly is: 'locked' | 'unlocked' }
  /** The pointer names another version by now: the launcher must start that one. */
  | { readonly is: 'other-version'; readonly version: string }
  | { readonly is: 'blocked'; readonly why: string };

export interface TakeFolderDeps {
  readonly place: StartPlace;
  readonly log: Log;
  /** How long the start waits for the end of another program, ms. */
  readonly waitMs: number;
  /** The installation whose launcher has started this program. */
  readonly installation: Installation | undefined;
}

const pauseMs = 250;

/**
 * Takes the home folder for this program. While it waits, the connector that has the folder may switch to another version, whose
 * records this version may not know. So the pointer is read again once no other program can open them.
 */
export async function takeFolder(
  { place, log, waitMs, installation }: TakeFolderDeps,
  sidecarFolder = builtPlaces.sidecar,
): Promise<TakenFolder> {
  const { folder } = place;
  let isLocked = true;
  try {
    for (const until = performance.now() + waitMs; !(await lockFolder(folder)); ) {
      if (performance.now() >= until) return { is: 'blocked', why: describeTakenFolder(folder) };
      await new Promise((go) => setTimeout(go, pauseMs));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== 'listen')
      return { is: 'blocked', why: describeStartFailure(error, place) };
    log.warn({ folder, error: String(error) }, 'the folder could not be locked');
    isLocked = false;
  }
  try {
    const next = (await installation?.pointer())?.version;
    // The folder's name, not the version that the build wrote: the launcher starts by it.
    if (next !== undefined && next !== basename(resolve(sidecarFolder, '../..')))
      return { is: 'other-version', version: next };
  } catch (error) {
    return { is: 'blocked', why: (error as Error).message };
  }
  return { is: isLocked ? 'locked' : 'unlocked' };
}

/** A program of another user can take the lock too, although it cannot read the folder. */
const describeTakenFolder = (folder: string): string => {
  const { program, lockOwner } = shellWords[thisSystem];
  return `Another connector runs with the folder ${folder}. Two with the same folder could charge an order twice. Stop that one (${program} status names it). A second till of this computer needs a folder of its own (--home).${lockOwner === undefined ? '' : ` If no connector runs, another program holds the lock of this folder: ${lockOwner} names it.`}`;
};
