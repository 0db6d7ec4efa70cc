import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';

/** Payments that wait until the running payment has ended, in the order of their arrival. */
export interface PaymentQueue {
  /** True if a payment waits. A new payment then has to join the queue too. */
  hasWaiting(): boolean;
  /** Undefined if the queue is full. */
  join(isWaiting: () => boolean): Place | undefined;
}

export interface Place {
  /** True: this payment may try now. False: its waiting time is over, or its till has disconnected. */
  waitForTurn(): Promise<boolean>;
  leave(): void;
}

export interface PaymentQueueDeps {
  readonly longest: number;
  readonly waitMs: number;
  readonly checkIntervalMs: number;
  /** True if the last snapshot shows the terminal idle. Only the page's answer to a payment is certain. */
  readonly seemsTerminalFree: () => boolean;
}

/** Creates an empty queue. */
export function createPaymentQueue({
  longest,
  waitMs,
  checkIntervalMs: lookAgainMs,
  seemsTerminalFree,
}: PaymentQueueDeps): PaymentQueue {
  const places: Place[] = [];
  return {
    hasWaiting: () => places.length > 0,
    join(isWaiting) {
      if (places.length >= longest) return undefined;
      const until = performance.now() + waitMs;
      const place: Place = {
        async waitForTurn() {
          for (;;) {
            await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
            if (!isWaiting() || performance.now() > until) return false;
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
 * Takes a payment once the terminal is free. Only the connector knows that, so the payment tries again until it is not
 * refused, or its waiting time is over. If it has not tried by then, it tries once. Undefined: it has never tried, and its
 * till has disconnected.
 */
export async function takeInTurn(
  queue: PaymentQueue,
  take: () => Promise<PaymentAnswer>,
  isWaiting: () => boolean,
): Promise<PaymentAnswer | undefined> {
  let answer = queue.hasWaiting() ? undefined : await take();
  if (answer && answer.failure !== 'payment-running') return answer;
  const place = queue.join(isWaiting);
  try {
    while (await place?.waitForTurn()) {
      answer = await take();
      if (answer.failure !== 'payment-running') return answer;
    }
  } finally {
    place?.leave();
  }
  return answer ?? (isWaiting() ? take() : undefined);
}
