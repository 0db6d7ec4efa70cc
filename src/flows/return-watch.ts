import type { Way } from '../core/gateway/way.ts';
import type { OutboxEntry } from '../core/outbox/outbox-entry.ts';
import { afterReturn, afterTaking, afterTry, noWayBack, waitForReturnMs } from '../core/outbox/way-back.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Outbox } from '../core/ports/outbox.ts';

/** Wakes what failed for want of a way to HiPay, once that way is back. */
export class ReturnWatch {
  #ways = noWayBack;

  constructor(private readonly outside: { outbox: Outbox; clock: Clock }) {}

  back(way: Way): void {
    this.#ways = afterReturn(this.#ways, way);
  }

  /** `entry` as it was written after a try. */
  tried(entry: OutboxEntry): void {
    this.#ways = afterTry(this.#ways, entry, this.outside.clock.monotonic());
  }

  /** How long until there may be something to wake. */
  get waitMs(): number {
    return waitForReturnMs(this.#ways, this.outside.clock.monotonic()) ?? Number.POSITIVE_INFINITY;
  }

  /** Resolves with whether anything was woken. What could not be written is woken by the next call. */
  async wake(): Promise<boolean> {
    if (this.waitMs > 0) return false;
    const { outbox, clock } = this.outside;
    const woken = await outbox.wakeForWays(this.#ways.ways, clock.now());
    this.#ways = afterTaking(this.#ways, clock.monotonic());
    return woken > 0;
  }
}
