import * as z from 'zod/mini';
import { outboxEntry } from '../hipay/outbox-entry.ts';
import { paymentRecord } from '../payment/payment-record.ts';
import { callNames } from './connector-api.ts';
import { snapshot } from './snapshot.ts';

/** What goes to the second copy of the journal: a record as it has just been written, or a notification. */
export const recordCopy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payment'), record: paymentRecord }),
  z.object({ kind: z.literal('notification'), entry: outboxEntry }),
]);
export type RecordCopy = z.infer<typeof recordCopy>;

/** A journal that tells what is written into it. */
export interface RecordSource {
  /**
   * Calls back with every record created at or after `since` (epoch milliseconds) and its notifications, then with each
   * new writing. Returns the function that ends it.
   */
  subscribeRecords(since: number, listener: (copy: RecordCopy) => void): () => void;
}

/** Raised with every change that an older peer would misread. Peers that differ part with a clear reason. */
export const relayVersion = 1;

const callId = z.string().check(z.minLength(1), z.maxLength(64));

export const relayMessage = z.discriminatedUnion('kind', [
  /** The first message of each end. */
  z.object({ kind: z.literal('hello'), relayVersion: z.int(), program: z.string() }),
  z.object({ kind: z.literal('call'), id: callId, name: z.enum(callNames), params: z.unknown() }),
  z.object({ kind: z.literal('result'), id: callId, value: z.unknown() }),
  /** The call itself went wrong (a bug or a bad message): what a payment's failure never is. */
  z.object({ kind: z.literal('fault'), id: callId, text: z.string() }),
  /** Without `lists` the far end only follows the terminal and the running payment. */
  z.object({ kind: z.literal('subscribe'), lists: z.boolean() }),
  /** Lists that have not changed since the last message are left out: a payment has seven phases, and a day many rows. */
  z.object({
    kind: z.literal('snapshot'),
    snapshot: z.partial(snapshot, { payments: true, notifications: true }),
  }),
  /** The far end keeps a second copy of the journal; it has everything older than `since` (epoch milliseconds). */
  z.object({ kind: z.literal('subscribe-records'), since: z.number() }),
  z.object({ kind: z.literal('record'), copy: recordCopy }),
]);
export type RelayMessage = z.infer<typeof relayMessage>;

/**
 * The message, where it is of one of these kinds and has its form. Of the others only the kind is looked at: on one line
 * several listen, each for its own, and a snapshot or a record is long.
 */
export function messageOf<Kind extends RelayMessage['kind']>(
  raw: unknown,
  ...kinds: readonly Kind[]
): Extract<RelayMessage, { kind: Kind }> | undefined {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return undefined;
  if (!kinds.some((kind) => kind === raw.kind)) return undefined;
  return relayMessage.safeParse(raw).data as Extract<RelayMessage, { kind: Kind }> | undefined;
}

const id = z.string().check(z.minLength(1), z.maxLength(64));

/** What tabs say to each other. Everybody hears everything, so each message names whom it is for. */
export const tabMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('who-owns') }),
  z.object({ kind: z.literal('owner'), owner: id }),
  z.object({ kind: z.literal('open'), owner: id, channel: id }),
  z.object({ kind: z.literal('data'), channel: id, to: z.enum(['owner', 'guest']), body: z.unknown() }),
  z.object({ kind: z.literal('close'), channel: id }),
]);
export type TabMessage = z.infer<typeof tabMessage>;
