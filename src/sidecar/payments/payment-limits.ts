import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { HeartbeatTimes } from '../page/heartbeat.ts';
import type { ReconcileTimes } from '../page/reconcile.ts';
import type { RelayHub } from '../page/relay-hub.ts';

/** Times to wait, in milliseconds. */
export interface Timeouts {
  /** For a page that is connected but not ready yet. */
  readonly pageReadyMs: number;
  /** For a page to come back after one was lost during a payment. */
  readonly pageReturnMs: number;
  /** For the page of a browser that the sidecar itself starts and restarts. */
  readonly browserMs: number;
  /** For a page to come back after it left while no payment ran. */
  readonly reloadMs: number;
  /** For lost records to come again from the pages, before an order without a record is refused. */
  readonly recordsReturnMs: number;
  /** Between two queries for a payment that still runs. */
  readonly askAgainMs: number;
  /** For a page to begin a payment, after it got the order. Later it gets no permit to begin. */
  readonly beginMs: number;
  /** Time in which a person says whether a till without order numbers repeats a paid sale. The till waits. */
  readonly askMs: number;
  /** From the end of a payment's own limit to the answer "unknown", if its page has not answered. */
  readonly overrunMs: number;
  readonly heartbeat: HeartbeatTimes;
  readonly reconcile: ReconcileTimes;
}

/** Times after which a till gets an answer, milliseconds from the handing over of its payment to a page. */
export interface PaymentLimits {
  /** While the page hangs. */
  readonly hungMs: number;
  /** In every other case. It is longer, because a page that has the result also waits for the first notification. */
  readonly answerMs: number;
}

export function paymentLimits(settings: Settings, overrunMs: number): PaymentLimits {
  const hungMs = settings.terminal.timers.customerMs + overrunMs;
  return { hungMs, answerMs: hungMs + settings.notificationWaitMs };
}

export interface LimitDeps {
  readonly hub: Pick<RelayHub, 'lostSignal'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly limits: PaymentLimits;
}

/** Waits for a page's answer to a payment until the limit; undefined after that. Rejects as the call does. */
export async function withinLimits<Answer>(
  call: Promise<Answer>,
  connector: ConnectorApi,
  { hub, clock, limits }: LimitDeps,
): Promise<Answer | undefined> {
  let end = () => {};
  const reached = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined);
  });
  let lost: AbortSignal | undefined;
  const stopHung = clock.after(limits.hungMs, () => {
    lost = hub.lostSignal(connector);
    if (lost.aborted) end();
    else lost.addEventListener('abort', end);
  });
  const stopAnswer = clock.after(limits.answerMs, end);
  try {
    return await Promise.race([call, reached]);
  } finally {
    stopHung();
    stopAnswer();
    lost?.removeEventListener('abort', end);
  }
}
