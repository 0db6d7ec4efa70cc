import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from './remove-folder.ts';

/** A separate file system that a test can fill completely. */
export interface SmallDisk {
  readonly folder: string;
  /** May be called again, because a browser on a full disk deletes some of its caches. */
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
      // Appends, so that space freed meanwhile is filled too.
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, block);
      } catch {
        // The disk is full.
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast, { force: true }),
    unmount() {
      // Lazy unmount, because a browser's last process may still be ending.
      execFileSync('umount', ['-l', folder]);
      removeFolder(folder);
    },
  };
}
