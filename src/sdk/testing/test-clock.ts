import type { Clock } from '../../core/ports/host.ts';

export interface TestClock extends Clock {
  /** Sets whether its timers, present and future ones, keep a Node process alive. */
  keepAwake(wanted: boolean): void;
}

interface Wait {
  readonly due: number;
  readonly callback: () => void;
}

/** A timer of Node, which can let a process end. A browser's timer is a plain number. */
type Timer = { ref?(): void; unref?(): void };

/**
 * Maximum step of the clock, in real milliseconds. If a busy machine stops this process for longer, a larger
 * step could end a wait before the code that it waits for has run.
 */
const maxStepMs = 50;

/**
 * A clock that runs `speed` times as fast as the real one. It never passes the end of a wait before that wait has ended, so
 * waits end one after the other, in their order, even on a busy machine. It stands still while code runs after the end of a
 * wait, or after a new wait was set: otherwise, at 200 times the speed, slow code would take seconds of this clock.
 */
export function testClock(speed: number): TestClock {
  const begin = Date.now();
  let waits: readonly Wait[] = [];
  let passed = 0;
  let lastReal = performance.now();
  let waitTimer: ReturnType<typeof setTimeout> | undefined;
  let awake = true;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;

  const unrefUnlessAwake = (timer: ReturnType<typeof setTimeout>) => {
    if (!awake) (timer as unknown as Timer).unref?.();
    return timer;
  };
  /** Stops the clock until all code that is ready to run has run. */
  const pause = () => {
    clearTimeout(waitTimer);
    clearTimeout(pauseTimer);
    pauseTimer = unrefUnlessAwake(
      setTimeout(() => {
        pauseTimer = undefined;
        lastReal = performance.now();
        schedule();
      }),
    );
  };
  const monotonic = () => {
    if (pauseTimer) return passed;
    const real = performance.now();
    passed = Math.min(
      passed + Math.min(real - lastReal, maxStepMs) * speed,
      waits[0]?.due ?? Number.POSITIVE_INFINITY,
    );
    lastReal = real;
    return passed;
  };
  const schedule = () => {
    clearTimeout(waitTimer);
    const [next] = waits;
    if (!next || pauseTimer) return;
    waitTimer = unrefUnlessAwake(
      setTimeout(endNextWait, Math.min((next.due - monotonic()) / speed, maxStepMs)),
    );
  };
  /** Ends one wait in each turn of the event loop, so that the code that it starts runs before the next wait ends. */
  const endNextWait = () => {
    const [next, ...others] = waits;
    if (!next || monotonic() < next.due) {
      schedule();
      return;
    }
    waits = others;
    pause();
    next.callback();
  };

  return {
    monotonic,
    now: () => begin + monotonic(),
    after(ms, callback) {
      if (ms <= 0) return runSoon(callback);
      const wait = { due: monotonic() + ms, callback };
      const place = waits.findIndex(({ due }) => due > wait.due);
      waits = waits.toSpliced(place < 0 ? waits.length : place, 0, wait);
      pause();
      return () => {
        waits = waits.filter((other) => other !== wait);
        schedule();
      };
    },
    keepAwake(wanted) {
      awake = wanted;
      for (const timer of [waitTimer, pauseTimer] as unknown as (Timer | undefined)[]) {
        wanted ? timer?.ref?.() : timer?.unref?.();
      }
    },
  };
}

function runSoon(callback: () => void): () => void {
  let wanted = true;
  queueMicrotask(() => wanted && callback());
  return () => {
    wanted = false;
  };
}
