import * as z from 'zod/mini';
import type { Log } from '../program/log.ts';
import { type FileMark, isSameMark, storedMark } from './file-damage.ts';
import type { FileIndex } from './file-index.ts';
import { digestText, hex64, type KnownOrders, readHex64 } from './lines-digest.ts';
import { listsKnown } from './missing-lines.ts';
import { ifDamaged, type OrderIndex, ordersLost } from './order-index.ts';

/** What is known of the orders of a closed month, from earlier starts too. */
export interface KnownMonth extends KnownOrders {
  /** Orders are missing, and nothing lists them. */
  readonly isUnlisted?: true | undefined;
  /** What it had before a person accepted that it is another file now. If the former file comes back, it is believed. */
  readonly former?: KnownOrders | undefined;
}

/** A closed month, as `records.state.json` lists it. */
export interface ListedMonth extends KnownMonth {
  /** `records-2026-03`: the name of both files, without their endings. */
  readonly name: string;
}

const count = z.int().check(z.minimum(0));
/** An older program leaves `digest`, `mark` and `former` out. */
export const storedMonth = z.object({
  name: z.string(),
  orders: count,
  isUncounted: z.optional(z.literal(true)),
  digest: z.optional(hex64),
  mark: z.optional(storedMark),
  former: z.optional(z.object({ orders: count, digest: hex64, mark: z.optional(storedMark) })),
});
type StoredMonth = z.infer<typeof storedMonth>;

export const storeMonth = ({ name, orders, isUnlisted, digest, end, former }: ListedMonth): StoredMonth => ({
  name,
  orders,
  ...(isUnlisted && { isUncounted: true as const }),
  ...(digest !== undefined && { digest: digestText(digest) }),
  ...(end && { mark: end }),
  ...(former?.digest !== undefined && {
    former: {
      orders: former.orders,
      digest: digestText(former.digest),
      ...(former.end && { mark: former.end }),
    },
  }),
});

/** @param isErasing true if an erasing may have overwritten the end of the file since: then the file may have either end */
export function readMonth(stored: StoredMonth, isErasing: boolean): ListedMonth {
  const { name, orders, isUncounted, digest, mark, former } = stored;
  const read: ListedMonth = {
    name,
    orders,
    ...(isUncounted && { isUnlisted: true as const }),
    ...(digest !== undefined && { digest: readHex64(digest) }),
    ...(mark && { end: mark }),
    ...(former && {
      former: { orders: former.orders, digest: readHex64(former.digest), end: former.mark },
    }),
  };
  return mark && isErasing ? { ...read, end: undefined, former: formerOf(read) } : read;
}

/** What a closed month has of an order. */
export interface MonthLines {
  readonly lines: readonly string[];
  /** Name of the file with the other lines of the order, if that file was moved away. */
  readonly elsewhere?: string;
}

export interface MonthParts {
  readonly folder: string;
  readonly log: Log;
  /** Epoch ms. */
  readonly now: () => number;
  /** A file that has not changed for this time is not being copied, ms. */
  readonly restMs: number;
  /** Runs a task while nothing reads the index. */
  readonly swap: (task: () => Promise<void>) => Promise<void>;
}

/** True if the index lists the lines that the month is known to have had. */
export async function isExpected(disk: OrderIndex, known: KnownMonth | undefined): Promise<boolean> {
  if (!known) return true;
  // If nothing says which lines it had, an index cannot be compared with them.
  const isComparable = !known.isUnlisted || known.digest !== undefined;
  if (isComparable && (await listsKnown(disk, known))) return true;
  return !!known.former && (await listsKnown(disk, known.former));
}

/**
 * What a month had, if nothing is known of it but its file and the index beside the file. If each has an order that the other
 * lacks, one of them is another till's, and nothing says which one.
 */
export async function knownOfBoth(file: FileIndex, beside: OrderIndex): Promise<KnownMonth> {
  const { orders, digest, mark } = beside.head;
  type Blocks = Pick<OrderIndex, 'blocks'>;
  const isMissing = async (from: Blocks, to: Blocks): Promise<boolean> =>
    // Damaged entries say nothing.
    ((await ordersLost(from.blocks(), to.blocks()).catch(ifDamaged))?.size ?? 0) > 0;
  const isAnother = (await isMissing(file, beside)) && (await isMissing(beside, file));
  return isAnother
    ? { orders: Math.max(orders, file.orders), isUnlisted: true }
    : { orders, digest, end: mark };
}

/** What to keep as `former` when something else becomes known of a month. Undefined: only its number of orders was known. */
export function formerOf(known: KnownMonth | undefined): KnownOrders | undefined {
  if (known?.former || known?.digest === undefined) return known?.former;
  return { orders: known.orders, digest: known.digest, end: known.end };
}

/** What is known of a month whose last bytes this program has overwritten. A backup with the earlier bytes is still believed. */
export const withOtherEnd = (known: KnownMonth, end: FileMark): KnownMonth =>
  known.end && isSameMark(known.end, end) ? known : { ...known, end, former: formerOf(known) };
