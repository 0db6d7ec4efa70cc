import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJsonAs } from '../../core/parse-json.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent, removeFile } from '../system/held-files.ts';
import { stampOf } from './file-stamp.ts';
import { currentName, indexPath, linesPath } from './month-names.ts';
import { type StoredLoss, type StoredOpenLoss, storedOpenLoss } from './stored-loss.ts';

const pathIn = (folder: string): string => join(folder, 'records.lost.json');

const sizeOf = async (path: string): Promise<number | undefined> => (await stampOf(path))?.size;

/**
 * True if the records are empty or gone, and a file that is written whole or not at all is empty too. A new folder has no such
 * empty file.
 */
async function isEmptied(folder: string): Promise<boolean> {
  const witnesses = [join(folder, 'records.state.json'), indexPath(folder, currentName)];
  const [lines, ...sizes] = await Promise.all([linesPath(folder, currentName), ...witnesses].map(sizeOf));
  return (lines ?? 0) === 0 && sizes.includes(0);
}

/** The loss that is assumed if `records.lost.json` or `records.state.json` is damaged. */
export const unreadableLoss = (at: number): StoredLoss => ({
  at,
  what: 'cut or deleted while the program did not run',
  missing: 1,
  isUncounted: true,
});

/**
 * `records.lost.json`: a second place for a loss, because `records.state.json` can be lost too. It is there while the loss is
 * not over. A damaged file counts as a loss of at least one order. A file that cannot be read is an error.
 */
export class OpenLoss {
  #text: string | undefined;

  private constructor(
    private readonly folder: string,
    /** What the last start knew. */
    private readonly known: StoredOpenLoss | undefined,
    text: string | undefined,
  ) {
    this.#text = text;
  }

  static async open(folder: string, now: number): Promise<OpenLoss> {
    const text = await readFile(pathIn(folder), 'utf8').catch(orAbsent);
    const isLost = text !== undefined || (await isEmptied(folder));
    const before = isLost ? (parseJsonAs(storedOpenLoss, text) ?? unreadableLoss(now)) : undefined;
    return new OpenLoss(folder, before, text);
  }

  /** The loss of `records.jsonl` that the last start knew. */
  get before(): StoredLoss | undefined {
    if (!this.known) return undefined;
    const { own, ...loss } = this.known;
    return own === 0 ? undefined : { ...loss, missing: own ?? loss.missing };
  }

  /** The month files that lacked lines at the last start, and what they had. */
  get monthsBefore(): Pick<StoredOpenLoss, 'lacking' | 'months'> {
    return this.known ?? {};
  }

  async write(loss: StoredOpenLoss | undefined): Promise<void> {
    const text = loss && JSON.stringify(loss);
    if (text === this.#text) return;
    if (text === undefined) await removeFile(pathIn(this.folder)).catch(orAbsent);
    else await writePrivateFile(pathIn(this.folder), text);
    this.#text = text;
  }
}
