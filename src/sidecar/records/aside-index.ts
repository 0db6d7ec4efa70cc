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

/** Path of the earlier index of `records.jsonl`, which lists what is lost. It is kept until the loss is written down. */
export const asidePath = (folder: string): string => `${indexPath(folder, currentName)}.old`;

/**
 * Renames an index that does not fit its file, because it lists what is lost.
 *
 * @param fits true if the file has the part that the index covers
 * @returns false if the index belongs to another file, or to a month that is closed now; then it stays in its place
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

/**
 * What the index aside lists and the file lacks. Without an order in it, the file has all orders but is another file.
 *
 * @param stop where the file ended at the last stop
 */
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
