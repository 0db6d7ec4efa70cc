import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './remove-folder.ts';

/** A file system of its own that a test can fill to the last byte. */
export interface SmallDisk {
  readonly folder: string;
  /** May be called again: a browser that notices throws some of its own caches away. */
  fill(): void;
  free(): void;
  unmount(): void;
}

const block = Buffer.alloc(4096, 1);

/** Undefined if this process may not mount a file system, as in most containers. */
export function mountSmallDisk(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder], { stdio: 'ignore' });
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      // Appended: room that was freed meanwhile is taken too, and none is given back.
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, block);
      } catch {
        // That was the last byte.
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    unmount() {
      // Lazy: a browser's last process may be a moment behind.
      execFileSync('umount', ['-l', folder]);
      removeFolder(folder);
    },
  };
}
