import {
  afterFailure,
  afterLast,
  afterPause,
  afterReturn,
  afterTaking,
  afterTry,
  atStart,
  noOutage,
  noReturns,
  type Outage,
  waitForReturnMs,
} from '../../core/hipay/delivery-schedule.ts';
import type { Way } from '../../core/hipay/hipay-route.ts';
import type { OrderVerdict } from '../../core/hipay/order-answer.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** Sees outages of HiPay's in what the deliverer's tries came to, and says when to try again. */
export class OutageWatcher {
  #outage: Outage;

  constructor(private readonly deps: { outbox: Outbox; clock: Clock; ids: Ids }) {
    this.#outage = atStart(deps.clock.now());
  }

  get pausing(): boolean {
    return this.#outage.pause !== undefined;
  }

  /** How long to sleep, given when the next entry is due. */
  sleepMs(nextDueAt: number): number {
    const { clock } = this.deps;
    const { pause } = this.#outage;
    return pause ? pause.until - clock.monotonic() : nextDueAt - clock.now();
  }

  /** A person has mended something. */
  forget(): void {
    this.#outage = noOutage;
  }

  /**
   * In a pause only who asks gets a look at whether HiPay is back, and nobody while HiPay itself named the time. When it
   * is tried again, what failed before is due too: the oldest goes first. Without a pause, an order that fails by itself
   * keeps to its own schedule; else every payment would wait for its try. A way that is back has had woken what failed for
   * want of it: a look is for that, and what HiPay answered with an error sleeps on.
   */
  async mayTry(why: 'time' | 'asked' | 'way-back'): Promise<boolean> {
    const { outbox, clock } = this.deps;
    const { pause, sleepUntil } = this.#outage;
    const over = pause !== undefined && pause.until <= clock.monotonic();
    if (pause && !over && (pause.asked || why === 'time')) return false;
    if (over) this.#outage = afterPause(this.#outage);
    const now = clock.now();
    if (sleepUntil <= now || (why === 'way-back' && !over)) return true;
    const someDue = async () => ((await outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY) <= now;
    if (pause || (why === 'time' && (await someDue()))) await outbox.wake(now, sleepUntil);
    return true;
  }

  nothingLeft(): void {
    const { clock, ids } = this.deps;
    this.#outage = afterLast(this.#outage, clock.monotonic(), ids.chance());
  }

  /** `entry` as it was written after a try that came to `verdict`. */
  tried(entry: OutboxEntry, verdict: OrderVerdict): void {
    const { clock, ids } = this.deps;
    if (verdict.kind !== 'later') {
      this.forget();
      return;
    }
    this.#outage = afterFailure(this.#outage, {
      at: clock.monotonic(),
      nextAttemptAt: entry.nextAttemptAt,
      retryAfterMs: verdict.retryAfterMs,
      chance: ids.chance(),
    });
  }
}

/** Wakes what failed for want of a way to HiPay, once that way is back. */
export class ConnectivityWatcher {
  #ways = noReturns;

  constructor(private readonly deps: { outbox: Outbox; clock: Clock }) {}

  back(way: Way): void {
    this.#ways = afterReturn(this.#ways, way);
  }

  /** `entry` as it was written after a try. */
  tried(entry: OutboxEntry): void {
    this.#ways = afterTry(this.#ways, entry, this.deps.clock.monotonic());
  }

  /** How long until there may be something to wake. */
  get waitMs(): number {
    return waitForReturnMs(this.#ways, this.deps.clock.monotonic()) ?? Number.POSITIVE_INFINITY;
  }

  /** Resolves with whether anything was woken. What could not be written is woken by the next call. */
  async wake(): Promise<boolean> {
    if (this.waitMs > 0) return false;
    const { outbox, clock } = this.deps;
    const woken = await outbox.wakeForWays(this.#ways.ways, clock.now());
    this.#ways = afterTaking(this.#ways, clock.monotonic());
    return woken > 0;
  }
}
