import type { Channel } from '../../../src/core/ports/channel.ts';
import type { Clock } from '../../../src/core/ports/host.ts';

/**
 * One run of a page. After its death none of its timers, promises or messages is handled. While it hangs they wait, as they
 * do for a renderer that the system has suspended.
 */
export class PageLife {
  alive = true;
  #hung = false;
  #waiting: (() => void)[] = [];
  #onDeath: (() => void)[] = [];

  readonly clock: Clock = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after: (ms, callback) => {
      const timer = setTimeout(() => this.run(callback), ms);
      return () => clearTimeout(timer);
    },
  };

  run(callback: () => void): void {
    if (!this.alive) return;
    if (this.#hung) this.#waiting.push(callback);
    else callback();
  }

  /** Wraps a port's promise: its result waits while the page hangs, and never comes after its death. */
  through<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.run(() =>
        work().then(
          (value) => this.run(() => resolve(value)),
          (error: unknown) => this.run(() => reject(error)),
        ),
      );
    });
  }

  /** Wraps every function of a port with `through`. */
  port<Port extends object>(port: Port): Port {
    const wrapped = Object.entries(port).map(([name, call]) => [
      name,
      (...params: unknown[]) => this.through(() => call(...params)),
    ]);
    return Object.fromEntries(wrapped) as Port;
  }

  channel(channel: Channel): Channel {
    return {
      ...channel,
      onMessage: (listener) => channel.onMessage((message) => this.run(() => listener(message))),
      onClose: (listener) => channel.onClose(() => this.run(listener)),
    };
  }

  hang(): void {
    this.#hung = true;
  }

  wake(): void {
    this.#hung = false;
    for (const callback of this.#waiting.splice(0)) this.run(callback);
  }

  onDeath(callback: () => void): void {
    this.#onDeath.push(callback);
  }

  end(): void {
    if (!this.alive) return;
    this.alive = false;
    for (const callback of this.#onDeath) callback();
  }
}
