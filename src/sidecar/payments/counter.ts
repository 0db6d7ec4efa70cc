import { pageSettings } from '../../core/settings/page-settings.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { LaunchPlan } from '../launch/launch-plan.ts';
import type { Log } from '../log.ts';
import type { AskedOrders } from '../records/asked-orders.ts';
import type { RecordBook } from '../records/record-book.ts';
import { type RelayHub, relayHub } from '../relay/relay-hub.ts';
import { version } from '../version.ts';
import { isBusy } from './busy.ts';
import { mintOrderId } from './order-id.ts';
import { pageReturn } from './page-return.ts';
import { stopSwitch } from './stop-switch.ts';
import { tillDesk } from './till-desk.ts';
import type { Patience } from './till-desk-parts.ts';
import { waitingLine } from './waiting-line.ts';

interface CounterParts {
  readonly queue: LaunchPlan['queue'];
  readonly settings: Settings;
  /** Where the connector page is to be opened. */
  readonly home: string;
  readonly log: Log;
  readonly patience: Patience;
  readonly book: RecordBook;
  readonly asked: AskedOrders;
  /** The page's browser is started by this sidecar. */
  readonly browserKept: boolean;
  /** Lets the port and the browser go. */
  close(): Promise<unknown>;
}

const busyPatienceMs = 2000;

/** What stands between the till and the connector page, and what ends it. */
export function openCounter(parts: CounterParts) {
  const { queue, settings, home, log, patience, book, asked, browserKept, close } = parts;
  const hub = relayHub({ settings: pageSettings(settings), program: `hipay-ecr ${version}`, log, book });
  const desk = tillDesk({
    hub,
    book,
    asked,
    log,
    mintOrderId,
    simulated: settings.terminal.link === 'simulated' || settings.hipay.simulated,
    home,
    patience,
    comingBackMs: pageReturn({
      hub,
      patience,
      begunBefore: book.begunBefore || asked.anyOpen(),
      browserKept,
    }),
    line: lineOf(queue, hub, patience),
  });
  let end: (value: Promise<void>) => void = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const stop = stopSwitch({
    busy: () => isBusy(desk, hub, busyPatienceMs),
    exit: () => {
      hub.closeAll();
      end(close().then(() => Promise.all([book.close(), asked.close()]).then(() => {})));
    },
    lookAgainMs: 250,
  });
  return { hub, book, desk, stop, closed, settleMs: patience.settleMs };
}

/** Only where the configuration wants one: HiPay's program tells the second till at once. */
const lineOf = (queue: LaunchPlan['queue'], hub: RelayHub, { askAgainMs }: Patience) =>
  queue.longest === 0
    ? undefined
    : waitingLine({
        ...queue,
        lookAgainMs: askAgainMs,
        seemsFree: () => {
          const phase = hub.snapshot()?.payment?.phase;
          return phase === undefined || phase === 'notifying' || phase === 'finished';
        },
      });
