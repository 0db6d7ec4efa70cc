import type { Clock } from '../../core/ports/host.ts';

export interface TestClock extends Clock {
  /** Sets whether the timers of this clock, present and future ones, keep a Node process alive. */
  keepAwake(isAwake: boolean): void;
}

interface Wait {
  readonly due: number;
  readonly callback: () => void;
}

/** A timer of Node, which can let a process end. A browser's timer is a plain number. */
type Timer = { ref?(): void; unref?(): void };

/**
 * Maximum step of the clock, in real milliseconds. A busy machine may stop this process for a longer time. A larger step
 * could then end a time limit before the code that it limits has run.
 */
const maxStepMs = 50;

/**
 * A clock that runs `speed` times as fast as the real clock. It stops at the due time of a wait until the callback of that
 * wait was called. So waits end one after the other, in their order, even on a busy machine. The clock also stops while code
 * runs after the end of a wait, or after a new wait was set. Without this, at 200 times the speed, slow code would take
 * seconds of this clock.
 */
export function testClock(speed: number): TestClock {
  const beginMs = Date.now();
  let waits: readonly Wait[] = [];
  let elapsedMs = 0;
  let lastReal = performance.now();
  let waitTimer: ReturnType<typeof setTimeout> | undefined;
  let isAwake = true;
  let pauseTimer: ReturnType<typeof setTimeout> | undefined;

  const unrefUnlessAwake = (timer: ReturnType<typeof setTimeout>) => {
    if (!isAwake) (timer as unknown as Timer).unref?.();
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
    if (pauseTimer) return elapsedMs;
    const real = performance.now();
    elapsedMs = Math.min(
      elapsedMs + Math.min(real - lastReal, maxStepMs) * speed,
      waits[0]?.due ?? Number.POSITIVE_INFINITY,
    );
    lastReal = real;
    return elapsedMs;
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
    now: () => beginMs + monotonic(),
    after(ms, callback) {
      if (ms <= 0) return runSoon(callback);
      const wait = { due: monotonic() + ms, callback };
      const position = waits.findIndex(({ due }) => due > wait.due);
      waits = waits.toSpliced(position < 0 ? waits.length : position, 0, wait);
      pause();
      return () => {
        waits = waits.filter((other) => other !== wait);
        schedule();
      };
    },
    keepAwake(next) {
      isAwake = next;
      for (const timer of [waitTimer, pauseTimer] as unknown as (Timer | undefined)[]) {
        isAwake ? timer?.ref?.() : timer?.unref?.();
      }
    },
  };
}

function runSoon(callback: () => void): () => void {
  let isWanted = true;
  queueMicrotask(() => isWanted && callback());
  return () => {
    isWanted = false;
  };
}
