import {
  alarmRowOf,
  commonFieldsOf,
  notificationRowsOf,
  paymentRowsOf,
  visibleResolution,
} from '../core/connector-api/rows.ts';
import type { LivePayment, PaymentPhase, PaymentRow, Snapshot } from '../core/connector-api/snapshot.ts';
import { clockOffMs, type HipayClock } from '../core/hipay/hipay-clock.ts';
import type { OutboxEntry } from '../core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import { linkedRefunds } from '../core/payment/refund-links.ts';
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
/** A payment has at most one notification for each of its two contracts: contact and contactless. */
const maxNotificationsPerPayment = 2;

const shownFrom = (clock: Clock): number => clock.now() - hoursShown * 3_600_000;

/** Reads all lists of the snapshot. Rejects if the storage does. */
export async function readLists(deps: SnapshotListsDeps): Promise<Lists> {
  const { journal, outbox, clock } = deps;
  const from = shownFrom(clock);
  const [recent, unknown, entries, rest] = await Promise.all([
    journal.since(from, rowsShown),
    journal.unknown(),
    outbox.since(from, rowsShown * maxNotificationsPerPayment),
    readShortLists(deps),
  ]);
  // An unresolved payment stays visible, however old it is.
  const listed = new Set(recent.map(({ paymentId }) => paymentId));
  const older = unknown.filter(({ paymentId }) => !listed.has(paymentId)).reverse();
  const listedRecords = [...recent, ...older];
  return {
    payments: paymentRowsOf(listedRecords, entries, await refundsNamedBy(listedRecords, deps)),
    ...rest,
  };
}

/**
 * Reads the lists after some payments have changed: only the records of these payments, not hundreds of a busy day.
 */
export async function readChanged(
  deps: SnapshotListsDeps,
  before: readonly PaymentRow[],
  paymentIds: readonly string[],
): Promise<Lists> {
  const [payments, rest] = await Promise.all([deps.journal.findAll(paymentIds), readShortLists(deps)]);
  const records = [...payments, ...(await salesOf(payments, paymentIds, deps))];
  const [entries, refunds] = await Promise.all([
    deps.outbox.ofPayments(records.map(({ paymentId }) => paymentId)),
    refundsNamedBy(records, deps),
  ]);
  const changed = paymentRowsOf(records, entries, refunds);
  return { payments: mergeRows(before, changed, shownFrom(deps.clock)), ...rest };
}

/** The refunds that these payments name. Few sales have any, and then nothing is read. */
export async function refundsNamedBy(
  records: readonly PaymentRecord[],
  { journal }: Pick<SnapshotListsDeps, 'journal'>,
): Promise<readonly PaymentRecord[]> {
  const named = [...new Set(records.flatMap((record) => linkedRefunds([record])))];
  return (await Promise.all(named.map((orderId) => journal.ofOrder(orderId)))).flat();
}

/** The sales of changed refunds: what was given back of them has changed too. */
async function salesOf(
  changed: readonly PaymentRecord[],
  known: readonly string[],
  { journal }: SnapshotListsDeps,
): Promise<PaymentRecord[]> {
  const orders = new Set(changed.flatMap(({ request: { refundOf } }) => refundOf ?? []));
  const sales = await Promise.all([...orders].map((orderId) => journal.ofOrder(orderId)));
  return sales.flat().filter(({ paymentId }) => !known.includes(paymentId));
}

/** Lists that stay short on busy days: undelivered notifications and unseen alarms. */
async function readShortLists({ journal, outbox }: SnapshotListsDeps): Promise<Omit<Lists, 'payments'>> {
  const [alarmed, parked, undelivered, counts] = await Promise.all([
    journal.alarmed(),
    outbox.parked(notificationsShown),
    outbox.undelivered(notificationsShown),
    outbox.countUndelivered(),
  ]);
  const shown = selectNotifications(parked, undelivered);
  const withTakenNumber = shown.filter(({ parkedAs }) => parkedAs === 'order-number-taken');
  const paymentIds = new Set(withTakenNumber.map(({ paymentId }) => paymentId));
  const groups = paymentIds.size === 0 ? [] : await outbox.ofPayments([...paymentIds]);
  return {
    notifications: notificationRowsOf(shown, groups),
    alarms: alarmed.map(alarmRowOf).filter((alarm) => alarm !== undefined),
    outbox: counts,
  };
}

/**
 * Selects parked entries first, so that the pending entries of an outage never hide an entry that a person must correct.
 */
const selectNotifications = (
  parked: readonly OutboxEntry[],
  undelivered: readonly OutboxEntry[],
): OutboxEntry[] =>
  [...parked, ...undelivered.filter(({ state }) => state !== 'parked')]
    .slice(0, notificationsShown)
    .sort((a, b) => a.createdAt - b.createdAt);

/**
 * Merges rows, the newest first. Keeps every unknown payment and, of the newest `rowsShown` rows, those that were
 * created at `from` (epoch ms) or later.
 *
 * @param changed replaces the rows of the same payments in `before`
 */
function mergeRows(
  before: readonly PaymentRow[],
  changed: readonly PaymentRow[],
  from: number,
): PaymentRow[] {
  const changedIds = new Set(changed.map(({ paymentId }) => paymentId));
  return [...changed, ...before.filter(({ paymentId }) => !changedIds.has(paymentId))]
    .sort((a, b) => b.createdAt - a.createdAt)
    .filter((row, place) => (place < rowsShown && row.createdAt >= from) || row.state === 'unknown');
}

