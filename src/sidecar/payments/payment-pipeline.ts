import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { FirstSetupOffer } from '../../core/connector-api/snapshot.ts';
import { createOrderId } from '../../core/order-id.ts';
import { monthsBefore } from '../../core/records/erasing.ts';
import type { QueueChoice } from '../../core/settings/config-file.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { pageSettings } from '../../core/settings/visible-settings.ts';
import { EraseCustomers } from '../page/erase-customers.ts';
import { Reconciler } from '../page/reconcile.ts';
import { type RelayHub, relayHub } from '../page/relay-hub.ts';
import type { Log } from '../program/log.ts';
import { systemClock, version } from '../program/version.ts';
import type { Erasures } from '../records/erasures.ts';
import type { PaymentPermits } from '../records/payment-permits.ts';
import type { RecordStore } from '../records/record-store.ts';
import { askSameSale } from './ask-same-sale.ts';
import { findDoubtsOfAll } from './doubts-about.ts';
import { OrderLedger } from './order-ledger.ts';
import { paymentLimits, type Timeouts } from './payment-limits.ts';
import { createPaymentQueue } from './payment-queue.ts';
import { createPaymentRelay, type PaymentRelay } from './payment-relay.ts';
import { PermitsWithoutRecord } from './permits-without-record.ts';
import { type StopSwitch, stopSwitch } from './stop-switch.ts';
import { unionCounts } from './union-counts.ts';

/**
 * True while a payment or a page must not be interrupted. A page that does not answer within the timeout counts as busy, but
 * one that answers no heartbeats does not: it would never let the program stop.
 */
export async function isBusy(relay: PaymentRelay, hub: RelayHub, timeoutMs: number): Promise<boolean> {
  if (relay.countRunning() > 0) return true;
  const answers = hub.connectors().map(async (connector) => {
    try {
      return (await connector.readiness({})).busy;
    } catch {
      // The page closed during the call.
      return false;
    }
  });
  const tooLate = new Promise<boolean[]>((resolve) => {
    setTimeout(() => resolve([true]), timeoutMs).unref();
  });
  return (await Promise.race([Promise.all(answers), tooLate])).includes(true);
}

/** No payment runs this long. A permit that is open for longer belongs to a payment in doubt, which waits for a person. */
const longestPaymentMs = 15 * 60_000;

const hasOpenPermit = (permits: Pick<PaymentPermits, 'all'>, now: number): boolean =>
  permits.all().some(({ at }) => at !== undefined && now - at < longestPaymentMs);

interface ReconnectWindowDeps {
  readonly hub: Pick<RelayHub, 'leftAt'>;
  readonly timeouts: Timeouts;
  /** True if an earlier start had payments, so its page may still be open. */
  readonly hasEarlierRecords: boolean;
  /** True if this sidecar starts the page's browser, and restarts it. */
  readonly browserKept: boolean;
}

/** Call this at the start. The returned function gives the remaining time (ms) in which a page may still connect. */
export function createReconnectWindow({
  hub,
  timeouts,
  hasEarlierRecords,
  browserKept,
}: ReconnectWindowDeps): () => number {
  const earlierPageUntil = hasEarlierRecords ? performance.now() + timeouts.pageReturnMs : 0;
  // The first sale of the day may arrive before the browser that this sidecar starts has opened the page.
  const firstPageUntil = browserKept ? performance.now() + timeouts.browserMs : 0;
  // If a page has just left, it is probably reloading, or its browser is restarting.
  const reconnectMs = browserKept ? timeouts.browserMs : timeouts.reloadMs;
  return () =>
    Math.max(0, Math.max(earlierPageUntil, firstPageUntil, hub.leftAt() + reconnectMs) - performance.now());
}

/** Time from the start to the first erasing, ms, so that the first sales of the day are not slowed down. */
const firstErasingMs = 10 * 60_000;
const eraseEveryMs = 24 * 3_600_000;

function eraseDaily(erase: () => Promise<void>, log: Log): void {
  const run = async () => {
    await erase().catch((error: unknown) =>
      log.error({ error: String(error) }, 'old records could not be erased'),
    );
    setTimeout(run, eraseEveryMs).unref();
  };
  setTimeout(run, firstErasingMs).unref();
}

