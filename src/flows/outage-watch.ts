import type { OrderVerdict } from '../core/gateway/order-answer.ts';
import {
  afterFailure,
  afterLast,
  afterPause,
  atStart,
  noOutage,
  type Outage,
} from '../core/outbox/outage.ts';
import type { OutboxEntry } from '../core/outbox/outbox-entry.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Ids } from '../core/ports/ids.ts';
import type { Outbox } from '../core/ports/outbox.ts';

/** Sees outages of HiPay's in what the deliverer's tries came to, and says when to try again. */
export class OutageWatch {
  #outage: Outage;

  constructor(private readonly outside: { outbox: Outbox; clock: Clock; ids: Ids }) {
    this.#outage = atStart(outside.clock.now());
  }

  get pausing(): boolean {
    return this.#outage.pause !== undefined;
  }

  /** How long to sleep, given when the next entry is due. */
  sleepMs(nextDueAt: number): number {
    const { clock } = this.outside;
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
    const { outbox, clock } = this.outside;
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
    const { clock, ids } = this.outside;
    this.#outage = afterLast(this.#outage, clock.monotonic(), ids.chance());
  }

  /** `entry` as it was written after a try that came to `verdict`. */
  tried(entry: OutboxEntry, verdict: OrderVerdict): void {
    const { clock, ids } = this.outside;
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
