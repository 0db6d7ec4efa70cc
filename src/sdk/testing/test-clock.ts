import type { Clock } from '../../core/ports/host.ts';

export interface TestClock extends Clock {
  /** Its timers no longer keep a Node process from ending; those to come neither, until it is said otherwise. */
  keepAwake(wanted: boolean): void;
}

interface Wait {
  readonly due: number;
  readonly callback: () => void;
}

/** Node's timers can let a process end; browsers' are plain numbers. */
type Timer = { ref?(): void; unref?(): void };

/**
 * The most that passes at once, in milliseconds of the real clock. A machine that stands still for longer (ten other tests
 * run on it) would otherwise end a wait before what is waited for had a turn.
 */
const maxStepMs = 50;

/**
 * A clock that goes `speed` times as fast as the real one, and never past a wait that has not ended: waits end one after
 * the other, in their order, whatever the machine does meanwhile. While code runs that a wait's end has set going, or that
 * sets waits, it stands still: two hundred times as fast, code that runs for the first time would take seconds.
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
  /** Until whatever is ready to run has run. */
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
    waitTimer = unrefUnlessAwake(setTimeout(endNextWait, Math.min((next.due - monotonic()) / speed, maxStepMs)));
  };
  /** One wait a turn: what it sets going comes before the next ends. */
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
