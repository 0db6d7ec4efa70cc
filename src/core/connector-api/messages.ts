import * as z from 'zod/mini';
import { storedEntry } from '../hipay/stored-entry.ts';
import { storedPayment } from '../payment/stored-payment.ts';
import { recordsFile } from '../records/records-file.ts';
import { askedSale, callNames, doubtElsewhere, permitRefusal } from './connector-api.ts';
import { diskFailure, recordsLoss, snapshot, updateAlarm } from './snapshot.ts';

/** A message for the second copy of the journal: a record or a notification as it was just written. */
export const recordCopy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('payment'), record: storedPayment }),
  z.object({ kind: z.literal('notification'), entry: storedEntry }),
]);
export type RecordCopy = z.infer<typeof recordCopy>;

/** A journal that reports its writes. */
export interface RecordSource {
  /**
   * Calls back with every record created at or after `since` (epoch ms) and its notifications, then with each new
   * write. Returns the function that unsubscribes.
   */
  subscribeRecords(since: number, listener: (copy: RecordCopy) => void): () => void;
}

/**
 * Raised with every change that an older peer would misread. Peers with different versions disconnect with a clear
 * reason.
 */
export const relayVersion = 2;

const callId = z.string().check(z.minLength(1), z.maxLength(64));

export const relayMessage = z.discriminatedUnion('kind', [
  /** The first message of each end. */
  z.object({ kind: z.literal('hello'), relayVersion: z.int(), program: z.string() }),
  z.object({
    kind: z.literal('call'),
    id: callId,
    name: z.enum(callNames),
    params: z.unknown(),
    /** Only for `takePayment`: the caller's records of the order. */
    known: z.optional(recordsFile),
    /** Only for `takePayment`: the caller may have lost records of the order. */
    mayLack: z.optional(z.literal(true)),
    /**
     * Only for `takePayment`: the connector must ask for a permit before the payment begins. In messages a permit has its
     * older name, `leave`.
     */
    leave: z.optional(z.literal(true)),
    /** Only for `takePayment`: the till sends no order numbers and may repeat a sale before the caller's start. */
    unnumbered: z.optional(z.object({ except: z.readonly(z.array(z.string())) })),
    /** Only with `leave`: the caller does not store the permit that it gives. */
    leaveUnwritten: z.optional(z.literal(true)),
    /** Only with `leave`: the origin of the web till that asks. */
    origin: z.optional(z.string()),
  }),
  /** The connector asks the caller of `takePayment` (`id`) whether this payment may begin. */
  z.object({
    kind: z.literal('leave-asked'),
    id: callId,
    paymentId: z.string(),
    orderId: z.string(),
    payments: z.array(storedPayment),
    saleRecords: z.optional(z.array(storedPayment)),
  }),
  /**
   * Before a refund by hand or of a web till begins, the connector asks the sidecar for a permit, because other browsers may
   * refund the same sale. An older sidecar does not answer, and the refund does not begin.
   */
  z.object({
    kind: z.literal('refund-asked'),
    id: callId,
    paymentId: z.string(),
    orderId: z.string(),
    payments: z.array(storedPayment),
    saleRecords: z.array(storedPayment),
  }),
  z.object({
    kind: z.literal('refund-answered'),
    id: callId,
    given: z.boolean(),
    refusal: z.optional(permitRefusal),
  }),
  /** Before the connector takes a payment of a web till, it asks the sidecar for the records of the order. */
  z.object({ kind: z.literal('order-asked'), id: callId, orderId: z.string() }),
  z.object({
    kind: z.literal('order-known'),
    id: callId,
    known: recordsFile,
    /** Records of this order may be lost. */
    mayLack: z.optional(z.literal(true)),
    /** Ids of the order's payments that may be running in another browser. */
    elsewhere: z.optional(z.array(z.string())),
    /** Name of the file that has records of this order and was moved away. `mayLack` is then true too, for older pages. */
    keptElsewhere: z.optional(z.string()),
  }),
  /**
   * Before a payment by hand, the connector asks for the payments in doubt of all browsers that may be the same sale. An older
   * sidecar does not answer.
   */
  z.object({ kind: z.literal('doubts-asked'), id: callId, sale: askedSale }),
  /** The newest is the first. */
  z.object({ kind: z.literal('doubts-known'), id: callId, doubts: z.array(doubtElsewhere) }),
  /** The sidecar's copy has lost records, or (null) the loss is over. */
  z.object({ kind: z.literal('records-lost'), loss: z.nullable(recordsLoss) }),
  /** The files that the sidecar cannot write now; none: every write works again. Older pages ignore it. */
  z.object({ kind: z.literal('disk-failures'), failures: z.readonly(z.array(diskFailure)) }),
  /** The sidecar's new version is not proven, and cannot go back by itself; null: it is over. */
  z.object({ kind: z.literal('update-alarm'), alarm: z.nullable(updateAlarm) }),
  /** Number of notifications that HiPay does not have, in all copies; null: not known. Older pages ignore it. */
  z.object({ kind: z.literal('undelivered'), count: z.nullable(z.int()) }),
  /** A person lets payments begin although the lost records have not come back. */
  z.object({ kind: z.literal('loss-accepted') }),
  z.object({
    kind: z.literal('leave-answered'),
    id: callId,
    paymentId: z.string(),
    given: z.boolean(),
    /** Why it is not given. Older programs do not send it. */
    refusal: z.optional(permitRefusal),
  }),
  z.object({ kind: z.literal('result'), id: callId, value: z.unknown() }),
  /** The call itself failed (a bug or a bad message). A failed payment is a result instead. */
  z.object({ kind: z.literal('fault'), id: callId, text: z.string() }),
  /** Asks for snapshots. Without `lists` they contain no list of payments or notifications. */
  z.object({ kind: z.literal('subscribe'), lists: z.boolean() }),
  /** Unchanged lists are left out: each payment causes several snapshots, and a list has all rows of a day. */
  z.object({
    kind: z.literal('snapshot'),
    snapshot: z.partial(snapshot, { payments: true, notifications: true }),
  }),
  /** Asks for records. The sender keeps a second copy of the journal and has everything older than `since` (epoch ms). */
  z.object({ kind: z.literal('subscribe-records'), since: z.number() }),
  z.object({ kind: z.literal('record'), copy: recordCopy }),
  /** Asks whether the connector's event loop runs. The answer is `alive`, at once, also during a payment. */
  z.object({ kind: z.literal('heartbeat') }),
  z.object({ kind: z.literal('alive') }),
]);
export type RelayMessage = z.infer<typeof relayMessage>;

/**
 * Parses the message if it has one of these kinds; undefined otherwise. Other kinds are not parsed, because several
 * listeners read the same channel, and a snapshot or a record is long.
 */
export function messageOf<Kind extends RelayMessage['kind']>(
  raw: unknown,
  ...kinds: readonly Kind[]
): Extract<RelayMessage, { kind: Kind }> | undefined {
  if (typeof raw !== 'object' || raw === null || !('kind' in raw)) return undefined;
  if (!kinds.some((kind) => kind === raw.kind)) return undefined;
  return relayMessage.safeParse(raw).data as Extract<RelayMessage, { kind: Kind }> | undefined;
}
