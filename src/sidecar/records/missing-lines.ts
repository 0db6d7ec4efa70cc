import type { FileIndex } from './file-index.ts';
import { type LostOrders, type OrderIndex, ordersLost } from './order-index.ts';

/** What a file lacks of the lines that it had. */
export interface MissingLines {
  /** The orders that lack lines, or their number. */
  readonly missing: number | LostOrders;
  /** Nothing says how many orders are missing: the number is the least. */
  readonly isUncounted: boolean;
}

export interface KnownLines {
  /** Number of orders that the file had; undefined if that is not known. */
  readonly listed: number | undefined;
  /** The index beside the file, which does not fit; undefined if it says nothing about the file. */
  readonly before: OrderIndex | undefined;
  /** An index is there, but it is another file's or cannot be read. */
  readonly isForeign: boolean;
  /** More was missing before, and nothing has counted it. */
  readonly wasUncounted: boolean;
}

export const countOf = (missing: number | LostOrders): number =>
  typeof missing === 'number' ? missing : missing.size;

/** @param size of the file as it is, `index` lists its lines */
export async function missingLines(index: FileIndex, size: number, known: KnownLines): Promise<MissingLines> {
  const { listed, before, isForeign, wasUncounted } = known;
  // A file of a month always had lines, and an index is written whole or not at all.
  const isUnknown = listed === undefined && (isForeign || (before === undefined && index.orders === 0));
  const lost = before && (await ordersLost(before.blocks(), index.blocks()).catch(() => undefined));
  const isUnreadable = before !== undefined && lost === undefined;
  const had = Math.max(listed ?? 0, isUnreadable ? before.head.orders : 0);
  const number = Math.max(0, had - index.orders);
  const isCut = isUnreadable && size < before.head.mark.size;
  if (wasUncounted || isUnknown || isCut) return { missing: Math.max(1, number), isUncounted: true };
  // An index that is older than the file lists a part of it.
  return { missing: lost && lost.size >= number ? lost : number, isUncounted: false };
}
