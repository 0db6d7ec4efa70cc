import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Processes } from '../system/processes.ts';

const noteForm = z.object({
  /** Process id of the browser. */
  pid: z.int().check(z.positive()),
  /** Process id of the sidecar that keeps the browser running. */
  keeper: z.int().check(z.positive()),
  /** Address of the page that the browser shows. */
  page: z.string(),
  headless: z.boolean(),
});
/** A sidecar's note about the browser that it started, for the next sidecar. */
export type BrowserNote = z.infer<typeof noteForm>;

/** Reads the note; undefined if there is none, or it is not readable. */
export function readNote(path: string): BrowserNote | undefined {
  try {
    return noteForm.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes the note. Synchronous, so that nothing runs between the start of a browser and its note. */
export const writeNote = (path: string, note: BrowserNote): void =>
  writeFileSync(path, JSON.stringify(note), { mode: 0o600 });

/**
 * Finds the process id of the browser that uses this profile now. Takes the id from the note or from the browser's own
 * lock, and checks the command line of the process: after a restart of the computer, another program may have this id.
 */
export async function ownerOf(
  profile: string,
  noted: number | undefined,
  processes: Processes,
): Promise<number | undefined> {
  for (const pid of [noted, lockOwner(profile)]) {
    if (pid === undefined || !processes.isRunning(pid)) continue;
    if ((await processes.commandLineOf(pid)).includes(`--user-data-dir=${profile}`)) return pid;
  }
  return undefined;
}

/** Reads Chromium's lock on Linux and macOS: a link to `<host name>-<process id>`. */
function lockOwner(profile: string): number | undefined {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Removes a lock whose browser has ended. Chromium replaces such a lock itself, except if the computer's name has changed:
 * then it reports that the profile is in use on another computer, and exits.
 */
export function dropStaleLock(profile: string): void {
  rmSync(join(profile, 'SingletonLock'), { force: true });
}
