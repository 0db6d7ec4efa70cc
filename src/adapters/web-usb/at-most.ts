import type { Clock } from '../../core/ports/clock.ts';

/** A control transfer to a device that is stuck never ends, and Linux gives it five seconds at most, too. */
const stepLimitMs = 1000;

/** Waits for a step that may fail or hang, and goes on either way. */
export function atMost(clock: Clock, step: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const stop = clock.after(stepLimitMs, resolve);
    const done = () => {
      stop();
      resolve();
    };
    step.then(done, done);
  });
}
