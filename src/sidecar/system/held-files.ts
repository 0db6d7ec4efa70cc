import { rename, unlink } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

// On Windows a virus scanner, a backup or an indexer may hold a file open for a moment. Meanwhile the file can neither be
// replaced nor removed.

/** EPERM: Windows' "access denied". EBUSY: its "sharing violation". */
const heldCodes = new Set(['EPERM', 'EBUSY']);

/** Pauses between the tries, ms: some two seconds in total. */
const pausesMs = [10, 20, 50, 100, 200, 400, 500, 700];

async function retryWhileHeld(step: () => Promise<void>): Promise<void> {
  for (const pauseMs of pausesMs) {
    try {
      await step();
      return;
    } catch (error) {
      if (!heldCodes.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
    await setTimeout(pauseMs);
  }
  await step();
}

/** With one of these errors, the file is there, but its content is not known. */
const unusableCodes = new Set([...heldCodes, 'EACCES', 'EMFILE', 'ENFILE', 'EIO']);

/** True for the error of a file that is there and cannot be used now. */
export const isUnusable = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && unusableCodes.has((error as NodeJS.ErrnoException).code ?? '');

/** Pause between two tries, ms. */
const retryMs = 200;

/** Repeats a step with a file that cannot be used now, until it works or until a time of `performance.now`. */
export async function retryWhileUnusable<Result>(
  step: () => Promise<Result>,
  until: number,
): Promise<Result> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isUnusable(error) || performance.now() >= until) throw error;
    }
    await setTimeout(retryMs);
  }
}

/** For the `catch` of a call that opens, reads or removes a file: undefined if the file is not there; other errors stay errors. */
export const orAbsent = (error: NodeJS.ErrnoException): undefined | Promise<never> =>
  error.code === 'ENOENT' ? undefined : Promise.reject(error);

/** Renames a file, also onto a file that another program holds open for a moment. */
export const renameFile = (from: string, to: string): Promise<void> => retryWhileHeld(() => rename(from, to));

/** Removes a file, also if another program holds it open for a moment. */
export const removeFile = (path: string): Promise<void> => retryWhileHeld(() => unlink(path));
