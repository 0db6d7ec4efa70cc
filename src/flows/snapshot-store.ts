import {
  alarmRowOf,
  askedAndPaid,
  notificationRowOf,
  paymentRowsOf,
  seenResolution,
} from '../core/connector-api/rows.ts';
import type { LivePayment, PaymentPhase, PaymentRow, Snapshot } from '../core/connector-api/snapshot.ts';
import { clockOffMs, type HipayClock } from '../core/hipay/hipay-clock.ts';
import type { OutboxEntry } from '../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { Clock } from '../core/ports/host.ts';
import type { Journal, Outbox } from '../core/ports/storage.ts';

export interface SnapshotListsDeps {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

export type Lists = Pick<Snapshot, 'payments' | 'notifications' | 'alarms' | 'outbox'>;

const rowsShown = 200;
const notificationsShown = 100;
const hoursShown = 24;
/** Contact and contactless: notifications a payment. */
const contractsAtMost = 2;

const shownSince = (clock: Clock): number => clock.now() - hoursShown * 3_600_000;

/** The lists of the board, read whole. Rejects where the storage does. */
export async function readLists(deps: SnapshotListsDeps): Promise<Lists> {
  const { journal, outbox, clock } = deps;
  const from = shownSince(clock);
  const [recent, unknown, entries, rest] = await Promise.all([
    journal.since(from, rowsShown),
    journal.unknown(),
    outbox.since(from, rowsShown * contractsAtMost),
    readShortLists(deps),
  ]);
  // One that nobody has resolved stays in sight however old it is.
  const listed = new Set(recent.map(({ paymentId }) => paymentId));
  const older = unknown.filter(({ paymentId }) => !listed.has(paymentId)).reverse();
  return { payments: paymentRowsOf([...recent, ...older], entries), ...rest };
}

/** The same after some payments have changed: of a busy day's hundreds of records only theirs are read. */
export async function readChanged(
  deps: SnapshotListsDeps,
  before: readonly PaymentRow[],
  paymentIds: readonly string[],
): Promise<Lists> {
  const [records, entries, rest] = await Promise.all([
    deps.journal.findAll(paymentIds),
    deps.outbox.ofPayments(paymentIds),
    readShortLists(deps),
  ]);
  const changed = paymentRowsOf(records, entries);
  return { payments: withRows(before, changed, shownSince(deps.clock)), ...rest };
}

/** Short, whatever the shop sells: what HiPay does not know yet, what nobody has seen yet. */
async function readShortLists({ journal, outbox }: SnapshotListsDeps): Promise<Omit<Lists, 'payments'>> {
  const [alarmed, parked, undelivered, counts] = await Promise.all([
    journal.alarmed(),
    outbox.parked(notificationsShown),
    outbox.undelivered(notificationsShown),
    outbox.countUndelivered(),
  ]);
  return {
    notifications: waitingLongest(parked, undelivered).map(notificationRowOf),
    alarms: alarmed.map(alarmRowOf).filter((alarm) => alarm !== undefined),
    outbox: counts,
  };
}

/** A young one that a person has to mend is not hidden by an outage's hundreds of older ones. */
const waitingLongest = (parked: readonly OutboxEntry[], undelivered: readonly OutboxEntry[]): OutboxEntry[] =>
  [...parked, ...undelivered.filter(({ state }) => state !== 'parked')]
    .slice(0, notificationsShown)
    .sort((a, b) => a.createdAt - b.createdAt);

/**
 * Newest first: as many as are shown of those made at `from` (epoch milliseconds) or later, and every unknown one.
 *
 * @param changed take the place of the rows of the same payments
 */
function withRows(before: readonly PaymentRow[], changed: readonly PaymentRow[], from: number): PaymentRow[] {
  const anew = new Set(changed.map(({ paymentId }) => paymentId));
  return [...changed, ...before.filter(({ paymentId }) => !anew.has(paymentId))]
    .sort((a, b) => b.createdAt - a.createdAt)
    .filter((row, place) => (place < rowsShown && row.createdAt >= from) || row.state === 'unknown');
}

const soonMs = 250;

/** The one picture of the connector that every screen gets, whole, on each change. */
export class SnapshotStore {
  #now: Snapshot;
  #listeners = new Set<(now: Snapshot) => void>();
  #reading: Promise<void> | undefined;
  #due: Due = nothingDue;
  #stopSoon: (() => void) | undefined;

