import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal } from '../../core/ports/storage.ts';
import type { SnapshotStore } from '../snapshot-store.ts';
import { applyPaymentEvent, isLeft, type TakePaymentDeps } from './take-payment.ts';

/**
 * What a crash left behind: an intended payment is closed as not sent, one whose frame may be out becomes unknown
 * (design, section 4). An answer that the terminal still holds upgrades it (late answers). A till need not wait for
 * this, so a payment that runs already is none that a crash left.
 */
export async function recoverAfterRestart(
  deps: Pick<TakePaymentDeps, 'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'lateAnswer'>,
  isRunning: (orderId: string) => boolean,
): Promise<PaymentRecord[]> {
  const recovered: PaymentRecord[] = [];
  for (const record of await deps.journal.unfinished()) {
    if (isRunning(record.orderId)) continue;
    recovered.push((await applyPaymentEvent(record, { kind: 'restart' }, deps)).record);
  }
  return recovered;
}

/** After a failure of the storage, which may be a moment's. */
const againMs = 5000;

interface RecoveryDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly snapshots: SnapshotStore;
  readonly unwritten: UnwrittenEnds;
  isRunning(orderId: string): boolean;
  payments(): TakePaymentDeps;
}

/** Settles what payments left behind, in this tab or in one that crashed, again until the storage takes it. */
export class Recovery {
  #stopWaiting = () => {};

  constructor(private readonly deps: RecoveryDeps) {}

  /** Again until it is written down: until then an order that a crash left behind is refused as unknown. */
  async settle(): Promise<void> {
    const { unwritten, journal, snapshots, isRunning, payments } = this.deps;
    const written = unwritten.write(journal);
    const recovered = written.then(() => recoverAfterRestart(payments(), isRunning));
    await recovered.catch((error: Error) => {
      snapshots.show({ storageFailure: error.message });
      this.#soon();
    });
  }

  /** Until the storage takes what has to be written, and gives the lists. */
  async settleAndShow(): Promise<void> {
    const { unwritten, snapshots } = this.deps;
    await this.settle();
    // The lists can be read while nothing can be written: they must not take the warning away.
    if (!unwritten.any) await snapshots.refresh();
    if (snapshots.now.storageFailure !== undefined) this.#soon();
  }

  #soon(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.deps.clock.after(againMs, () => void this.settleAndShow());
  }
}

/** Ends of payments that the storage did not take, kept until it does. What is on disk meanwhile is never more hopeful. */
export class UnwrittenEnds {
  readonly #ends = new Map<string, PaymentRecord>();

  get any(): boolean {
    return this.#ends.size > 0;
  }

  keep(record: PaymentRecord): void {
    this.#ends.set(record.paymentId, record);
  }

  /** Rejects while the storage fails; what is left is kept. */
  async write(journal: Journal): Promise<void> {
    for (const record of [...this.#ends.values()]) {
      const stored = await journal.find(record.paymentId);
      // A late answer may have settled it meanwhile: that stands.
      if (!stored || isLeft(stored) || stored.state === 'intended') await journal.write(record);
      this.#ends.delete(record.paymentId);
    }
  }
}
