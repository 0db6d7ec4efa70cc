import type { Clock } from '../../core/ports/clock.ts';

export interface TestClock extends Clock {
  /** Its timers no longer keep a Node process from ending; those to come neither, until it is said otherwise. */
  keepAwake(wanted: boolean): void;
}

/** Node's timers can let a process end; browsers' are plain numbers. */
type Timer = { ref?(): void; unref?(): void };

/** A clock that goes `speed` times as fast as the real one, in all that it does: waits keep their order. */
export function testClock(speed: number): TestClock {
  const timers = new Set<Timer>();
  const begin = Date.now();
  const zero = performance.now();
  const monotonic = () => (performance.now() - zero) * speed;
  let awake = true;
  return {
    monotonic,
    now: () => begin + monotonic(),
    after(ms, callback) {
      let wanted = true;
      const fire = () => wanted && callback();
      if (ms <= 0) {
        queueMicrotask(fire);
        return () => {
          wanted = false;
        };
      }
      const timer = setTimeout(() => {
        timers.delete(timer as unknown as Timer);
        fire();
      }, ms / speed);
      timers.add(timer as unknown as Timer);
      if (!awake) (timer as unknown as Timer).unref?.();
      return () => {
        wanted = false;
        clearTimeout(timer);
        timers.delete(timer as unknown as Timer);
      };
    },
    keepAwake(wanted) {
      awake = wanted;
      for (const timer of timers) wanted ? timer.ref?.() : timer.unref?.();
    },
  };
}
