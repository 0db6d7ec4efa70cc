import {
  afterRestored,
  afterTry,
  afterWaking,
  nothingRestored,
  waitForRestoredMs,
} from '../../core/hipay/delivery-schedule.ts';
import type { HipayRoute } from '../../core/hipay/hipay-route.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** If the try of an entry failed because a route did not work, makes the entry due as soon as this route works again. */
export class ConnectivityWatcher {
  #restored = nothingRestored;

  constructor(private readonly deps: { outbox: Outbox; clock: Clock }) {}

  restored(route: HipayRoute): void {
    this.#restored = afterRestored(this.#restored, route);
  }

  /** Takes the entry as written after a try. */
  tried(entry: OutboxEntry): void {
    this.#restored = afterTry(this.#restored, entry, this.deps.clock.monotonic());
  }

  /** Time until entries may be made due, ms; infinite if no route was restored. */
  get waitMs(): number {
    return waitForRestoredMs(this.#restored, this.deps.clock.monotonic()) ?? Number.POSITIVE_INFINITY;
  }

  /** Makes the entries of the restored routes due. True if there was such an entry. If the storage fails, call again later. */
  async wake(): Promise<boolean> {
    if (this.waitMs > 0) return false;
    const { outbox, clock } = this.deps;
    const woken = await outbox.wakeForRoutes(this.#restored.routes, clock.now());
    this.#restored = afterWaking(this.#restored, clock.monotonic());
    return woken > 0;
  }
}
