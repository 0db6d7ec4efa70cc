import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orAbsent, retryWhileUnusable } from '../system/held-files.ts';

/** The files of the home folder that a start reads: what was paid, and which programs may connect. */
const neededFile =
  /^(asked\.jsonl|records[-\d]*\.(jsonl|index)|records\.(index\.old|next\.jsonl|state\.json|lost\.json)|erasures\.json|pairing\.json|tills\.json)$/;
/** The files to which a start appends lines. */
const writtenFile = /^(asked|records)\.jsonl$/;

/** Longest wait for files that cannot be used, ms. */
const usualWaitMs = 10_000;

/**
 * Waits until each file that a start needs can be used. A file that another program holds, or that this user may not read, is
 * not lost: without this wait the start would not know what is in it. Rejects with the error of the system, with the path.
 */
export async function waitForFiles(folder: string, waitMs = usualWaitMs): Promise<void> {
  const until = performance.now() + waitMs;
  const names = (await retryWhileUnusable(() => readdir(folder).catch(orAbsent), until)) ?? [];
  for (const name of names)
    if (neededFile.test(name)) await retryWhileUnusable(() => tryFile(folder, name), until);
}

async function tryFile(folder: string, name: string): Promise<void> {
  const path = join(folder, name);
  try {
    const file = await open(path, writtenFile.test(name) ? 'r+' : 'r').catch(orAbsent);
    await file?.read(Buffer.alloc(1), 0, 1, 0).finally(() => file.close());
  } catch (error) {
    // An error of `read` has no path.
    throw Object.assign(error as Error, { path });
  }
}
