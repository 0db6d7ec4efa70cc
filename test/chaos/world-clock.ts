import type { Clock } from '../../src/core/ports/host.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Runs everything that is ready: promises, streams and their continuations. */
const settle = async () => {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve));
};

/** Virtual time for a whole shop. The wall clock may be set; this does not change timers. */
export class WorldClock implements Clock {
  #time = 0;
  #wall = Date.UTC(2026, 10, 23, 9);
  wasSetBack = false;
  #timers = new Set<Timer>();
  #order = 0;

  now = () => this.#wall + this.#time;
  monotonic = () => this.#time;
  after = (ms: number, callback: () => void) => {
    const timer = { at: this.#time + Math.max(0, ms), order: this.#order++, callback };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  };
  sleep = (ms: number) => new Promise<void>((resolve) => void this.after(ms, resolve));

  /** Sets the wall clock, as a person or a time server does. */
  jump(ms: number): void {
    this.wasSetBack ||= ms < 0;
    this.#wall += ms;
  }

  /** Runs timers in their order until the story has ended. */
  async until<T>(story: Promise<T>): Promise<T> {
    let ended = false;
    const watch = story.finally(() => {
      ended = true;
    });
    watch.catch(() => {});
    await settle();
    while (!ended) {
      if (!this.#fireNext()) throw new Error('no timer is left, and the story has not ended');
      await settle();
    }
    return watch;
  }

  #fireNext(): boolean {
    let next: Timer | undefined;
    for (const timer of this.#timers) {
      if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer;
    }
    if (!next) return false;
    this.#timers.delete(next);
    this.#time = next.at;
    next.callback();
    return true;
  }
}
