import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';

/** Where payments wait for the one before: first come, first served. */
export interface PaymentQueue {
  /** Is anybody in line? Then a newcomer stands behind. */
  hasWaiting(): boolean;
  /** Undefined when the line is as long as it may be. */
  join(left: AbortSignal | undefined): Place | undefined;
}

export interface Place {
  /** True: it is this one's turn to ask. False: it has waited long enough, or its till has gone. */
  turn(): Promise<boolean>;
  leave(): void;
}

export interface PaymentQueueDeps {
  readonly longest: number;
  readonly waitMs: number;
  readonly lookAgainMs: number;
  /** Does nothing speak for the terminal being taken? A page that is asked says it for certain. */
  readonly seemsTerminalFree: () => boolean;
}

/** A line with nobody in it. */
export function createPaymentQueue({
  longest,
  waitMs,
  lookAgainMs,
  seemsTerminalFree,
}: PaymentQueueDeps): PaymentQueue {
  const places: Place[] = [];
  return {
    hasWaiting: () => places.length > 0,
    join(left) {
      if (places.length >= longest) return undefined;
      const until = performance.now() + waitMs;
      const place: Place = {
        async turn() {
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
            if (left?.aborted || performance.now() > until) return false;
            if (places[0] === place && seemsTerminalFree()) return true;
          }
        },
        leave: () => void places.splice(places.indexOf(place), 1),
      };
      places.push(place);
      return place;
    },
  };
}

/**
 * Only the connector knows whether its terminal is free: a payment in line asks it again until it is not turned away, and
 * once more when it has waited long enough. Undefined: its till has gone.
 */
export async function takeInTurn(
  line: PaymentQueue,
  ask: () => Promise<PaymentAnswer>,
  left: AbortSignal | undefined,
): Promise<PaymentAnswer | undefined> {
  let answer = line.hasWaiting() ? undefined : await ask();
  if (answer && answer.failure !== 'payment-running') return answer;
  const place = line.join(left);
  try {
    while (await place?.turn()) {
      answer = await ask();
      if (answer.failure !== 'payment-running') return answer;
    }
  } finally {
    place?.leave();
  }
  return answer ?? (left?.aborted ? undefined : ask());
}
