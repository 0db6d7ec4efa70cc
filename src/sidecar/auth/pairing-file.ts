import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../log.ts';

const pairedBrowser = z.object({
  hash: z.string(),
  pairedAt: z.number(),
  /** The one that the sidecar started itself: there is one at a time. */
  own: z.boolean().optional(),
});
export type PairedBrowser = z.infer<typeof pairedBrowser>;

const fileForm = z.object({ version: z.literal(1), browsers: z.array(pairedBrowser) });

/** Keeps the paired browsers over restarts. Holds hashes only, yet nobody else may read or change it. */
export interface PairingFile {
  read(): Promise<readonly PairedBrowser[]>;
  write(browsers: readonly PairedBrowser[]): Promise<void>;
}

/** `pairing.json` in the sidecar's folder. A file that cannot be read or written costs a new pairing, never a start. */
export function pairingFile(folder: string, log: Log): PairingFile {
  const path = join(folder, 'pairing.json');
  return {
    async read() {
      try {
        return fileForm.parse(JSON.parse(await readFile(path, 'utf8'))).browsers;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
          log.warn({ path }, 'pairing file not readable');
        return [];
      }
    },
    async write(browsers) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const next = `${path}.new`;
        await writeFile(next, JSON.stringify({ version: 1, browsers }), { mode: 0o600 });
        await rename(next, path);
      } catch (error) {
        log.warn({ path, error: String(error) }, 'pairing not kept: it ends with this start');
      }
    },
  };
}