interface PaymentPipelineDeps {
  readonly queue: QueueChoice;
  readonly settings: Settings;
  /** Present: the pages offer the guide that writes the first configuration. */
  readonly firstSetup?: FirstSetupOffer | undefined;
  /** Address of the connector page. */
  readonly pageUrl: string;
  readonly log: Log;
  readonly timeouts: Timeouts;
  readonly recordStore: RecordStore;
  readonly permits: PaymentPermits;
  readonly erasures: Erasures;
  /** True if this sidecar starts the page's browser, and restarts it. */
  readonly browserKept: boolean;
  /** Closes the port and ends the browser. */
  close(): Promise<unknown>;
  /** Called before each payment; false: it must not begin. */
  readonly mayBegin?: () => Promise<boolean>;
  /** Resolves when a till's order may go to a page: to true if it had to wait. */
  readonly awaitOwnPage?: () => Promise<boolean>;
}

const busyTimeoutMs = 2000;
/** Delay from a change to the count, ms. Counting takes time, so changes that come close together are counted once. */
const countDelayMs = 300;
/** Maximum time that the stop waits for the note that a till has its answer, ms: on a full disk it is never written. */
const maxNoteWaitMs = 5000;

/** Creates the parts between the till and the connector page, and the switch that ends them. */
export function createPaymentPipeline(deps: PaymentPipelineDeps) {
  const { queue, settings, pageUrl, log, timeouts, recordStore, permits, browserKept, close } = deps;
  // A real terminal moves money even if HiPay is simulated.
  const simulated = settings.terminal.link === 'simulated';
  const { mayBegin } = deps;
  const ledger = new OrderLedger({ recordStore, permits, log, now: Date.now, simulated, mayBegin });
  const keep = (copy: RecordCopy, journal: string | undefined) => {
    const { paymentId } = copy.kind === 'payment' ? copy.record : copy.entry;
    return ledger
      .keep(copy, (change) => reconciler.onCopy(journal, paymentId, change))
      .finally(showUndeliveredSoon);
  };
  // A page and the comparison with it get all payments: the page knows its own terminal.
  const recordsOf = async (orderId: string) => ledger.knownRecords(await ledger.read(orderId, true));
  const countedRecordsOf = async (orderId: string) => ledger.knownRecords(await ledger.read(orderId));
  const runsAt = (installation: string | undefined) =>
    hub.journals().some(({ journal }) => journal === installation);
  const permitsWithoutRecord = new PermitsWithoutRecord({
    permits,
    ledger,
    keep: (record) => keep({ kind: 'payment', record }, undefined),
    simulated,
    log,
    now: Date.now,
  });
  const hub = relayHub({
    async knownOrder(orderId, journal) {
      const order = await ledger.read(orderId, true);
      const ids = order.payments.map(({ paymentId }) => paymentId);
      return {
        records: ledger.knownRecords(order),
        mayLackRecords: order.knowledgeLost,
        runningElsewhere: ids.filter((paymentId) => reconciler.mayRunElsewhere(paymentId, journal)),
        keptElsewhere: order.keptElsewhere,
      };
    },
    doubtsAbout: (sale) =>
      findDoubtsOfAll(sale, { recordStore, recordsOf: countedRecordsOf, runsAt, now: Date.now }),
    permitRefund: (request, isWanted) => ledger.givePermit(request, { isWanted }),
    settings: pageSettings(settings),
    firstSetup: deps.firstSetup,
    program: `hipay-ecr ${version}`,
    log,
    recordStore: {
      ...recordStore,
      keep,
    },
    clock: systemClock,
    heartbeat: timeouts.heartbeat,
  });
  const reconciler = new Reconciler({
    store: recordStore,
    clock: systemClock,
    log,
    times: timeouts.reconcile,
    keep,
    recordsOf,
    settlePermits: (mayStillBring) => permitsWithoutRecord.settle(mayStillBring),
    pages: hub.journals,
  });
  hub.watch(reconciler.onPages);
  // A payment by hand or of a web till asks for no permit here, so `mayBegin` is called when it is seen.
  hub.watch((now) => {
    if (now?.payment !== undefined && now.payment.phase !== 'finished') void mayBegin?.();
  });
  const eraser = new EraseCustomers({ hub, recordStore, erasures: deps.erasures, log });
  hub.watch(eraser.onPages);
  if (settings.keepMonths > 0)
    eraseDaily(() => recordStore.eraseBefore(monthsBefore(Date.now(), settings.keepMonths)), log);
  const relay = createPaymentRelay({
    hub,
    ledger,
    recordStore,
    permits,
    log,
    stopping: () => stop.isStopping(),
    replayMs: settings.replayMs,
    createOrderId: () => settings.orderPrefix + createOrderId(new Date(), randomBytes),
    clock: systemClock,
    limits: paymentLimits(settings, timeouts.overrunMs),
    simulated,
    askSameSale: async (paid, left) =>
      askSameSale(await hub.connector(0), { ...paid, forMs: timeouts.askMs }, left),
    noteRequest(request) {
      if (permitsWithoutRecord.noteRequest(request)) reconciler.runNow();
    },
    pageUrl,
    timeouts,
    awaitOwnPage: deps.awaitOwnPage,
    reconnectMs: createReconnectWindow({
      hub,
      timeouts,
      hasEarlierRecords: recordStore.hasEarlierRecords || permits.all().length > 0,
      browserKept,
    }),
    paymentQueue: queueOf(queue, hub, timeouts),
  });
  let setClosed: (value: Promise<void>) => void = () => {};
  const closed = new Promise<void>((resolve) => {
    setClosed = resolve;
  });
  const stop: StopSwitch = stopSwitch({
    busy: () => isBusy(relay, hub, busyTimeoutMs),
    exit: () => {
      reconciler.stop();
      hub.closeAll();
      // The till of the last payment has its answer only now.
      const answered = close().then(() =>
        Promise.race([relay.waitForNotes(), pause(maxNoteWaitMs, undefined, { ref: false })]),
      );
      setClosed(answered.then(() => Promise.all([recordStore.close(), permits.close()]).then(() => {})));
    },
    checkIntervalMs: 250,
  });
  const counts = () => unionCounts({ recordStore, hub, permits, reconciler });
  let isCountPlanned = false;
  function showUndeliveredSoon(): void {
    if (isCountPlanned || hub.count() === 0) return;
    isCountPlanned = true;
    systemClock.after(countDelayMs, () => {
      isCountPlanned = false;
      const known = counts();
      hub.showUndelivered(known && known.pending + known.parked);
      // The records may not be read yet.
      if (!known) showUndeliveredSoon();
    });
  }
  hub.watch(showUndeliveredSoon);
  const writeFailures = () =>
    [permits.writeFailure(), recordStore.writeFailure()].filter((failure) => failure !== undefined);
  const showWriteFailures = () =>
    hub.showDiskFailures(writeFailures().map(({ path, error }) => ({ file: basename(path), error })));
  for (const file of [permits, recordStore]) file.onWriteFailure(showWriteFailures);
  // A file may not have been written at the start.
  showWriteFailures();
  return {
    hub,
    ledger,
    recordStore,
    /** Stores a copy of this journal, and passes what it adds on to the pages that have the payment. */
    keepCopy: keep,
    relay,
    eraser,
    counts,
    writeFailures,
    stop,
    closed,
    /** True while a payment runs, may still run, or a page must not be interrupted. */
    isBusy: async () => hasOpenPermit(permits, Date.now()) || (await isBusy(relay, hub, busyTimeoutMs)),
    pageReadyMs: timeouts.pageReadyMs,
  };
}

/** Creates a queue if the configuration asks for one. By default a second till is refused at once, as in HiPay's program. */
const queueOf = (queue: QueueChoice, hub: RelayHub, { askAgainMs }: Timeouts) =>
  queue.longest === 0
    ? undefined
    : createPaymentQueue({
        ...queue,
        checkIntervalMs: askAgainMs,
        seemsTerminalFree: () => {
          const phase = hub.snapshot()?.payment?.phase;
          return phase === undefined || phase === 'notifying' || phase === 'finished';
        },
      });
