import type { Settings } from '../../core/settings/settings.ts';
import { pageSettings } from '../../core/settings/visible-settings.ts';
import { type RelayHub, relayHub } from '../page/relay-hub.ts';
import type { Log } from '../program/log.ts';
import { version } from '../program/version.ts';
import type { PendingOrders } from '../records/pending-orders.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { LaunchPlan } from '../start/launch-plan.ts';
import { mintOrderId } from './order-id.ts';
import { createPaymentQueue } from './payment-queue.ts';
import { createPaymentRelay, type PaymentRelay } from './payment-relay.ts';
import type { Timeouts } from './relay-answers.ts';
import { stopSwitch } from './stop-switch.ts';

/** Is anything under way that must not be cut off? A page that does not say so in time counts as busy. */
export async function isBusy(relay: PaymentRelay, hub: RelayHub, patienceMs: number): Promise<boolean> {
  if (relay.running() > 0) return true;
  const answers = hub.connectors().map(async (connector) => {
    try {
      return (await connector.readiness({})).busy;
    } catch {
      // It has left while it was asked.
      return false;
    }
  });
  const tooLate = new Promise<boolean[]>((resolve) => {
    setTimeout(() => resolve([true]), patienceMs).unref();
  });
  return (await Promise.race([Promise.all(answers), tooLate])).includes(true);
}

interface PageReturnParts {
  readonly hub: Pick<RelayHub, 'leftAt'>;
  readonly timeouts: Timeouts;
  /** Payments were made or begun before this start: a page of that time may be open still. */
  readonly hasEarlierRecords: boolean;
  /** The page's browser is started by this sidecar, and started again. */
  readonly browserKept: boolean;
}

/** To be made at the start. Tells for how many milliseconds from now a page may still be on its way here. */
export function createReconnectWindow({
  hub,
  timeouts,
  hasEarlierRecords,
  browserKept,
}: PageReturnParts): () => number {
  const backUntil = hasEarlierRecords ? performance.now() + timeouts.returnMs : 0;
  // The first sale of the day is posted before a browser of ours has its page open.
  const firstUntil = browserKept ? performance.now() + timeouts.browserMs : 0;
  // One that has just left is most likely being reloaded, or its browser started again.
  const againMs = browserKept ? timeouts.browserMs : timeouts.reloadMs;
  return () => Math.max(0, Math.max(backUntil, firstUntil, hub.leftAt() + againMs) - performance.now());
}

interface PaymentPipelineDeps {
  readonly queue: LaunchPlan['queue'];
  readonly settings: Settings;
  /** Where the connector page is to be opened. */
  readonly home: string;
  readonly log: Log;
  readonly timeouts: Timeouts;
  readonly recordStore: RecordStore;
  readonly pendingOrders: PendingOrders;
  /** The page's browser is started by this sidecar. */
  readonly browserKept: boolean;
  /** Lets the port and the browser go. */
  close(): Promise<unknown>;
}

const busyTimeoutMs = 2000;

/** What stands between the till and the connector page, and what ends it. */
export function createPaymentPipeline(parts: PaymentPipelineDeps) {
  const { queue, settings, home, log, timeouts, recordStore, pendingOrders, browserKept, close } = parts;
  const hub = relayHub({
    settings: pageSettings(settings),
    program: `hipay-ecr ${version}`,
    log,
    recordStore,
  });
  const relay = createPaymentRelay({
    hub,
    recordStore,
    pendingOrders,
    log,
    mintOrderId,
    simulated: settings.terminal.link === 'simulated' || settings.hipay.simulated,
    home,
    timeouts,
    reconnectMs: createReconnectWindow({
      hub,
      timeouts,
      hasEarlierRecords: recordStore.hasEarlierRecords || pendingOrders.hasPending(),
      browserKept,
    }),
    line: lineOf(queue, hub, timeouts),
  });
  let end: (value: Promise<void>) => void = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const stop = stopSwitch({
    busy: () => isBusy(relay, hub, busyTimeoutMs),
    exit: () => {
      hub.closeAll();
      end(close().then(() => Promise.all([recordStore.close(), pendingOrders.close()]).then(() => {})));
    },
    lookAgainMs: 250,
  });
  return { hub, recordStore, relay, stop, closed, settleMs: timeouts.settleMs };
}

/** Only where the configuration wants one: HiPay's program tells the second till at once. */
const lineOf = (queue: LaunchPlan['queue'], hub: RelayHub, { askAgainMs }: Timeouts) =>
  queue.longest === 0
    ? undefined
    : createPaymentQueue({
        ...queue,
        lookAgainMs: askAgainMs,
        seemsTerminalFree: () => {
          const phase = hub.snapshot()?.payment?.phase;
          return phase === undefined || phase === 'notifying' || phase === 'finished';
        },
      });
