import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';

/** Payments that wait for the one before, in the order of their arrival. */
export interface PaymentQueue {
  /** True if a payment waits: a new one then waits behind it. */
  hasWaiting(): boolean;
  /** Undefined if the queue is full. */
  join(tillLeft: AbortSignal | undefined): Place | undefined;
}

export interface Place {
  /** True: this payment may try now. False: the waiting time is over, or the till has gone. */
  waitForTurn(): Promise<boolean>;
  leave(): void;
}

export interface PaymentQueueDeps {
  readonly longest: number;
  readonly waitMs: number;
  readonly lookAgainMs: number;
  /** True if the last snapshot shows the terminal idle. Only the page's answer is certain. */
  readonly seemsTerminalFree: () => boolean;
}

/** Creates an empty queue. */
export function createPaymentQueue({
  longest,
  waitMs,
  lookAgainMs,
  seemsTerminalFree,
}: PaymentQueueDeps): PaymentQueue {
  const places: Place[] = [];
  return {
    hasWaiting: () => places.length > 0,
    join(tillLeft) {
      if (places.length >= longest) return undefined;
      const until = performance.now() + waitMs;
      const place: Place = {
        async waitForTurn() {
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
            if (tillLeft?.aborted || performance.now() > until) return false;
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
 * Only the connector knows whether its terminal is free. So a payment in the queue tries again until it is not refused,
 * and a last time when its waiting time is over. Undefined: its till has gone.
 */
export async function takeInTurn(
  queue: PaymentQueue,
  take: () => Promise<PaymentAnswer>,
  tillLeft: AbortSignal | undefined,
): Promise<PaymentAnswer | undefined> {
  let answer = queue.hasWaiting() ? undefined : await take();
  if (answer && answer.failure !== 'payment-running') return answer;
  const place = queue.join(tillLeft);
  try {
    while (await place?.waitForTurn()) {
      answer = await take();
      if (answer.failure !== 'payment-running') return answer;
    }
  } finally {
    place?.leave();
  }
  return answer ?? (tillLeft?.aborted ? undefined : take());
}
