import { type FileMark, isSameMark } from './file-damage.ts';
import type { FileIndex } from './file-index.ts';
import type { KnownOrders, LinesDigest } from './lines-digest.ts';
import {
  digestBefore,
  type IndexEntry,
  ifDamaged,
  type LostOrders,
  type OrderIndex,
  ordersLost,
} from './order-index.ts';

/** The lines that a file of records had and lacks now. */
export interface Lack {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly what: string;
  /** The orders that lack lines, or their number. */
  readonly missing: number | LostOrders;
  /** True if the file has changed a short time ago, so that the missing lines may still come. */
  readonly isComing: boolean;
}

/** The lines that the index of `records.jsonl` lists, and that the file lacked at the start. */
export interface LostBefore {
  readonly missing: LostOrders | number;
  /** The part of the file that the index covered. */
  readonly mark: FileMark;
  /** The digest of the lines in that part. */
  readonly digest?: LinesDigest | undefined;
  /** The digest of the lines up to the place where the file ended at the last stop. */
  readonly digestAtStop?: LinesDigest | undefined;
}

/** What `records.jsonl` has lost while the program ran. */
export interface LostNow {
  /** What has happened to the file. */
  readonly what: string;
  /** The orders that have lost lines, or only their number if nothing lists them. */
  readonly missing: LostOrders | number;
  /** Where the lines ended that it had, and their digest. */
  readonly mark: FileMark;
  readonly digest: LinesDigest | undefined;
}

/** What `records.jsonl` was known to have, and what it has. */
export interface Comparison {
  readonly known: KnownOrders;
  /** `atMark`: the digest of the part that is known. */
  readonly has: KnownOrders & { readonly atMark: LinesDigest | undefined; readonly unreadable: number };
  /** What an earlier index lists and the file lacks, and the digest of the lines of that index. Undefined: there is none. */
  readonly listed:
    | {
        readonly missing: LostOrders | number;
        readonly digest: LinesDigest | undefined;
        readonly isOwn: boolean;
      }
    | undefined;
  /** True if the end of the file is not as it was. */
  readonly isDamaged: boolean;
  /** True if the end that is known is in the file. */
  readonly hasEnd: () => Promise<boolean>;
}

/**
 * What `records.jsonl` lacks of the lines that it is known to have had; 0 if it lacks none. The only place that decides this, at
 * a start and while the program runs. Without its end, a file with the same orders is another one: nothing is known to be there.
 */
export async function lostLines(parts: Comparison): Promise<LostOrders | number> {
  const { known, has, listed, isDamaged, hasEnd } = parts;
  const { digest } = known;
  const isSame = digest !== undefined && (digest === has.digest || digest === has.atMark);
  // An index says which orders are lost only if it lists what was known.
  const isList = listed && (digest === undefined ? listed.isOwn : listed.digest === digest);
  if (isList && !isSame && countOf(listed.missing) > 0) return listed.missing;
  if ((isSame || isList) && (await hasEnd())) return 0;
  if (isList && countOf(listed.missing) > 0) return listed.missing;
  const number = known.orders - has.orders;
  // An older program noted only the number. Then the file must have no damaged line.
  const isDoubted = digest !== undefined || isDamaged || has.unreadable > 0;
  return Math.max(isDoubted ? 1 : 0, number);
}

/** What an index had of its file, before it is made again. */
export interface EarlierIndex {
  readonly orders: number;
  readonly blocks: () => AsyncIterable<readonly IndexEntry[]>;
  /** False if another program may have written it. */
  readonly isOwn: boolean;
}

/** What `lostLines` returns, while the program runs. `index` lists the lines of the file as it is now. */
export async function lostSince(
  known: { readonly mark: FileMark; readonly digest: LinesDigest | undefined },
  earlier: EarlierIndex,
  now: Pick<Comparison, 'isDamaged' | 'hasEnd'> & { readonly index: FileIndex; readonly unreadable: number },
): Promise<LostOrders | number> {
  const { mark, digest } = known;
  const { index, unreadable, isDamaged, hasEnd } = now;
  const before = await digestBefore(Number.POSITIVE_INFINITY, earlier.blocks());
  const missing = await ordersLost(earlier.blocks(), index.blocks()).catch(ifDamaged);
  return lostLines({
    known: { orders: earlier.orders, digest },
    has: {
      orders: index.orders,
      digest: index.digest,
      atMark: await digestBefore(mark.size, index.blocks()),
      unreadable,
    },
    listed: missing && { missing, digest: before, isOwn: earlier.isOwn },
    isDamaged,
    hasEnd,
  });
}

