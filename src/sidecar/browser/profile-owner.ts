import { readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Processes } from './browser-process.ts';

const noteForm = z.object({
  /** Of the browser. */
  pid: z.int().check(z.positive()),
  /** Of the sidecar that keeps it. */
  keeper: z.int().check(z.positive()),
  /** The page that it shows. */
  page: z.string(),
  headless: z.boolean(),
});
/** What a sidecar writes down of the browser that it started, for the one after it. */
export type BrowserNote = z.infer<typeof noteForm>;

/** Undefined where no browser was ever noted, or not readably. */
export function readNote(path: string): BrowserNote | undefined {
  try {
    return noteForm.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** At once and whole: between the start of a browser and its note nothing may come. */
export const writeNote = (path: string, note: BrowserNote): void =>
  writeFileSync(path, JSON.stringify(note), { mode: 0o600 });

/**
 * The process id of the browser that uses this profile now. Neither the note nor the browser's own lock is believed
 * alone: after a restart of the computer the number may be another program's.
 */
export async function ownerOf(
  profile: string,
  noted: number | undefined,
  processes: Processes,
): Promise<number | undefined> {
  for (const pid of [noted, lockedBy(profile)]) {
    if (pid === undefined || !processes.isRunning(pid)) continue;
    if ((await processes.commandLineOf(pid)).includes(`--user-data-dir=${profile}`)) return pid;
  }
  return undefined;
}

/** Chromium's lock on Linux and macOS: a link to `<host name>-<process id>`. */
function lockedBy(profile: string): number | undefined {
  try {
    const pid = Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A lock whose owner is gone. Chromium takes it over by itself, unless the computer got another name since: then it
 * says that the profile is in use elsewhere, and ends.
 */
export function dropStaleLock(profile: string): void {
  rmSync(join(profile, 'SingletonLock'), { force: true });
}
