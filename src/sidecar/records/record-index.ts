import * as z from 'zod/mini';
import { type RecordCopy, recordCopy } from '../../core/connector-api/messages.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';

/** Records may change for a while after they were made (late answers, a person's decision, deliveries). */
const stillChangingMs = 24 * 3600 * 1000;

/** As much of a line as the index needs: a start that checked every line of years whole would keep the till waiting. */
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

/** Undefined for a line that a power cut has torn. */
export function parseLineHead(text: string): LineHead | undefined {
  try {
    return text === '' ? undefined : lineHead.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

interface RecentState {
  readonly createdAt: number;
  readonly updatedAt?: number;
  readonly attempts?: number;
  readonly state: string;
}

/**
 * Where in the file the writings of an order are. Some hundred bytes an order, so that years of a shop fit: the records
 * themselves, two kilobytes a writing, stay on the disk.
 */
export class RecordIndex {
  readonly #places = new Map<string, number[]>();
  /** How the last day's records stood: a page that connects sends them again. */
  readonly #recent = new Map<string, RecentState>();
  #newest = 0;

  /** Records from here on are wanted, epoch milliseconds: what came before is complete. */
  since(): number {
    return Math.max(0, this.#newest - stillChangingMs);
  }

  /** False for what is known already. */
  noteIfNew(line: LineHead | RecordCopy): boolean {
    const { id, now } = recentStateOf(line);
    const known = this.#recent.get(id);
    if (known && isNotNewer(now, known)) return false;
    if (line.kind === 'payment') this.#newest = Math.max(this.#newest, now.createdAt);
    this.#recent.set(id, now);
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

  /** The first are the oldest, but for a clock that was set back; those go a little later. */
  #forgetOld(): void {
    for (const [id, { createdAt }] of this.#recent) {
      if (createdAt >= this.since()) return;
      this.#recent.delete(id);
    }
  }
}

export const orderOf = (line: LineHead | RecordCopy): string =>
  line.kind === 'payment' ? line.record.orderId : line.entry.orderId;

function recentStateOf(line: LineHead | RecordCopy): { id: string; now: RecentState } {
  if (line.kind === 'payment') {
    const { paymentId, createdAt, updatedAt, state } = line.record;
    return { id: paymentId, now: { createdAt, updatedAt, state } };
  }
  const { entryId, createdAt, attempts, state } = line.entry;
  return { id: entryId, now: { createdAt, attempts, state } };
}

const isNotNewer = (now: RecentState, known: RecentState): boolean =>
  known.state === now.state &&
  (now.updatedAt === undefined ? known.attempts === now.attempts : (known.updatedAt ?? 0) >= now.updatedAt);

/** One line of `records.jsonl`; undefined for one that a power cut has torn. */
export function parseRecordLine(line: string): RecordCopy | undefined {
  try {
    return line === '' ? undefined : recordCopy.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

export interface LatestRecords {
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
}

/** How each payment and each notification stood last, of writings in their order. */
export function latestOf(copies: Iterable<RecordCopy>): LatestRecords {
  const payments = new Map<string, PaymentRecord>();
  const notifications = new Map<string, OutboxEntry>();
  for (const copy of copies) {
    if (copy.kind === 'payment') payments.set(copy.record.paymentId, copy.record);
    else notifications.set(copy.entry.entryId, copy.entry);
  }
  return { payments: [...payments.values()], notifications: [...notifications.values()] };
}

/** The same of the whole file's text, which has a line for every writing, oldest first. */
export const readLatestRecords = (text: string): LatestRecords =>
  latestOf(
    text
      .split('\n')
      .map(parseRecordLine)
      .filter((copy) => copy !== undefined),
  );
