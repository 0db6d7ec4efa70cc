import type { FileIndex } from './file-index.ts';
import type { KnownOrders } from './lines-digest.ts';
import { type LostOrders, type OrderIndex, ordersLost } from './order-index.ts';

/** The lines that a file of records had and lacks now. */
export interface Lack {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly what: string;
  /** The orders that lack lines, or their number. */
  readonly missing: number | LostOrders;
  /** Nothing says how many orders are missing: the number is the least. */
  readonly isUncounted?: boolean;
  /** True if the file has changed a short time ago: then the rest may still come. */
  readonly isComing: boolean;
}

/** What a file lacks of the lines that it had. */
export interface MissingLines {
  /** The orders that lack lines, or their number. */
  readonly missing: number | LostOrders;
  /** Nothing says how many orders are missing: the number is the least. */
  readonly isUncounted: boolean;
  /** The file has just the lines that it is known to have had, whatever the index beside it says. */
  readonly isKnown: boolean;
}

export interface KnownLines {
  /** What the file had; undefined if that is not known. */
  readonly known: KnownOrders | undefined;
  /** The index beside the file, which does not fit; undefined if it says nothing about the file. */
  readonly before: OrderIndex | undefined;
  /** An index is there, but it is another file's or cannot be read. */
  readonly isForeign: boolean;
  /** More was missing before, and nothing has counted it. */
  readonly wasUncounted: boolean;
  /** Lines that cannot be read. A file that was written whole has none. */
  readonly unreadable: number;
}

export const countOf = (missing: number | LostOrders): number =>
  typeof missing === 'number' ? missing : missing.size;

/** True if an index lists the lines that are known, and no others. An older program noted only the number of orders. */
export async function listsKnown(index: OrderIndex, known: KnownOrders): Promise<boolean> {
  if (known.digest === undefined) return index.head.orders >= known.orders;
  return (await index.digest().catch(() => undefined)) === known.digest;
}

/** @param size of the file as it is, `index` lists its lines */
export async function missingLines(index: FileIndex, size: number, parts: KnownLines): Promise<MissingLines> {
  const { known, before, isForeign, wasUncounted, unreadable } = parts;
  const has = known?.digest === undefined ? undefined : await index.readDigest();
  if (has !== undefined && has === known?.digest) return { missing: 0, isUncounted: false, isKnown: true };
  // A file of a month always had whole lines, and an index is written whole or not at all.
  const isDamaged = before === undefined && (index.orders === 0 || unreadable > 0);
  const isUnknown = known === undefined && (isForeign || isDamaged);
  // An index that lists other lines than those that are known does not say which ones are missing.
  const isOther = has !== undefined && known && !(before && (await listsKnown(before, known)));
  const lost =
    before && !isOther && (await ordersLost(before.blocks(), index.blocks()).catch(() => undefined));
  const isUnreadable = before !== undefined && !isOther && lost === undefined;
  const had = Math.max(known?.orders ?? 0, isUnreadable ? before.head.orders : 0);
  const number = Math.max(0, had - index.orders);
  const isCut = isUnreadable && size < before.head.mark.size;
  if (wasUncounted || isUnknown || isCut || isOther)
    return { missing: Math.max(1, number), isUncounted: true, isKnown: false };
  // An index that is older than the file lists a part of it.
  return { missing: lost && lost.size >= number ? lost : number, isUncounted: false, isKnown: false };
}
