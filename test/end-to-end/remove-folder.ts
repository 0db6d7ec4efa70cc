import { rmSync } from 'node:fs';

const tries = 50;
const pauseMs = 100;

/**
 * Removes a folder whose processes are ending and may still write into it, such as a browser's profile. `rmSync` retries
 * an emptied folder, but does not remove files that were added meanwhile.
 */
export function removeFolder(folder: string): void {
  for (let left = tries; ; left--) {
    try {
      rmSync(folder, { recursive: true, force: true });
      return;
    } catch (error) {
      if (left === 0) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}
