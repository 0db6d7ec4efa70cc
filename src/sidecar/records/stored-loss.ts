import * as z from 'zod/mini';
import { storedMark } from './file-damage.ts';
import { type ListedMonth, storedMonth, storeMonth } from './known-month.ts';
import { digestText, hex64, readHex64 } from './lines-digest.ts';
import { type AddedFacts, RecordLoss } from './record-loss.ts';

/** A loss of `records.jsonl` that is not over. An older program knows the first four fields only. */
export const storedLossParts = z.object({
  at: z.number(),
  what: z.string(),
  /** Number of orders that have not come again. */
  missing: z.int(),
  mark: z.optional(storedMark),
  /** Digest of the lines before the mark. */
  digest: z.optional(hex64),
  /** The keys of the missing orders, and how many lines each had. */
  lost: z.optional(z.record(hex64, z.int())),
  /** What was written after the loss. An older program leaves it out: then it is not known. */
  added: z.optional(z.record(hex64, z.array(hex64))),
  /** `records.state.json` was damaged or another one: the loss is over when the true one is back. */
  ofState: z.optional(z.literal(true)),
  /** No list says which orders are missing. Without this, an older program counts each older order that comes as one of them. */
  isUncounted: z.optional(z.literal(true)),
});
export type StoredLoss = z.infer<typeof storedLossParts>;

/** A month file that lacks lines. Each start compares it again with what it had. */
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
  /** What the month files had that lack lines. */
  months: z.optional(z.array(storedMonth)),
});
export type StoredOpenLoss = z.infer<typeof storedOpenLoss>;

/** More keys would make the state too long to be written each second: then only their number is kept. */
const maxKeys = 10_000;

export function readLoss(stored: StoredLoss): RecordLoss {
  const { at, what, missing, mark, digest, lost, isUncounted, ofState } = stored;
  const listed = isUncounted ? undefined : lost;
  const orders = listed && new Map(Object.entries(listed).map(([key, lines]) => [readHex64(key), lines]));
  const known = digest === undefined ? undefined : readHex64(digest);
  const facts = stored.added && Object.entries(stored.added);
  const added = facts
    ? new Map(facts.map(([key, each]) => [readHex64(key), new Set(each.map(readHex64))]))
    : ('unknown' as const);
  return new RecordLoss(at, what, orders ?? missing, { mark, digest: known, added, ofState });
}

const storeFacts = (added: AddedFacts) =>
  Object.fromEntries([...added].map(([key, facts]) => [digestText(key), [...facts].map(digestText)]));

/** Joins the losses of `records.jsonl` into one. */
export function storeLoss(losses: readonly RecordLoss[]): StoredLoss | undefined {
  const [oldest, newest] = [losses[0], losses.at(-1)];
  if (!oldest || !newest) return undefined;
  const { at, what } = newest;
  const missing = losses.reduce((sum, loss) => sum + loss.missing, 0);
  // The lines before the oldest loss prove the end of all losses, if what was written after it is known.
  const provesEnd = losses.length === 1 || (oldest.added && losses.every(({ details }) => details.mark));
  const { mark, digest } = provesEnd ? oldest.details : {};
  const added = mark && oldest.added;
  const orders = losses.map(({ lost }) => lost);
  const isListed = missing <= maxKeys && orders.every((each) => each !== undefined);
  const lost = isListed ? orders.flatMap((each) => (each ? [...each] : [])) : undefined;
  return {
    at,
    what,
    missing,
    ...(mark && { mark }),
    ...(digest !== undefined && { digest: digestText(digest) }),
    ...(added && { added: storeFacts(added) }),
    ...(lost && { lost: Object.fromEntries(lost.map(([key, lines]) => [digestText(key), lines])) }),
    ...(losses.every(({ details }) => details.ofState) && { ofState: true as const }),
    ...(!lost && { isUncounted: true as const }),
  };
}

/** The losses of month files, and of a `records.jsonl` that is still being copied. */
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
    missing,
    own: own?.missing ?? 0,
    lacking: [...storeLacks(ofMonths)],
    months: months.filter(({ name }) => names.has(name)).map(storeMonth),
  };
}