const refreshDelayMs = 250;

/** The snapshot of the connector. Every screen gets it whole, on each change. */
export class SnapshotStore {
  #now: Snapshot;
  #listeners = new Set<(now: Snapshot) => void>();
  #reading: Promise<void> | undefined;
  #due: Due = nothingDue;
  #stopSoon: (() => void) | undefined;
  /** A failure that only a reload ends. */
  #lastingFailure: Pick<Snapshot, 'storageFailure'> = {};

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
    this.#now = { ...this.#now, ...change, ...this.#lastingFailure };
    for (const listener of this.#listeners) listener(this.#now);
  }

  /** Shows the running payment with its phase. Who has asked for it stays from its first phase on. */
  showPhase(record: PaymentRecord, phase: PaymentPhase, askedBy?: LivePayment['askedBy']): void {
    this.show({ payment: this.#liveOf(record, phase, askedBy) });
  }

  #liveOf(record: PaymentRecord, phase: PaymentPhase, askedByNow?: LivePayment['askedBy']): LivePayment {
    const at = this.deps.clock.now();
    const before = this.#now.payment?.paymentId === record.paymentId ? this.#now.payment : undefined;
    const askedBy = askedByNow ?? before?.askedBy;
    return {
      paymentId: record.paymentId,
      orderId: record.orderId,
      ...commonFieldsOf(record),
      currency: record.request.currency,
      phase,
      ...(askedBy && { askedBy }),
      startedAt: record.createdAt,
      phaseSince: before?.phase === phase ? before.phaseSince : at,
      ...(record.outcome && { outcome: record.outcome }),
      ...(record.detail && { detail: record.detail }),
      ...(record.resolution && { resolution: visibleResolution(record.resolution) }),
    };
  }

  /** Reads the finished payment of the live view again: records of another journal may have changed its end. */
  async #readFinished(): Promise<PaymentRecord | undefined> {
    const { payment } = this.#now;
    if (payment?.phase !== 'finished') return undefined;
    const record = await this.deps.journal.find(payment.paymentId);
    // Only the live view knows an end that could not be written.
    return record?.outcome === undefined ? undefined : record;
  }

  /** Shows a payment's new end: in the lists, and in the live view if it shows this payment. */
  changed(record: PaymentRecord): void {
    if (this.#now.payment?.paymentId === record.paymentId) this.showPhase(record, 'finished');
    void this.refresh([record.paymentId]);
  }

  /** Shows the difference between this clock and the time of HiPay's last answer. */
  showClock(hipayClock: HipayClock): void {
    const off = clockOffMs(hipayClock);
    if (off !== (this.#now.clockOffMs ?? 0)) this.show({ clockOffMs: off });
  }

  /** Shows, until this tab is reloaded, that nothing can be written any more. */
  endStorage(storageFailure: string): void {
    this.#lastingFailure = { storageFailure };
    this.show({});
  }

  /** Ends the display of the terminal search. */
  endSearch(): void {
    const { finding: _, ...rest } = this.#now;
    this.#now = rest;
    this.show({});
  }

  /** Reads a payment's rows again a little later; several changes in that time are read once. */
  refreshSoon(paymentId: string): void {
    this.markChanged(paymentId);
    this.#stopSoon ??= this.deps.clock.after(refreshDelayMs, () => {
      this.#stopSoon = undefined;
      void this.refresh([]);
    });
  }

  /** Marks a payment's rows for the next reading. */
  markChanged(paymentId: string): void {
    this.#due = withDue(this.#due, [paymentId]);
  }

  /**
   * Reads all lists again, or only the rows of these and of the marked payments. Resolves when nothing is left to read.
   */
  refresh(paymentIds?: readonly string[]): Promise<void> {
    this.#due = withDue(this.#due, paymentIds ?? 'all');
    this.#reading ??= this.#readDue();
    return this.#reading;
  }

  /** Reads once more if a refresh is requested during a reading, because that reading may be too old. */
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
      // After a failed reading the rows may be old, so the lists are read whole.
      const whole = due === 'all' || this.#now.storageFailure !== undefined;
      const [lists, finished] = await Promise.all([
        whole ? readLists(this.deps) : readChanged(this.deps, this.#now.payments, [...due]),
        this.#readFinished(),
      ]);
      const { storageFailure: _, ...rest } = this.#now;
      this.#now = rest;
      // Another payment may have begun meanwhile.
      const { payment } = rest;
      const isStillShown = payment?.phase === 'finished' && payment.paymentId === finished?.paymentId;
      this.show({
        ...lists,
        ...(finished && isStillShown && { payment: this.#liveOf(finished, 'finished') }),
      });
    } catch (error) {
      this.show({ storageFailure: error instanceof Error ? error.message : 'storage failed' });
    }
  }
}

/** The rows to read again. */
type Due = 'all' | ReadonlySet<string>;

const nothingDue: Due = new Set();

const withDue = (due: Due, more: 'all' | readonly string[]): Due =>
  due === 'all' || more === 'all' ? 'all' : new Set([...due, ...more]);
