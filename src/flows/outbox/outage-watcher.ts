import {
  afterAnswer,
  afterFailure,
  afterLastDue,
  afterPause,
  afterRequest,
  afterRequestMet,
  atStart,
  isTriedInPause,
  noOutage,
  type Outage,
} from '../../core/hipay/delivery-schedule.ts';
import type { TryEnd } from '../../core/hipay/delivery-try.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** Detects outages of HiPay from the results of the tries, and decides when to try again. */
export class OutageWatcher {
  #outage: Outage;

  constructor(private readonly deps: { outbox: Outbox; clock: Clock; ids: Ids }) {
    this.#outage = atStart(deps.clock.now());
  }

  /** True if a pause forbids the next try. `next`: the due entry that would be tried next. */
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
   * allows a try, and before the end of HiPay's Retry-After nothing does. A request that comes before this end
   * is carried out at this end.
   *
   * Three events make the entries that failed before due too, so that the oldest entry is sent first: the first try after a
   * pause, a request during a pause, and, without a pause, an entry that becomes due. A request without a pause does not;
   * otherwise each new payment would first wait for a failing entry. A restored route makes only those entries due that
   * failed because of this route. Two kinds of entries keep their own time (`Outbox.wake`): an entry that HiPay answered
   * with Retry-After, because otherwise one order that always gets this answer would pause the outbox at each payment; and
   * an entry that HiPay's look-up does not find yet.
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