/** What a file lacks of the lines that it had. */
export interface MissingLines {
  /** The orders that lack lines, or their number. */
  readonly missing: number | LostOrders;
  /** True if the file has exactly the lines that are known from before. The index beside it does not matter then. */
  readonly isKnown: boolean;
  /** In what the file differs from the known one, if it has as many orders and all its lines can be read: it is another file. */
  readonly differsIn?: 'orders' | 'end' | undefined;
}

/** Words that follow the name of a file that lacks lines. Undefined: nothing more is known. */
export function wordsFor(
  differsIn: MissingLines['differsIn'],
  hasOtherLineEnds: boolean,
): string | undefined {
  if (hasOtherLineEnds)
    return 'has other line ends: another program has saved it, so copy the original file back';
  if (differsIn === 'end') return 'ends in another way than when the month was closed: it is another file';
  if (differsIn === 'orders') return 'has other orders than this connector knew when the month was closed';
  return undefined;
}

export interface KnownLines {
  /** What the file had; undefined if that is not known. */
  readonly known: KnownOrders | undefined;
  /** `KnownMonth.former` of the file. */
  readonly former: KnownOrders | undefined;
  /** The index beside the file, which does not fit; undefined if it says nothing about the file. */
  readonly before: OrderIndex | undefined;
  /** True if an index is there, but is another file's or damaged. */
  readonly isForeign: boolean;
  /** True if orders were missing before, and nothing lists them. */
  readonly wasUnlisted: boolean;
  /** Number of lines that cannot be read. A whole month file has none. */
  readonly unreadable: number;
  /** True if the file has this end. */
  readonly hasEnd: (end: FileMark) => Promise<boolean>;
}

export const countOf = (missing: number | LostOrders): number =>
  typeof missing === 'number' ? missing : missing.size;

/** True if orders are missing, and no list says which ones. Then their number is the least possible one. */
export const isUnlisted = (missing: number | LostOrders): boolean =>
  typeof missing === 'number' && missing > 0;

/**
 * True if the index lists exactly the known lines, of a file with the known end. What an older program has not noted is not
 * compared.
 */
export async function listsKnown(index: OrderIndex, known: KnownOrders): Promise<boolean> {
  if (known.end && !isSameMark(known.end, index.head.mark)) return false;
  if (known.digest === undefined) return index.head.orders >= known.orders;
  return (await index.digest().catch(ifDamaged)) === known.digest;
}

/**
 * Compares a month file with what is known of it.
 *
 * @param index lists the lines that are in the file
 * @param size present size of the file
 */
export async function missingLines(index: FileIndex, size: number, parts: KnownLines): Promise<MissingLines> {
  const { known, former, before, isForeign, wasUnlisted, unreadable, hasEnd } = parts;
  const has = known?.digest === undefined ? undefined : await index.readDigest();
  for (const each of [known, former]) {
    const isSame = each?.digest !== undefined && each.digest === (has ?? (await index.readDigest()));
    if (isSame && (!each.end || (await hasEnd(each.end)))) return { missing: 0, isKnown: true };
  }
  // A month file was closed with whole lines, and an index is written whole or not at all.
  const isDamaged = before === undefined && (index.orders === 0 || unreadable > 0);
  const isUnknown = known === undefined && (isForeign || isDamaged);
  // An index that does not list exactly the known lines does not say which ones are missing.
  const isOther = has !== undefined && known && !(before && (await listsKnown(before, known)));
  const lost = before && !isOther && (await ordersLost(before.blocks(), index.blocks()).catch(ifDamaged));
  // Another till's file may have the same order numbers: then no order is missing, but the end is another one.
  const hasOtherEnd = lost && lost.size === 0 && known?.end !== undefined && !(await hasEnd(known.end));
  const isUnreadable = before !== undefined && !isOther && lost === undefined;
  const had = Math.max(known?.orders ?? 0, isUnreadable ? before.head.orders : 0);
  const number = Math.max(0, had - index.orders);
  const isCut = isUnreadable && size < before.head.mark.size;
  // Without a digest, it is not known whether the lines that have come are the missing ones.
  const isStillUnlisted = wasUnlisted && has === undefined;
  const isAsLong = unreadable === 0 && index.orders >= (known?.orders ?? 0);
  const other = hasOtherEnd || has === known?.digest ? 'end' : 'orders';
  const differsIn = (isOther || hasOtherEnd) && isAsLong ? other : undefined;
  if (isStillUnlisted || isUnknown || isCut || isOther || hasOtherEnd)
    return { missing: Math.max(1, number), isKnown: false, differsIn };
  // An index that is older than the file lists a part of it.
  return { missing: lost && lost.size >= number ? lost : number, isKnown: false };
}
