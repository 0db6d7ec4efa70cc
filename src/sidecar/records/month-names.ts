import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { orAbsent } from '../system/held-files.ts';

/** The file that takes new lines. */
export const currentName = 'records';

const namePattern = /^(records-(\d{4}-\d{2})(?:-(\d+))?)\.(jsonl|index)$/;

/** Names of the month files in a folder, oldest first, each with the endings that are there: `jsonl`, `index`. */
export async function listMonths(folder: string): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  const names = (await readdir(folder).catch(orAbsent)) ?? [];
  const sortable = names
    .flatMap((file) => {
      const [, name, month, number, ending] = namePattern.exec(file) ?? [];
      return name && month && ending ? [{ name, month, number: Number(number ?? 1), ending }] : [];
    })
    .toSorted((a, b) => (a.month === b.month ? a.number - b.number : a.month < b.month ? -1 : 1));
  for (const { name, ending } of sortable) found.set(name, (found.get(name) ?? new Set()).add(ending));
  return found;
}

/**
 * A name for a new month file. The name of a file that was moved away is taken, because its index is still there.
 *
 * @param known names of all month files, also of lost ones: another file in their place would hide the loss
 */
export async function newMonthName(folder: string, month: string, known: readonly string[]): Promise<string> {
  const taken = new Set([...known, ...(await listMonths(folder)).keys()]);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? `records-${month}` : `records-${month}-${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The month in the name of a month file, such as `2026-03`. */
export const monthOfName = (name: string): string => name.slice('records-'.length, 'records-2026-03'.length);

export const linesPath = (folder: string, name: string): string => join(folder, `${name}.jsonl`);
export const indexPath = (folder: string, name: string): string => join(folder, `${name}.index`);
