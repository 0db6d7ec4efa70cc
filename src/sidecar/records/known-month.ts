import * as z from 'zod/mini';
import type { Log } from '../program/log.ts';
import { type FileMark, isSameMark } from './file-damage.ts';
import type { FileIndex } from './file-index.ts';
import { digestText, hex64, type KnownOrders, readHex64 } from './lines-digest.ts';
import { listsKnown } from './missing-lines.ts';
import { ifDamaged, type OrderIndex, ordersLost } from './order-index.ts';

/** What is known of the orders of a closed month, from earlier starts too. */
export interface KnownMonth extends KnownOrders {
  /** Orders are missing, and nothing lists them. */
  readonly isUncounted?: true | undefined;
  /** What it had before a person accepted that it is another file now. If that comes back, it counts. */
  readonly former?: KnownOrders | undefined;
}

/** A month whose records are closed, as `records.state.json` lists it. */
export interface ListedMonth extends KnownMonth {
  /** `records-2026-03`: the name of both files, without their endings. */
  readonly name: string;
}

const count = z.int().check(z.minimum(0));
const storedMark = z.object({ size: count, tail: z.string() });
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

export const storeMonth = ({ digest, end, former, ...month }: ListedMonth): StoredMonth => ({
  ...month,
  ...(digest !== undefined && { digest: digestText(digest) }),
  ...(end && { mark: end }),
  ...(former?.digest !== undefined && {
    former: {
      ...{ orders: former.orders, digest: digestText(former.digest) },
      ...(former.end && { mark: former.end }),
    },
  }),
});

/** @param isErasing the end of the file may have been overwritten since: that of before counts too */
export function readMonth({ digest, mark, former, ...month }: StoredMonth, isErasing: boolean): ListedMonth {
  const read: ListedMonth = {
    ...month,
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
  // Nothing says which lines it had: then no index lists them.
  const isLost = known.isUncounted && known.digest === undefined;
  if (!isLost && (await listsKnown(disk, known))) return true;
  return !!known.former && (await listsKnown(disk, known.former));
}

/**
 * What a month had if only its file and the index beside it say so. If each lists an order that the other lacks, one of them is
 * another till's, and nothing says which one.
 */
export async function knownOfBoth(file: FileIndex, beside: OrderIndex): Promise<KnownMonth> {
  const { orders, digest, mark } = beside.head;
  type Blocks = Pick<OrderIndex, 'blocks'>;
  const isMissing = async (from: Blocks, to: Blocks): Promise<boolean> =>
    // Damaged entries say nothing.
    ((await ordersLost(from.blocks(), to.blocks()).catch(ifDamaged))?.size ?? 0) > 0;
  const isAnother = (await isMissing(file, beside)) && (await isMissing(beside, file));
  return isAnother
    ? { orders: Math.max(orders, file.orders), isUncounted: true }
    : { orders, digest, end: mark };
}

/** What a month had before its present loss is accepted. Undefined: only its number of orders is known. */
export function formerOf(known: KnownMonth | undefined): KnownOrders | undefined {
  if (known?.former || known?.digest === undefined) return known?.former;
  return { orders: known.orders, digest: known.digest, end: known.end };
}

/** What is known of a month whose last bytes this program has overwritten. A backup with the bytes of before counts too. */
export const withOtherEnd = (known: KnownMonth, end: FileMark): KnownMonth =>
  known.end && isSameMark(known.end, end) ? known : { ...known, end, former: formerOf(known) };
