import type { Clock } from '../core/ports/clock.ts';

/** So often in a row several devices are asked anew by the clock alone: each time other programs' are opened, too. */
const choicesByClock = 4;
/** Nobody who asks is a reason to open them all more often than so. */
const choiceEveryMs = 10_000;

/** How often several devices are asked anew which of them is the terminal. */
export class ChoiceLimits {
  #several = false;
  #byClock = 0;
  /** By the monotonic clock. */
  #at = Number.NEGATIVE_INFINITY;

  constructor(private readonly clock: Clock) {}

  /** There was more than one device to choose from. */
  get several(): boolean {
    return this.#several;
  }

  /** The last choice is so old that somebody who asks is a reason for another. */
  get longAgo(): boolean {
    return this.clock.monotonic() - this.#at > choiceEveryMs;
  }

  /** One device was opened, or several were asked. */
  opened(several: boolean): void {
    this.#several = several;
    if (several) this.#at = this.clock.monotonic();
  }

  /** One more because of the clock alone. False: there were enough. */
  oneByClock(): boolean {
    if (this.#byClock >= choicesByClock) return false;
    this.#byClock++;
    return true;
  }

  /** There is something new to be found. */
  deviceCame(): void {
    this.#byClock = 0;
  }
}
