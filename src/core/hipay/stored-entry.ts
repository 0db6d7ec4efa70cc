import { isObject, readOr, schemaOf } from '../stored-object.ts';
import { hipayRoute } from './hipay-route.ts';
import { type OutboxEntry, outboxEntry } from './outbox-entry.ts';
import { parkedReason } from './parked-reason.ts';

type Raw = Readonly<Record<string, unknown>>;

/**
 * Reads a stored notification, also one that a newer program wrote or that is damaged: it then waits for a person and
 * is not sent by this version. Undefined only if it does not name a notification and its payment.
 */
export function readStoredEntry(raw: unknown): OutboxEntry | undefined {
  const parsed = outboxEntry.safeParse(raw).data;
  if (parsed && parsed.asWritten === undefined) return parsed;
  // An older program has only put it aside: the original counts again as soon as a program can read it.
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

/** Replaces the words of a newer program that do not matter for sending: how earlier tries failed, and why it waits. */
function withKnownWords(raw: Raw): Raw {
  const { lastFailure, tries, wayAway, parkedAs, ...rest } = raw;
  const known = (failure: unknown) => readOr(outboxEntry.shape.lastFailure, failure, 'unknown-error');
  return {
    ...rest,
    ...(lastFailure !== undefined && { lastFailure: known(lastFailure) }),
    ...(Array.isArray(tries) && { tries: tries.map((each) => withKnownFailure(each, known)) }),
    ...(hipayRoute.safeParse(wayAway).success && { wayAway }),
    ...(parkedReason.safeParse(parkedAs).success && { parkedAs }),
  };
}

const withKnownFailure = (each: unknown, known: (failure: unknown) => unknown): unknown =>
  isObject(each) && each['failure'] !== undefined ? { ...each, failure: known(each['failure']) } : each;

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
