import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal } from '../../core/ports/storage.ts';
import type { SnapshotStore } from '../snapshot-store.ts';
import { applyPaymentEvent, type TakePaymentDeps } from './take-payment.ts';
import { isSentWithoutEnd } from './unsettled-payments.ts';

/**
 * Settles payments after a crash. An intended payment is closed as not sent. A payment whose frame may have been sent
 * becomes unknown; an answer that the terminal still holds can settle it later. Skips running payments: tills do not
 * wait for this function, so a new payment may already run.
 */
export async function recoverAfterRestart(
  deps: Pick<TakePaymentDeps, 'journal' | 'clock' | 'ids' | 'digest' | 'settings' | 'onLateAnswer'>,
  isRunning: (orderId: string) => boolean,
): Promise<PaymentRecord[]> {
  const recovered: PaymentRecord[] = [];
  for (const record of await deps.journal.unfinished()) {
    if (isRunning(record.orderId)) continue;
    recovered.push((await applyPaymentEvent(record, { kind: 'restart' }, deps)).record);
  }
  return recovered;
}

/** Delay of the next try after a failure of the storage, which may be temporary. */
const retryMs = 5000;

interface RecoveryDeps {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly snapshots: SnapshotStore;
  readonly unwritten: UnwrittenEnds;
  isRunning(orderId: string): boolean;
  paymentDeps(): TakePaymentDeps;
}

/** Settles the payments that this tab or a crashed tab left unfinished. Retries until the storage accepts the writes. */
export class Recovery {
  #stopWaiting = () => {};

  constructor(private readonly deps: RecoveryDeps) {}

  /** Retries later if the storage fails. Until then an order that a crash left unfinished is refused as unknown. */
  async settle(): Promise<void> {
    const { unwritten, journal, snapshots, isRunning, paymentDeps } = this.deps;
    const written = unwritten.write(journal);
    const recovered = written.then(() => recoverAfterRestart(paymentDeps(), isRunning));
    await recovered.catch((error: Error) => {
      snapshots.show({ storageFailure: error.message });
      this.#retrySoon();
    });
  }

  /** Retries until the storage accepts all writes and the lists can be read. */
  async settleAndShow(): Promise<void> {
    const { unwritten, snapshots } = this.deps;
    await this.settle();
    // The lists may be readable while nothing can be written: reading them must not clear the warning.
    if (!unwritten.any) await snapshots.refresh();
    if (snapshots.now.storageFailure !== undefined) this.#retrySoon();
  }

  #retrySoon(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.deps.clock.after(retryMs, () => void this.settleAndShow());
  }
}

/**
 * Keeps final records that the storage has refused, until the storage accepts them. Meanwhile the record on disk is older:
 * it shows the payment as unfinished or unknown.
 */
export class UnwrittenEnds {
  readonly #ends = new Map<string, PaymentRecord>();

  get any(): boolean {
    return this.#ends.size > 0;
  }

  keep(record: PaymentRecord): void {
    this.#ends.set(record.paymentId, record);
  }

  /** Rejects while the storage fails; the remaining ends are kept. */
  async write(journal: Journal): Promise<void> {
    for (const record of [...this.#ends.values()]) {
      const stored = await journal.find(record.paymentId);
      // A late answer may have settled the payment meanwhile: its record is not overwritten.
      if (!stored || isSentWithoutEnd(stored) || stored.state === 'intended') await journal.write(record);
      this.#ends.delete(record.paymentId);
    }
  }
}
