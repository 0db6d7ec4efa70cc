import type { Clock } from '../core/ports/clock.ts';
import type { Journal } from '../core/ports/journal.ts';
import { recoverAfterRestart } from './recover-after-restart.ts';
import type { SnapshotBoard } from './snapshot-board.ts';
import type { PaymentOutside } from './take-payment.ts';
import type { UnwrittenEnds } from './unwritten-ends.ts';

/** After a failure of the storage, which may be a moment's. */
const againMs = 5000;

interface RecoveryOutside {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly board: SnapshotBoard;
  readonly unwritten: UnwrittenEnds;
  isRunning(orderId: string): boolean;
  payments(): PaymentOutside;
}

/** Settles what payments left behind, in this tab or in one that crashed, again until the storage takes it. */
export class Recovery {
  #stopWaiting = () => {};

  constructor(private readonly outside: RecoveryOutside) {}

  /** Again until it is written down: until then an order that a crash left behind is refused as unknown. */
  async settle(): Promise<void> {
    const { unwritten, journal, board, isRunning, payments } = this.outside;
    const written = unwritten.write(journal);
    const recovered = written.then(() => recoverAfterRestart(payments(), isRunning));
    await recovered.catch((error: Error) => {
      board.show({ storageFailure: error.message });
      this.#soon();
    });
  }

  /** Until the storage takes what has to be written, and gives the lists. */
  async settleAndShow(): Promise<void> {
    const { unwritten, board } = this.outside;
    await this.settle();
    // The lists can be read while nothing can be written: they must not take the warning away.
    if (!unwritten.any) await board.refresh();
    if (board.now.storageFailure !== undefined) this.#soon();
  }

  #soon(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.outside.clock.after(againMs, () => void this.settleAndShow());
  }
}
