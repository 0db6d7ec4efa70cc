import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { joinNotification, joinPayment } from '../../core/records/ledger.ts';
import { RecordHeads } from './record-heads.ts';
import { type LineHead, parseRecordLine } from './record-line.ts';

/** Time in which a record may still change: by a late answer, a person's decision, a delivery. */
const stillChangingMs = 24 * 3600 * 1000;

/**
 * Finds the lines of an order in the file. It takes some hundred bytes an order, so years of a shop fit in memory; the
 * records themselves (two kilobytes a line) stay on the disk.
 */
export class RecordIndex {
  readonly #places = new Map<string, number[]>();
  readonly heads: RecordHeads;
  #newest = 0;

  /** @param now epoch ms */
  constructor(now: () => number) {
    this.heads = new RecordHeads(now);
  }

  /** A page has to send records created from this time on (epoch ms). The copies of older records are final. */
  since(): number {
    return Math.max(0, this.#newest - stillChangingMs);
  }

  /** Notes a version of a record. False: it adds nothing to what the index has noted. */
  noteIfNew(line: LineHead | RecordCopy): boolean {
    if (!this.heads.note(line)) return false;
    if (line.kind === 'payment') this.#newest = Math.max(this.#newest, line.record.createdAt);
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
}

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
