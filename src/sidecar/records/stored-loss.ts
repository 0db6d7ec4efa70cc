import * as z from 'zod/mini';
import { type ListedMonth, storedMonth, storeMonth } from './known-month.ts';
import { digestText, hex64, readHex64 } from './lines-digest.ts';
import { RecordLoss } from './record-loss.ts';

/** A loss of `records.jsonl` that is not over. An older program knows the first four fields only. */
export const storedLossParts = z.object({
  at: z.number(),
  what: z.string(),
  /** Number of orders that have not come again. */
  missing: z.int(),
  mark: z.optional(z.object({ size: z.int().check(z.minimum(0)), tail: z.string() })),
  /** Digest of the lines before the mark. */
  digest: z.optional(hex64),
  /** The keys of these orders, and how many lines each had. */
  lost: z.optional(z.record(hex64, z.int())),
  /** There is no list. Without this, an older program counts each older order that comes as one of them. */
  isUncounted: z.optional(z.literal(true)),
});
export type StoredLoss = z.infer<typeof storedLossParts>;

/** A file of a closed month that lacks lines. Each start compares it again with what it had. */
export const storedLack = z.object({
  name: z.string(),
  at: z.number(),
  /** Number of orders that have come again, for an older program. */
  found: z.int(),
  /** The keys of these orders. */
  keys: z.optional(z.array(hex64)),
});
export type StoredLack = z.infer<typeof storedLack>;

/** The form of `records.lost.json`. An older program takes all of it for a loss of `records.jsonl`. */
export const storedOpenLoss = z.extend(storedLossParts, {
  /** The part of `missing` that is of `records.jsonl`. Undefined: all of it. */
  own: z.optional(z.int()),
  lacking: z.optional(z.array(storedLack)),
  /** What the months had that lack lines. */
  months: z.optional(z.array(storedMonth)),
});
export type StoredOpenLoss = z.infer<typeof storedOpenLoss>;

/** More keys would make the state too long to be written each second: then only their number is kept. */
const mostKeys = 10_000;

export function readLoss({ at, what, missing, mark, digest, lost, isUncounted }: StoredLoss): RecordLoss {
  const listed = isUncounted ? undefined : lost;
  const orders = listed && new Map(Object.entries(listed).map(([key, lines]) => [readHex64(key), lines]));
  const known = digest === undefined ? undefined : readHex64(digest);
  return new RecordLoss(at, what, orders ?? missing, { mark, digest: known });
}

/** Joins the losses of `records.jsonl` into one. */
export function storeLoss(losses: readonly RecordLoss[]): StoredLoss | undefined {
  const newest = losses.at(-1);
  if (!newest) return undefined;
  const { at, what } = newest;
  const missing = losses.reduce((sum, loss) => sum + loss.missing, 0);
  // The end that the file had before one loss says nothing of the lines that another one took.
  const { mark, digest } = losses.length === 1 ? newest.details : {};
  const orders = losses.map(({ lost }) => lost);
  const isListed = missing <= mostKeys && orders.every((each) => each !== undefined);
  const lost = isListed ? orders.flatMap((each) => (each ? [...each] : [])) : undefined;
  return {
    ...{ at, what, missing },
    ...(mark && { mark }),
    ...(digest !== undefined && { digest: digestText(digest) }),
    ...(lost && { lost: Object.fromEntries(lost.map(([key, lines]) => [digestText(key), lines])) }),
    ...(!lost && { isUncounted: true as const }),
  };
}

/** The losses of the files of closed months. */
export const storeLacks = (losses: readonly RecordLoss[]): readonly StoredLack[] =>
  losses.flatMap(({ at, foundKeys, details: { file } }) =>
    file === undefined ? [] : [{ name: file, at, found: foundKeys.length, keys: foundKeys.map(digestText) }],
  );

/** All losses, for `records.lost.json`. Undefined: there is none. */
export function storeOpenLoss(
  losses: readonly RecordLoss[],
  months: readonly ListedMonth[],
): StoredOpenLoss | undefined {
  const ofMonths = losses.filter(({ details }) => details.file !== undefined);
  const own = storeLoss(losses.filter(({ details }) => details.file === undefined));
  const newest = ofMonths.at(-1);
  if (!newest) return own;
  const names = new Set(ofMonths.map(({ details }) => details.file));
  const missing = losses.reduce((sum, loss) => sum + loss.missing, 0);
  return {
    ...(own ?? { at: newest.at, what: newest.what }),
    ...{ missing, own: own?.missing ?? 0 },
    lacking: [...storeLacks(ofMonths)],
    months: months.filter(({ name }) => names.has(name)).map(storeMonth),
  };
}
