import { clockOffMs, type HipayClock } from '../core/gateway/hipay-clock.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Journal } from '../core/ports/journal.ts';
import type { Outbox } from '../core/ports/outbox.ts';
import {
  alarmRowOf,
  askedAndPaid,
  notificationRowOf,
  paymentRowOf,
  seenResolution,
} from '../core/relay/rows.ts';
import type { LivePayment, PaymentPhase, Snapshot } from '../core/relay/snapshot.ts';

const rowsShown = 200;
const notificationsShown = 100;
const soonMs = 250;
const hoursShown = 24;
/** Contact and contactless: notifications a payment. */
const contractsAtMost = 2;

/** The one picture of the connector that every screen gets, whole, on each change. */
export class SnapshotBoard {
  #now: Snapshot;
  #listeners = new Set<(now: Snapshot) => void>();
  #reading: Promise<void> | undefined;
  #readAgain = false;
  #stopSoon: (() => void) | undefined;

  constructor(
    private readonly outside: { journal: Journal; outbox: Outbox; clock: Clock },
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
    const at = this.outside.clock.now();
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
    void this.refresh();
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

  /** Reads the lists again a little later; many changes in that time are one reading. */
  refreshSoon(): void {
    this.#stopSoon ??= this.outside.clock.after(soonMs, () => {
      this.#stopSoon = undefined;
      void this.refresh();
    });
  }

  /** Reads the lists again. Calls that come while it reads are answered by one more reading. */
  refresh(): Promise<void> {
    if (this.#reading) this.#readAgain = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
      if (this.#readAgain) {
        this.#readAgain = false;
        void this.refresh();
      }
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { journal, outbox, clock } = this.outside;
    try {
      const from = clock.now() - hoursShown * 3_600_000;
      const [recent, unknown, alarmed, entries, undelivered, counts] = await Promise.all([
        journal.since(from, rowsShown),
        journal.unknown(),
        journal.alarmed(),
        outbox.since(from, rowsShown * contractsAtMost),
        outbox.undelivered(notificationsShown),
        outbox.countUndelivered(),
      ]);
      // One that nobody has resolved stays in sight however old it is.
      const listed = new Set(recent.map(({ paymentId }) => paymentId));
      const older = unknown.filter(({ paymentId }) => !listed.has(paymentId)).reverse();
      const payments = [...recent, ...older].map((record) =>
        paymentRowOf(
          record,
          entries.filter(({ paymentId }) => paymentId === record.paymentId),
        ),
      );
      const { storageFailure: _, ...rest } = this.#now;
      this.#now = rest;
      this.show({
        payments,
        notifications: undelivered.map(notificationRowOf),
        alarms: alarmed.map(alarmRowOf).filter((alarm) => alarm !== undefined),
        outbox: counts,
      });
    } catch (error) {
      this.show({ storageFailure: error instanceof Error ? error.message : 'storage failed' });
    }
  }
}
