import {
  afterAnswer,
  afterFailure,
  afterLastDue,
  afterPause,
  afterRequest,
  afterRequestMet,
  afterRestored,
  afterTry,
  afterWaking,
  atStart,
  isTriedInPause,
  noOutage,
  nothingRestored,
  type Outage,
  waitForRestoredMs,
} from '../../core/hipay/delivery-schedule.ts';
import type { TryEnd } from '../../core/hipay/delivery-try.ts';
import type { HipayRoute } from '../../core/hipay/hipay-route.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** Detects outages of HiPay from the results of the tries, and decides when to try again. */
export class OutageWatcher {
  #outage: Outage;

  constructor(private readonly deps: { outbox: Outbox; clock: Clock; ids: Ids }) {
    this.#outage = atStart(deps.clock.now());
  }

  /** True if no more may be tried now. `next`: the due entry that would follow. */
  pausesBefore(next: OutboxEntry | undefined): boolean {
    if (!this.#outage.pause) return false;
    return !next || !isTriedInPause(this.#outage, next);
  }

  /** Time until the next try, ms. `nextDueAt`: time at which the next entry is due, epoch ms. */
  sleepMs(nextDueAt: number): number {
    const { clock } = this.deps;
    const { pause } = this.#outage;
    if (!pause) return nextDueAt - clock.now();
    return (pause.isRequested ? pause.notBefore : pause.until) - clock.monotonic();
  }

  /** Forgets the outage: a person has corrected something. */
  forget(): void {
    this.#outage = noOutage;
  }

  /**
   * Resolves with true if HiPay may be tried now. During a pause only an explicit request (`asked`) or a restored route
   * may try HiPay, and neither may before HiPay's Retry-After. A request before it is met at its end.
   *
   * Entries that failed before become due too, so that the oldest one is sent first: at the first try after a pause, at
   * a request during a pause, and without a pause when the time of an entry has come. A request without a pause leaves
   * them their own time; otherwise each new payment would first wait for a failing entry. A restored route makes only
   * those entries due that failed because of this route. An entry that HiPay answered with Retry-After keeps its own
   * time (`Outbox.wake`); otherwise one order that is always answered so would pause the outbox at each payment. So does
   * an entry that waits because HiPay's look-up does not find it yet.
   */
  async mayTry(why: 'time' | 'asked' | 'route-restored'): Promise<boolean> {
    const { outbox, clock } = this.deps;
    const { pause, retryAllUntil } = this.#outage;
    const pauseOver = pause !== undefined && pause.until <= clock.monotonic();
    if (pause && pause.notBefore > clock.monotonic()) {
      if (why === 'asked') this.#outage = afterRequest(this.#outage);
      return false;
    }
    if (pause && !pauseOver && why === 'time' && !pause.isRequested) return false;
    this.#outage = pauseOver ? afterPause(this.#outage) : afterRequestMet(this.#outage);
    const now = clock.now();
    if (retryAllUntil <= now || (why === 'route-restored' && !pauseOver)) return true;
    const isAnyDue = async () => ((await outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY) <= now;
    if (pause || (why === 'time' && (await isAnyDue()))) await outbox.wake(now, retryAllUntil);
    return true;
  }

  onNothingLeft(): void {
    const { clock, ids } = this.deps;
    this.#outage = afterLastDue(this.#outage, clock.monotonic(), ids.chance());
  }

  /** Takes the result of a try: the entry as written after it, and HiPay's verdict. */
  tried(entry: OutboxEntry, { verdict, ofLookUp }: Pick<TryEnd, 'verdict' | 'ofLookUp'>): void {
    const { clock, ids } = this.deps;
    if (verdict.kind !== 'later') {
      this.#outage = afterAnswer(this.#outage);
      return;
    }
    this.#outage = afterFailure(this.#outage, {
      at: clock.monotonic(),
      nextAttemptAt: entry.nextAttemptAt,
      // HiPay's look-up is another service: when it is busy, orders need not wait.
      retryAfterMs: ofLookUp ? undefined : verdict.retryAfterMs,
      chance: ids.chance(),
    });
  }
}

/** Makes the entries due that failed because of a route, once this route works again. */
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

  /** Makes the entries of the restored routes due; true if there was one. If the storage fails, call again later. */
  async wake(): Promise<boolean> {
    if (this.waitMs > 0) return false;
    const { outbox, clock } = this.deps;
    const woken = await outbox.wakeForRoutes(this.#restored.routes, clock.now());
    this.#restored = afterWaking(this.#restored, clock.monotonic());
    return woken > 0;
  }
}
