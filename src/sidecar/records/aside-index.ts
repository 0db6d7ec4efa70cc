import { rm } from 'node:fs/promises';
import { renameFile } from '../system/held-files.ts';
import { wasClosed } from './close-month.ts';
import type { FileMark } from './file-damage.ts';
import { holdsEnd } from './file-end.ts';
import type { FileIndex } from './file-index.ts';
import type { LineFile } from './line-file.ts';
import type { LostBefore } from './missing-lines.ts';
import { currentName, indexPath, listMonths, monthOfName } from './month-names.ts';
import { digestBefore, ifDamaged, OrderIndex, ordersLost } from './order-index.ts';

/** Where the index of `records.jsonl` is that lists what is lost, until the loss is written down. */
export const asidePath = (folder: string): string => `${indexPath(folder, currentName)}.old`;

/**
 * An index that does not fit its file is kept beside the new one, because it lists what is lost.
 *
 * @param fits the file has the part that the index covers
 * @returns false: the index is that of another file, or older than a month that is closed
 */
export async function setMisfitAside(
  folder: string,
  fits: (covered: FileMark) => Promise<boolean>,
): Promise<boolean> {
  const path = indexPath(folder, currentName);
  const disk = await OrderIndex.open(path);
  if (!disk) return true;
  const { mark, month } = disk.head;
  if (await fits(mark).finally(() => disk.close())) return true;
  const months = await listMonths(folder);
  const isForeign =
    [...months.keys()].some((name) => monthOfName(name) === month) || (await wasClosed(folder, mark, []));
  if (!isForeign) await renameFile(path, asidePath(folder));
  return !isForeign;
}

/** What the index aside lists and the file lacks: no order, if the file has all of them but is another one. @param stop where the file ended at the last stop */
export async function lostSinceAside(
  folder: string,
  index: FileIndex,
  file: Pick<LineFile, 'lines' | 'markAt' | 'mark'>,
  stop: number | undefined,
): Promise<LostBefore | undefined> {
  const disk = await OrderIndex.open(asidePath(folder));
  if (!disk) return undefined;
  const { mark, orders, digest } = disk.head;
  try {
    const listed = await ordersLost(disk.blocks(), index.blocks()).catch(ifDamaged);
    const missing = listed ?? Math.max(1, orders - index.orders);
    if (typeof missing === 'number' || missing.size > 0 || !(await holdsEnd(file, mark, file.mark().size))) {
      const digestAtStop = stop === undefined ? undefined : await digestBefore(stop, disk.blocks());
      return { missing, mark, digest, digestAtStop };
    }
  } finally {
    await disk.close();
  }
  await rm(asidePath(folder), { force: true });
  return undefined;
}
