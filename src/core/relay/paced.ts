import type { Clock } from '../ports/clock.ts';

/** Of what changes faster than it is looked at only the newest is sent. */
export interface Paced<Value> {
  /** Sends at once, unless something was sent less than the span ago: then at its end, if nothing newer has come. */
  put(value: Value): void;
  /** Sends what still waits, now. */
  flush(): void;
  /** What still waits is dropped. */
  stop(): void;
}

/** @param spanMs from one sending to the next, milliseconds of the monotonic clock */
export function paced<Value>(
  clock: Pick<Clock, 'after'>,
  spanMs: number,
  send: (value: Value) => void,
): Paced<Value> {
  let waiting: { readonly value: Value } | undefined;
  let endSpan: (() => void) | undefined;
  const sendNow = (value: Value) => {
    waiting = undefined;
    endSpan?.();
    endSpan = clock.after(spanMs, () => {
      endSpan = undefined;
      if (waiting) sendNow(waiting.value);
    });
    send(value);
  };
  return {
    put(value) {
      if (endSpan) waiting = { value };
      else sendNow(value);
    },
    flush() {
      if (waiting) sendNow(waiting.value);
    },
    stop() {
      waiting = undefined;
      endSpan?.();
      endSpan = undefined;
    },
  };
}
