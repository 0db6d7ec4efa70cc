import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { removeFile } from '../system/held-files.ts';
import { orAbsent } from './file-stamp.ts';
import { currentName, indexPath, linesPath } from './month-names.ts';

/** A loss of `records.jsonl` that is not over. */
export const storedLossParts = z.object({
  at: z.number(),
  what: z.string(),
  missing: z.int(),
  mark: z.optional(z.object({ size: z.int().check(z.minimum(0)), tail: z.string() })),
});
export type StoredLoss = z.infer<typeof storedLossParts>;

const pathIn = (folder: string): string => join(folder, 'records.lost.json');

const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );

/** These two are written whole or not at all, so a new folder never has an empty one. */
async function isEmptied(folder: string): Promise<boolean> {
  const witnesses = [join(folder, 'records.state.json'), indexPath(folder, currentName)];
  const [lines, ...sizes] = await Promise.all([linesPath(folder, currentName), ...witnesses].map(sizeOf));
  return (lines ?? 0) === 0 && sizes.includes(0);
}

/**
 * `records.lost.json`: a second place for a loss, because `records.state.json` can be lost too. It is there while the loss is
 * not over. A file that cannot be read is a loss of at least one order.
 */
export class OpenLoss {
  #text: string | undefined;

  private constructor(
    private readonly folder: string,
    /** What the last start knew. */
    readonly before: StoredLoss | undefined,
    text: string | undefined,
  ) {
    this.#text = text;
  }

  static async open(folder: string, now: number): Promise<OpenLoss> {
    const text = await readFile(pathIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? undefined : '',
    );
    const unreadable = { at: now, what: 'cut or deleted while the program did not run', missing: 1 };
    const isLost = text !== undefined || (await isEmptied(folder));
    const before = isLost ? (parseJsonAs(storedLossParts, text) ?? unreadable) : undefined;
    return new OpenLoss(folder, before, text);
  }

  async write(loss: StoredLoss | undefined): Promise<void> {
    const text = loss && JSON.stringify(loss);
    if (text === this.#text) return;
    if (text === undefined) await removeFile(pathIn(this.folder)).catch(orAbsent);
    else await writePrivateFile(pathIn(this.folder), text);
    this.#text = text;
  }
}
