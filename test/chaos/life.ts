import type { Clock } from '../../src/core/ports/host.ts';
import type { WorldClock } from './world-clock.ts';

const never = () => new Promise<never>(() => {});

/**
 * One process of the connector. After a kill no promise of a port settles for it and none of its timers fires, so the
 * dead process can no longer write or send.
 */
export class Life {
  alive = true;
  readonly clock: Clock;
  readonly death: Promise<'dead'>;
  #die: () => void = () => {};
  #onDeath: (() => void)[] = [];

  constructor(world: WorldClock) {
    this.death = new Promise((resolve) => {
      this.#die = () => resolve('dead');
    });
    this.clock = {
      now: world.now,
      monotonic: world.monotonic,
      after: (ms, callback) => world.after(ms, () => this.alive && callback()),
    };
  }

  /** Wraps a port's promise: it never settles after the kill. */
  through<T>(work: () => Promise<T>): Promise<T> {
    if (!this.alive) return never();
    return new Promise((resolve, reject) => {
      work().then(
        (value) => this.alive && resolve(value),
        (error: unknown) => this.alive && reject(error),
      );
    });
  }

  onDeath(callback: () => void): void {
    this.#onDeath.push(callback);
  }

  kill(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const callback of this.#onDeath) callback();
    this.#die();
  }
}
