import { isObject, readOr, schemaOf } from '../stored-object.ts';
import { hipayRoute } from './hipay-route.ts';
import { type OutboxEntry, outboxEntry } from './outbox-entry.ts';
import { parkedReason } from './parked-reason.ts';

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads a stored notification. If this version cannot read it, because it is damaged or a newer program wrote it, it waits
 * for a person and this version does not send it. Undefined only if it has no id, or no payment id.
 */
export function readStoredEntry(raw: unknown): OutboxEntry | undefined {
  const parsed = outboxEntry.safeParse(raw).data;
  if (parsed && parsed.asWritten === undefined) return parsed;
  // A program that could not read the original kept it in `asWritten`. It counts again for a program that can read it.
  if (parsed) return outboxEntry.safeParse(parsed.asWritten).data ?? { ...parsed, state: 'parked' };
  if (!isObject(raw) || typeof raw['entryId'] !== 'string' || typeof raw['paymentId'] !== 'string')
    return undefined;
  const known = withKnownWords(raw);
  return (
    outboxEntry.safeParse(known).data ??
    parkedEntry(known, { entryId: raw['entryId'], paymentId: raw['paymentId'] })
  );
}

/** For files and messages with stored notifications. */
export const storedEntry = schemaOf(readStoredEntry, 'this is not a notification');

/** Replaces or removes the words of a newer program that do not matter for sending: failures, route and parked reason. */
function withKnownWords(raw: Raw): Raw {
  const { lastFailure, tries, wayAway, parkedAs, ...rest } = raw;
  return {
    ...rest,
    ...(lastFailure !== undefined && { lastFailure: knownFailure(lastFailure) }),
    ...(Array.isArray(tries) && { tries: tries.map(withKnownFailure) }),
    ...(hipayRoute.safeParse(wayAway).success && { wayAway }),
    ...(parkedReason.safeParse(parkedAs).success && { parkedAs }),
  };
}

const knownFailure = (failure: unknown) => readOr(outboxEntry.shape.lastFailure, failure, 'unknown-error');

const withKnownFailure = (entryTry: unknown): unknown =>
  isObject(entryTry) && entryTry['failure'] !== undefined
    ? { ...entryTry, failure: knownFailure(entryTry['failure']) }
    : entryTry;

/** Keeps every field that can be read. */
function parkedEntry(raw: Raw, ids: Pick<OutboxEntry, 'entryId' | 'paymentId'>): OutboxEntry {
  const { shape } = outboxEntry;
  const readable = Object.entries(raw).filter(([name, value]) =>
    name in shape ? shape[name as keyof typeof shape].safeParse(value).success : true,
  );
  return {
    orderId: ids.paymentId,
    contract: 'proxy',
    merchantId: '',
    fields: [],
    attempts: 0,
    createdAt: 0,
    nextAttemptAt: 0,
    ...Object.fromEntries(readable),
    ...ids,
    version: 1,
    state: readOr(shape.state, raw['state'], 'parked') === 'delivered' ? 'delivered' : 'parked',
    lastFailure: 'unknown-error',
    lastDetail: 'this version of the program cannot read it; a newer one may have written it',
    asWritten: isObject(raw['asWritten']) ? raw['asWritten'] : raw,
  };
}
