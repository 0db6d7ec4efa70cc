import type { Clock } from '../../src/core/ports/host.ts';
import type { WorldClock } from './world-clock.ts';

const never = () => new Promise<never>(() => {});

/**
 * One life of the connector's process. A kill is real: from that moment on no promise of the outside settles for it and
 * none of its timers fires, so the dead program cannot write, speak or ask.
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

  /** What a port's promise is to this life: it never settles after the kill. */
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
