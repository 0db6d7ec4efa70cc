import * as z from 'zod/mini';
import { type RecordCopy, recordCopy } from '../../core/connector-api/messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { parseJsonAs } from '../../core/parse-json.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { joinNotification, joinPayment } from '../../core/records/ledger.ts';

/** Time in which a record may still change: by a late answer, a person's decision, a delivery. */
const stillChangingMs = 24 * 3600 * 1000;

/** The fields that the index needs. To check all fields of each line of many years would delay the first payment. */
const lineHead = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('payment'),
    record: z.object({
      paymentId: z.string(),
      orderId: z.string(),
      state: z.string(),
      createdAt: z.number(),
      updatedAt: z.number(),
    }),
  }),
  z.object({
    kind: z.literal('notification'),
    entry: z.object({
      entryId: z.string(),
      orderId: z.string(),
      state: z.string(),
      attempts: z.number(),
      createdAt: z.number(),
    }),
  }),
]);
type LineHead = z.infer<typeof lineHead>;

/** Undefined if a power cut has torn the line. */
export const parseLineHead = (text: string): LineHead | undefined => parseJsonAs(lineHead, text);

interface RecentState {
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly attempts?: number;
  readonly state: string;
}

/**
 * Finds the lines of an order in the file. It takes some hundred bytes an order, so years of a shop fit in memory; the
 * records themselves (two kilobytes a line) stay on the disk.
 */
export class RecordIndex {
  readonly #places = new Map<string, number[]>();
  /** States of the last day's records. A page that connects sends these records again. */
  readonly #recent = new Map<string, RecentState>();
  #newest = 0;

  /** A page has to send records created from this time on (epoch ms). The copies of older records are final. */
  since(): number {
    return Math.max(0, this.#newest - stillChangingMs);
  }

  /** Notes the state of a record. False: the index has already noted this state or a newer one. */
  noteIfNew(line: LineHead | RecordCopy): boolean {
    const { id, latest } = recentStateOf(line);
    const known = this.#recent.get(id);
    if (known && isNotNewer(latest, known)) return false;
    if (line.kind === 'payment') this.#newest = Math.max(this.#newest, latest.createdAt);
    this.#recent.set(id, latest);
    this.#forgetOld();
    return true;
  }

  add(orderId: string, place: number): void {
    const places = this.#places.get(orderId);
    if (places) places.push(place);
    else this.#places.set(orderId, [place]);
  }

  places(orderId: string): readonly number[] {
    return this.#places.get(orderId) ?? [];
  }

  /** Number of orders. */
  get size(): number {
    return this.#places.size;
  }

  /** The orders of which `after` has fewer lines. */
  ordersLostIn(after: RecordIndex): Set<string> {
    const lost = [...this.#places].filter(([id, places]) => after.places(id).length < places.length);
    return new Set(lost.map(([id]) => id));
  }

  /** The entries are in the order of their age. If the clock was set back, some entries are removed a little later. */
  #forgetOld(): void {
    for (const [id, { createdAt }] of this.#recent) {
      if (createdAt >= this.since()) return;
      this.#recent.delete(id);
    }
  }
}

export const orderOf = (line: LineHead | RecordCopy): string =>
  line.kind === 'payment' ? line.record.orderId : line.entry.orderId;

function recentStateOf(line: LineHead | RecordCopy): { id: string; latest: RecentState } {
  if (line.kind === 'payment') {
    const { paymentId, createdAt, updatedAt, state } = line.record;
    return { id: paymentId, latest: { createdAt, updatedAt, state } };
  }
  const { entryId, createdAt, attempts, state } = line.entry;
  return { id: entryId, latest: { createdAt, attempts, state } };
}

/** True if both are the same version of one record. */
export function isSameState(line: LineHead | RecordCopy, other: LineHead | RecordCopy): boolean {
  const [one, two] = [recentStateOf(line), recentStateOf(other)];
  return one.id === two.id && isNotNewer(one.latest, two.latest) && isNotNewer(two.latest, one.latest);
}

const isNotNewer = (latest: RecentState, known: RecentState): boolean =>
  known.state === latest.state &&
  (latest.updatedAt === undefined
    ? known.attempts === latest.attempts
    : (known.updatedAt ?? 0) >= latest.updatedAt);

/** Reads one line of `records.jsonl`. Undefined if a power cut has torn it. */
export const parseRecordLine = (line: string): RecordCopy | undefined => parseJsonAs(recordCopy, line);

export interface LatestRecords {
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
}

/** Joins all versions of each payment and each notification: several journals may have written them, in any order. */
export function latestOf(copies: Iterable<RecordCopy>): LatestRecords {
  const payments = new Map<string, PaymentRecord>();
  const notifications = new Map<string, OutboxEntry>();
  for (const copy of copies) {
    if (copy.kind === 'payment') joinInto(payments, copy.record.paymentId, copy.record, joinPayment);
    else joinInto(notifications, copy.entry.entryId, copy.entry, joinNotification);
  }
  return { payments: [...payments.values()], notifications: [...notifications.values()] };
}

function joinInto<Value>(
  all: Map<string, Value>,
  id: string,
  next: Value,
  join: (a: Value, b: Value) => Value,
) {
  const known = all.get(id);
  all.set(id, known === undefined ? next : join(known, next));
}

/** The same, from the text of the whole file: one line for each version, oldest first. */
export const readLatestRecords = (text: string): LatestRecords =>
  latestOf(
    text
      .split('\n')
      .map(parseRecordLine)
      .filter((copy) => copy !== undefined),
  );
