import { rmSync } from 'node:fs';

const tries = 50;
const pauseMs = 100;

/**
 * Removes a folder of processes that were asked to end, and may write into it a moment longer: a browser's profile above all.
 * `rmSync` retries an emptied folder, but does not look again at what came into it meanwhile.
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
