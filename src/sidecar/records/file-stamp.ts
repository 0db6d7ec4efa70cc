import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { orAbsent } from '../system/held-files.ts';

/** The facts about a file that change when another program writes into it, or puts another file in its place. */
export interface Stamp {
  readonly size: number;
  readonly time: number;
  readonly inode: number;
}

export const isSameStamp = (a: Stamp | undefined, b: Stamp | undefined): boolean =>
  a?.size === b?.size && a?.time === b?.time && a?.inode === b?.inode;

export const stampIn = ({ size, mtimeMs, ino }: Stats): Stamp => ({ size, time: mtimeMs, inode: ino });

/** The stamp of a file. Undefined if the file is not there. */
export async function stampOf(path: string): Promise<Stamp | undefined> {
  const found = await stat(path).catch(orAbsent);
  return found && stampIn(found);
}
