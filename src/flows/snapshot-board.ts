import { clockOffMs, type HipayClock } from '../core/gateway/hipay-clock.ts';
import type { PaymentRecord } from '../core/payment/payment-record.ts';
import { askedAndPaid, seenResolution } from '../core/relay/rows.ts';
import type { LivePayment, PaymentPhase, Snapshot } from '../core/relay/snapshot.ts';
import { type ListsOutside, readChanged, readLists } from './board-lists.ts';

const soonMs = 250;

/** The one picture of the connector that every screen gets, whole, on each change. */
export class SnapshotBoard {
  #now: Snapshot;
  #listeners = new Set<(now: Snapshot) => void>();
  #reading: Promise<void> | undefined;
  #due: Due = nothingDue;
  #stopSoon: (() => void) | undefined;

  constructor(
    private readonly outside: ListsOutside,
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
    this.#stopSoon ??= this.outside.clock.after(soonMs, () => {
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
        ? await readLists(this.outside)
        : await readChanged(this.outside, this.#now.payments, [...due]);
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
