import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '../program/private-file.ts';
import { orAbsent, removeFile, renameFile } from '../system/held-files.ts';
import { type FileMark, hasMark } from './file-damage.ts';
import { currentName, indexPath, linesPath, listMonths } from './month-names.ts';
import { OrderIndex } from './order-index.ts';

// The month of `records.jsonl` is closed in steps. After a power cut between any two of them, every line is in a file that the
// next start reads. A line may then be in two files. That does no harm, because copies of a payment are joined.

/** The first lines of the next month, until they are `records.jsonl`. */
const nextPath = (folder: string): string => join(folder, 'records.next.jsonl');

/** Writes the lines that the next month begins with. Until `exchangeFiles`, the lines are in both files. */
export const writeNextMonth = (folder: string, lines: readonly string[]): Promise<void> =>
  writePrivateFile(nextPath(folder), lines.map((line) => `${line}\n`).join(''));

/** Gives the file and its index their lasting name. No program may have them open. `onStep` is called after each step. */
export async function exchangeFiles(
  folder: string,
  name: string,
  onStep: (step: string) => void = () => {},
): Promise<void> {
  await renameFile(linesPath(folder, currentName), linesPath(folder, name));
  onStep('the file has its lasting name');
  await renameFile(indexPath(folder, currentName), indexPath(folder, name));
  onStep('the index has its lasting name');
  await renameFile(nextPath(folder), linesPath(folder, currentName));
  onStep('the next month has begun');
}

/** Ends the closing of a month that was cut off. Call it before `records.jsonl` is opened. */
export async function finishClosing(folder: string): Promise<void> {
  const next = nextPath(folder);
  const current = linesPath(folder, currentName);
  if (!(await isThere(next))) return;
  if (!(await isThere(current))) {
    await renameFile(next, current);
  } else {
    // The closing had only begun, or an older program has made a new file meanwhile.
    const file = await open(current, 'a', 0o600);
    try {
      await file.appendFile(`\n${await readFile(next, 'utf8')}`);
      await file.datasync();
    } finally {
      await file.close();
    }
    await removeFile(next);
  }
}

/** Gives a month file its index, if the closing of the month was cut off between the two renames. */
export async function adoptIndex(folder: string): Promise<void> {
  const months = [...(await listMonths(folder))];
  const lonely = months.filter(([, endings]) => !endings.has('index')).map(([name]) => name);
  for (const name of lonely) {
    const index = await OrderIndex.open(indexPath(folder, currentName));
    if (!index) return;
    const { mark } = index.head;
    await index.close();
    // The index of an empty file would fit each empty file.
    if (mark.size > 0 && (await isFileOf(linesPath(folder, name), mark, true)))
      await renameFile(indexPath(folder, currentName), indexPath(folder, name));
  }
}

/**
 * True if a month file has the lines that `records.jsonl` had: its month was closed, and its records are not lost.
 *
 * @param known names of month files that are not looked at, because they were there before
 */
export async function wasClosed(folder: string, mark: FileMark, known: readonly string[]): Promise<boolean> {
  for (const [name] of await listMonths(folder))
    if (!known.includes(name) && (await isFileOf(linesPath(folder, name), mark, false))) return true;
  return false;
}

/** True if the file has this mark. @param isWhole true if it must also end there */
async function isFileOf(path: string, mark: FileMark, isWhole: boolean): Promise<boolean> {
  const file = await open(path, 'r').catch(orAbsent);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    return (isWhole ? size === mark.size : size >= mark.size) && (await hasMark(file, mark));
  } finally {
    await file.close();
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? false : Promise.reject(error)),
  );