  constructor(
    private readonly deps: SnapshotListsDeps,
    first: Pick<
      Snapshot,
      'version' | 'journal' | 'environment' | 'owner' | 'simulated' | 'terminal' | 'sidecar'
    >,
  ) {
    this.#now = { ...first, payments: [], notifications: [], alarms: [], outbox: { pending: 0, parked: 0 } };
  }

  get now(): Snapshot {
    return this.#now;
  }

  subscribe(listener: (now: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#now);
    return () => this.#listeners.delete(listener);
  }

  show(change: Partial<Snapshot>): void {
    this.#now = { ...this.#now, ...change };
    for (const listener of this.#listeners) listener(this.#now);
  }

  /** The running payment as the cashier sees it. */
  phase(record: PaymentRecord, phase: PaymentPhase): void {
    const at = this.deps.clock.now();
    const before = this.#now.payment?.paymentId === record.paymentId ? this.#now.payment : undefined;
    const payment: LivePayment = {
      paymentId: record.paymentId,
      orderId: record.orderId,
      ...askedAndPaid(record),
      currency: record.request.currency,
      phase,
      startedAt: record.createdAt,
      phaseSince: before?.phase === phase ? before.phaseSince : at,
      ...(record.outcome && { outcome: record.outcome }),
      ...(record.failure && { failure: record.failure }),
      ...(record.detail && { detail: record.detail }),
      ...(record.resolution && { resolution: seenResolution(record.resolution) }),
    };
    this.show({ payment });
  }

  /** A payment has got another end; the screen that shows it follows, one that shows another payment does not. */
  changed(record: PaymentRecord): void {
    if (this.#now.payment?.paymentId === record.paymentId) this.phase(record, 'finished');
    void this.refresh([record.paymentId]);
  }

  /** HiPay has just told its time. */
  clock(heard: HipayClock): void {
    const off = clockOffMs(heard);
    if (off !== (this.#now.clockOffMs ?? 0)) this.show({ clockOffMs: off });
  }

  /** The terminal is not looked for any more. */
  found(): void {
    const { finding: _, ...rest } = this.#now;
    this.#now = rest;
    this.show({});
  }

  /** Reads a payment's rows again a little later; many changes in that time are one reading. */
  refreshSoon(paymentId: string): void {
    this.markChanged(paymentId);
    this.#stopSoon ??= this.deps.clock.after(soonMs, () => {
      this.#stopSoon = undefined;
      void this.refresh([]);
    });
  }

  /** Its rows are read with the next reading, whenever that is. */
  markChanged(paymentId: string): void {
    this.#due = withDue(this.#due, [paymentId]);
  }

  /** Reads all lists again, or only the rows of these payments and of those marked. Resolves when nothing is left to read. */
  refresh(paymentIds?: readonly string[]): Promise<void> {
    this.#due = withDue(this.#due, paymentIds ?? 'all');
    this.#reading ??= this.#readDue();
    return this.#reading;
  }

  /** A wish that comes while it reads is read after that: what is being read may be older. */
  async #readDue(): Promise<void> {
    do {
      const due = this.#due;
      this.#due = nothingDue;
      await this.#read(due);
    } while (this.#due !== nothingDue);
    this.#reading = undefined;
  }

  async #read(due: Due): Promise<void> {
    try {
      // What a reading that failed would have shown is not known to the next one.
      const whole = due === 'all' || this.#now.storageFailure !== undefined;
      const lists = whole
        ? await readLists(this.deps)
        : await readChanged(this.deps, this.#now.payments, [...due]);
      const { storageFailure: _, ...rest } = this.#now;
      this.#now = rest;
      this.show(lists);
    } catch (error) {
      this.show({ storageFailure: error instanceof Error ? error.message : 'storage failed' });
    }
  }
}

/** What has to be read again. */
type Due = 'all' | ReadonlySet<string>;

const nothingDue: Due = new Set();

const withDue = (due: Due, more: 'all' | readonly string[]): Due =>
  due === 'all' || more === 'all' ? 'all' : new Set([...due, ...more]);
