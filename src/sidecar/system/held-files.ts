import { rename, unlink } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

// On Windows a virus scanner, a backup or an indexer may hold a file open for a moment. Meanwhile the file can neither be
// replaced nor removed.

/** EPERM: Windows' "access denied". EBUSY: its "sharing violation". */
const heldCodes = new Set(['EPERM', 'EBUSY']);

/** Pauses between the tries, in ms: some two seconds altogether. */
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

/** Renames a file, also onto a file that another program holds open for a moment. */
export const renameFile = (from: string, to: string): Promise<void> => retryWhileHeld(() => rename(from, to));

/** Removes a file, also if another program holds it open for a moment. */
export const removeFile = (path: string): Promise<void> => retryWhileHeld(() => unlink(path));
