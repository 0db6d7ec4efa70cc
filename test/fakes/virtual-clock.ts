import type { Clock } from '../../src/core/ports/host.ts';

/** Runs everything that is ready: promises, streams and their continuations. */
const settle = async () => {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** A clock that stands still until a test moves it; timers fire in their order. */
export class VirtualClock implements Clock {
  #time = Date.UTC(2026, 10, 23, 9);
  #timers: { at: number; order: number; callback: () => void }[] = [];
  #order = 0;

  #wallOffset = 0;

  now = () => this.#time + this.#wallOffset;
  monotonic = () => this.#time;
  after = (ms: number, callback: () => void) => {
    const timer = { at: this.#time + Math.max(0, ms), order: this.#order++, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Sets the wall clock back; durations are not changed. */
  setBack(ms: number): void {
    this.#wallOffset -= ms;
  }

  /** Runs timers until the promise settles. Fails after a virtual hour: a wait without an end. */
  async until<T>(promise: Promise<T>): Promise<T> {
    let settled = false;
    const watch = promise.finally(() => {
      settled = true;
    });
    watch.catch(() => {});
    const limit = this.#time + 3_600_000;
    await settle();
    while (!settled) {
      if (!this.#fireNext(limit))
        throw new Error('no timer is left within an hour, and the promise has not settled');
      await settle();
    }
    return watch;
  }

  async advance(ms: number): Promise<void> {
    const end = this.#time + ms;
    await settle();
    while (this.#fireNext(end)) await settle();
    this.#time = end;
  }

  /** Time passes while the program is suspended: no timer fires before it goes on. */
  skip(ms: number): void {
    this.#time += ms;
  }

  /** The computer sleeps: time goes on, and all timers that became due fire when it wakes. */
  async sleep(ms: number): Promise<void> {
    await settle();
    this.#time += ms;
    await this.advance(0);
  }

  #fireNext(limit: number): boolean {
    const next = this.#timers.sort((a, b) => a.at - b.at || a.order - b.order)[0];
    if (!next || next.at > limit) return false;
    this.#timers.shift();
    this.#time = Math.max(this.#time, next.at);
    next.callback();
    return true;
  }
}
