import {
  afterFailure,
  afterLastDue,
  afterPause,
  afterRestored,
  afterTry,
  afterWaking,
  atStart,
  noOutage,
  nothingRestored,
  type Outage,
  waitForRestoredMs,
} from '../../core/hipay/delivery-schedule.ts';
import type { HipayRoute } from '../../core/hipay/hipay-route.ts';
import type { OrderVerdict } from '../../core/hipay/order-answer.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** Detects outages of HiPay from the results of the tries, and decides when to try again. */
export class OutageWatcher {
  #outage: Outage;

  constructor(private readonly deps: { outbox: Outbox; clock: Clock; ids: Ids }) {
    this.#outage = atStart(deps.clock.now());
  }

  get pausing(): boolean {
    return this.#outage.pause !== undefined;
  }

  /** Time to sleep, ms; `nextDueAt` is when the next entry is due, epoch ms. */
  sleepMs(nextDueAt: number): number {
    const { clock } = this.deps;
    const { pause } = this.#outage;
    return pause ? pause.until - clock.monotonic() : nextDueAt - clock.now();
  }

  /** Ends the outage after a person has corrected something. */
  forget(): void {
    this.#outage = noOutage;
  }

  /**
   * True if HiPay may be tried now. In a pause only an explicit request (`asked`) or a restored route may try, and
   * nothing before HiPay's Retry-After. With a try after or in a pause the entries that failed before are due too, so
   * that the oldest goes first. Without a pause, an order that fails by itself keeps its own schedule; otherwise every
   * payment would wait for its try. A restored route wakes only the entries that failed because of it; entries that
   * HiPay answered with an error keep their time.
   */
  async mayTry(why: 'time' | 'asked' | 'route-restored'): Promise<boolean> {
    const { outbox, clock } = this.deps;
    const { pause, sleepUntil } = this.#outage;
    const over = pause !== undefined && pause.until <= clock.monotonic();
    if (pause && !over && (pause.setByHipay || why === 'time')) return false;
    if (over) this.#outage = afterPause(this.#outage);
    const now = clock.now();
    if (sleepUntil <= now || (why === 'route-restored' && !over)) return true;
    const someDue = async () => ((await outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY) <= now;
    if (pause || (why === 'time' && (await someDue()))) await outbox.wake(now, sleepUntil);
    return true;
  }

  onNothingLeft(): void {
    const { clock, ids } = this.deps;
    this.#outage = afterLastDue(this.#outage, clock.monotonic(), ids.chance());
  }

  /** Takes the result of a try: the entry as written after it, and HiPay's verdict. */
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

/** Wakes the entries that failed because of a route, once this route works again. */
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

  /** Time until there may be something to wake, ms. */
  get waitMs(): number {
    return waitForRestoredMs(this.#restored, this.deps.clock.monotonic()) ?? Number.POSITIVE_INFINITY;
  }

  /** Resolves with true if an entry was woken. If the storage rejects, the next call wakes it. */
  async wake(): Promise<boolean> {
    if (this.waitMs > 0) return false;
    const { outbox, clock } = this.deps;
    const woken = await outbox.wakeForRoutes(this.#restored.routes, clock.now());
    this.#restored = afterWaking(this.#restored, clock.monotonic());
    return woken > 0;
  }
}
