import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { ChannelClosed, connectorClient } from '../../core/connector-api/connector-client.ts';
import { messageOf, type RecordCopy, type RelayMessage } from '../../core/connector-api/messages.ts';
import type {
  DiskFailure,
  FirstSetupOffer,
  Snapshot,
  UpdateAlarm,
} from '../../core/connector-api/snapshot.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Log } from '../program/log.ts';
import type { RecordDamage } from '../records/record-loss.ts';
import type { RecordStore } from '../records/record-store.ts';
import { endWhenLost, type Heartbeat, type HeartbeatTimes, watchHeartbeat } from './heartbeat.ts';
import {
  answerDoubtQuestions,
  answerOrderQuestions,
  answerRefundQuestions,
  type OrderQuestions,
} from './order-questions.ts';
import { OtherVersions } from './other-versions.ts';

/** Asks a page for the records that the second copy lacks, and stores every record that it sends from then on. */
export function copyRecords(
  channel: Channel,
  recordStore: RelayHubDeps['recordStore'],
  journal: () => string | undefined,
): void {
  channel.onMessage((raw) => {
    const message = messageOf(raw, 'record');
    if (message) void recordStore.keep(message.copy, journal());
  });
  void askForRecords(channel, recordStore);
}

/** Asks for the records that the second copy lacks: after a loss, for all. */
const askForRecords = (channel: Channel, recordStore: Pick<RecordStore, 'since'>): Promise<void> =>
  recordStore.since().then((since) => {
    const request: RelayMessage = { kind: 'subscribe-records', since };
    channel.post(request);
  });

/** Shows a page the loss of records, and receives a person's decision that payments may begin despite the loss. */
function reportLoss(channel: Channel, recordStore: RelayHubDeps['recordStore']): void {
  channel.onMessage((raw) => {
    if (messageOf(raw, 'loss-accepted')) recordStore.acceptLoss();
  });
  if (recordStore.damage()) channel.post(lossMessage(recordStore.damage()));
}

const lossMessage = (damage: RecordDamage | undefined): RelayMessage => ({
  kind: 'records-lost',
  loss: damage
    ? {
        at: damage.at,
        missing: damage.missing,
        ...(damage.isComing && { isComing: true }),
        ...(damage.needsPerson && { needsPerson: true }),
      }
    : null,
});

const diskMessage = (failures: readonly DiskFailure[]): RelayMessage => ({ kind: 'disk-failures', failures });

/** The open connector pages. One of them answers the till. */
export interface RelayHub {
  /** Adds a page that has connected. */
  join(channel: Channel): void;
  /**
   * Among the pages that answer heartbeats: the newest page that owns the terminal, otherwise the newest page, which can
   * reach the owner. Waits at most `ms` for a page to connect, to become ready or to answer again.
   */
  connector(ms: number): Promise<ConnectorApi | undefined>;
  /** Id of the journal that a page uses. Undefined: the page has left, or has sent no snapshot. */
  journalOf(connector: ConnectorApi): string | undefined;
  /** Every page that is ready and answers heartbeats. */
  connectors(): readonly ConnectorApi[];
  /** For each journal one page that answers heartbeats; the first one is the page that would answer the till. */
  journals(): readonly JournalPage[];
  /** True while this page answers heartbeats. */
  isResponding(connector: ConnectorApi): boolean;
  /** Fires when a page stops answering. It has already fired if the page does not answer now, or has left. */
  lostSignal(connector: ConnectorApi): AbortSignal;
  /** `not-answering`: pages are connected, but no page that could answer a till answers heartbeats. */
  pageState(): PageState;
  /** True while a page of another version of this program is open; it cannot answer a till. */
  isOtherVersionOpen(): boolean;
  /**
   * Last snapshot of the page that would answer the till. If no page answers heartbeats: the last one of a page that hangs,
   * with a terminal that is away.
   */
  snapshot(): Snapshot | undefined;
  /**
   * Calls back with the result of `snapshot()`, now and on every change; undefined while no page is ready. Returns the
   * function that unsubscribes.
   */
  watch(listener: (now: Snapshot | undefined) => void): () => void;
  /** Sends new settings to the connected pages and to those that connect later. */
  replaceSettings(settings: Settings): void;
  /** Shows which files cannot be written, on the connected pages and on those that connect later. Empty: all can be written. */
  showDiskFailures(failures: readonly DiskFailure[]): void;
  /** Shows the number of undelivered notifications on the connected pages and on those that connect later. Undefined: not known. */
  showUndelivered(count: number | undefined): void;
  /** Shows the alarm about an update on the connected pages and on those that connect later; undefined: it is over. */
  showUpdateAlarm(alarm: UpdateAlarm | undefined): void;
  /** Number of connected pages, ready or not. */
  count(): number;
  /** Number of connected pages that are ready, even if they do not answer heartbeats. */
  countReady(): number;
  /** Number of connected pages that do not answer heartbeats. */
  countSilent(): number;
  /** Time on `performance.now()`'s clock when a page last left; -Infinity if none has. */
  leftAt(): number;
  closeAll(): void;
}

/** A page through which a journal can be reached. */
export interface JournalPage {
  readonly journal: string;
  readonly api: ConnectorApi;
  /** True while a payment runs there. */
  readonly isPaying: boolean;
}

export type PageState = 'open' | 'not-answering' | 'not-open';

/** What a person must do with a page of another version. */
export const otherVersionAdvice =
  'the open page is of another version: press "Update now" there, or close it and open it again';

/** What a person must do so that a page can answer. */
export function pageAdvice(
  { pageState, isOtherVersionOpen }: Pick<RelayHub, 'pageState' | 'isOtherVersionOpen'>,
  pageUrl: string,
): string {
  if (pageState() === 'not-answering') return `the page is open but does not answer: reload ${pageUrl}`;
  return isOtherVersionOpen() ? `${otherVersionAdvice}: ${pageUrl}` : `open ${pageUrl}`;
}

interface Page {
  readonly api: ConnectorApi;
  readonly channel: Channel;
  readonly heartbeat: Heartbeat;
  /** True once the page has the settings and its first snapshot has arrived. */
  ready: boolean;
  snapshot?: Snapshot;
}

export interface RelayHubDeps extends OrderQuestions {
  readonly settings: Settings;
  /** Present: the pages offer the guide that writes the first configuration. */
  readonly firstSetup?: FirstSetupOffer | undefined;
  readonly program: string;
  readonly log: Log;
  /** The second copy of the journal. */
  readonly recordStore: Pick<RecordStore, 'since' | 'onDamage' | 'damage' | 'acceptLoss'> & {
    /** `journal`: id of the page's journal, if it is known. */
    keep(copy: RecordCopy, journal: string | undefined): Promise<void>;
  };
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  readonly heartbeat: HeartbeatTimes;
}

/** Creates a hub without pages. */
export function relayHub(deps: RelayHubDeps): RelayHub {
  const { log, program, recordStore, clock } = deps;
  let { settings } = deps;
  const { firstSetup } = deps;
  let updateAlarm: UpdateAlarm | undefined;
  let diskFailures: readonly DiskFailure[] = [];
  let undelivered: number | undefined;
  const pages = new Set<Page>();
  const watchers = new Set<() => void>();
  const otherVersions = new OtherVersions(clock, log);
  let leftAt = Number.NEGATIVE_INFINITY;
  const notifyWatchers = () => {
    for (const watcher of [...watchers]) watcher();
  };
  const snapshot = () => choosePage(pages)?.snapshot ?? snapshotOfHung(pages);
  const lost = (connector: ConnectorApi) => {
    const page = [...pages].find(({ api }) => api === connector);
    return page ? lostSignalOf(page, pages) : AbortSignal.abort();
  };
  recordStore.onDamage((damage) => {
    for (const { channel } of pages) {
      channel.post(lossMessage(damage));
      if (damage) void askForRecords(channel, recordStore);
    }
  });
  return {
    join(channel) {
      otherVersions.refuse(channel, () => pages.delete(page));
      copyRecords(channel, recordStore, () => page.snapshot?.journal);
      answerOrderQuestions(channel, deps.knownOrder, () => page.snapshot?.journal);
      answerRefundQuestions(channel, deps.permitRefund, () => pages.has(page));
      answerDoubtQuestions(channel, deps.doubtsAbout);
      reportLoss(channel, recordStore);
      if (diskFailures.length > 0) channel.post(diskMessage(diskFailures));
      if (updateAlarm) channel.post({ kind: 'update-alarm', alarm: updateAlarm });
      if (undelivered !== undefined) channel.post({ kind: 'undelivered', count: undelivered });
      const heartbeat = watchHeartbeat(channel, clock, deps.heartbeat, () => {
        if (heartbeat.isAnswering()) log.info('the connector page answers again');
        else log.error('the connector page does not answer: reload it');
        notifyWatchers();
      });
      const api = endWhenLost(connectorClient(channel, program, false), () => lostSignalOf(page, pages));
      const page: Page = { api, channel, heartbeat, ready: false };
      pages.add(page);
      channel.onClose(() => {
        // A refused page was already removed.
        if (!pages.delete(page)) return;
        leftAt = performance.now();
        log.info({ pages: pages.size }, 'connector page left');
        notifyWatchers();
      });
      void preparePage(page, { settings, firstSetup, log }, notifyWatchers);
    },
    connector: async (ms) => {
      const api = await waitFor(() => finalConnector(pages), watchers, ms);
      return api ?? choosePage(pages)?.api;
    },
    journalOf: (connector) => [...pages].find(({ api }) => api === connector)?.snapshot?.journal,
    connectors: () =>
      [...pages].filter((page) => page.ready && isAnswering(page, pages)).map(({ api }) => api),
    journals: () => journalPages(pages),
    isResponding: (connector) => !lost(connector).aborted,
    lostSignal: lost,
    pageState() {
      if (choosePage(pages)) return 'open';
      return [...pages].some((page) => !isAnswering(page, pages)) ? 'not-answering' : 'not-open';
    },
    isOtherVersionOpen: () => otherVersions.isOpen(),
    snapshot,
    watch(listener) {
      const watcher = () => listener(snapshot());
      watchers.add(watcher);
      watcher();
      return () => watchers.delete(watcher);
    },
    replaceSettings(next) {
      settings = next;
      for (const page of pages) void sendSettings(page, { settings, firstSetup, log });
    },
    showDiskFailures(failures) {
      diskFailures = failures;
      for (const { channel } of pages) channel.post(diskMessage(failures));
    },
    showUndelivered(count) {
      if (count === undelivered) return;
      undelivered = count;
      for (const { channel } of pages) channel.post({ kind: 'undelivered', count: count ?? null });
    },
    showUpdateAlarm(alarm) {
      updateAlarm = alarm;
      for (const { channel } of pages) channel.post({ kind: 'update-alarm', alarm: alarm ?? null });
    },
    count: () => pages.size,
    countReady: () => [...pages].filter(({ ready }) => ready).length,
    countSilent: () => [...pages].filter((page) => !isAnswering(page, pages)).length,
    leftAt: () => leftAt,
    closeAll() {
      for (const { channel } of pages) channel.close();
    },
  };
}

function choosePage(pages: ReadonlySet<Page>): Page | undefined {
  return ownerOrNewest([...pages].filter((page) => page.ready && isAnswering(page, pages)));
}

function journalPages(pages: ReadonlySet<Page>): JournalPage[] {
  const answering = [...pages].filter((page) => page.ready && isAnswering(page, pages));
  const byJournal = new Map<string, Page[]>();
  for (const page of [choosePage(pages), ...answering]) {
    const journal = page?.snapshot?.journal;
    if (page && journal !== undefined) byJournal.set(journal, [...(byJournal.get(journal) ?? []), page]);
  }
  return [...byJournal].flatMap(([journal, tabs]) => {
    const tab = ownerOrNewest(tabs);
    return tab ? [{ journal, api: tab.api, isPaying: isPaying(tab) }] : [];
  });
}

const isPaying = ({ snapshot }: Page): boolean =>
  snapshot?.payment !== undefined && !['notifying', 'finished'].includes(snapshot.payment.phase);

const ownerOrNewest = (pages: readonly Page[]): Page | undefined =>
  pages.findLast(({ snapshot }) => snapshot?.owner) ?? pages.at(-1);

/** The pages that must run so that this page can answer: the page, and the tab of its browser that owns the terminal. */
function pagesNeededBy(page: Page, pages: ReadonlySet<Page>): Page[] {
  const journal = page.snapshot?.journal;
  if (page.snapshot?.owner !== false || journal === undefined) return [page];
  return [page, ...[...pages].filter(({ snapshot }) => snapshot?.owner && snapshot.journal === journal)];
}

const isAnswering = (page: Page, pages: ReadonlySet<Page>): boolean =>
  pagesNeededBy(page, pages).every(({ heartbeat }) => heartbeat.isAnswering());

const lostSignalOf = (page: Page, pages: ReadonlySet<Page>): AbortSignal =>
  AbortSignal.any(pagesNeededBy(page, pages).map(({ heartbeat }) => heartbeat.lostSignal()));

/** The last snapshot of a hung page. Its terminal cannot be used until the page answers again. */
function snapshotOfHung(pages: ReadonlySet<Page>): Snapshot | undefined {
  const { snapshot } = ownerOrNewest([...pages].filter(({ ready }) => ready)) ?? {};
  const description = 'the connector page does not answer: reload it';
  return snapshot && { ...snapshot, terminal: { ...snapshot.terminal, state: 'away', description } };
}

/** The page that answers the till. Undefined while a page that is not ready yet may own the terminal. */
function finalConnector(pages: ReadonlySet<Page>): ConnectorApi | undefined {
  const page = choosePage(pages);
  const isFinal =
    page?.snapshot?.owner || [...pages].every((each) => each.ready || !isAnswering(each, pages));
  return isFinal ? page?.api : undefined;
}

/** Sends the settings before the page gets any call: a payment must not run with other settings. */
async function preparePage(page: Page, context: SettingsContext, notifyWatchers: () => void): Promise<void> {
  if (!(await sendSettings(page, context))) return;
  page.api.subscribe((snapshot) => {
    if (!page.ready) context.log.info({ version: snapshot.version }, 'connector page connected');
    page.snapshot = snapshot;
    page.ready = true;
    notifyWatchers();
  });
}

type SettingsContext = Pick<RelayHubDeps, 'settings' | 'firstSetup' | 'log'>;

/** Sends the settings to a page. False: the page has left. */
async function sendSettings(page: Page, { settings, firstSetup, log }: SettingsContext): Promise<boolean> {
  try {
    const { accepted } = await page.api.provision({ settings, ...(firstSetup && { firstSetup }) });
    if (!accepted) log.warn('the connector page keeps its own settings');
  } catch (error) {
    if (error instanceof ChannelClosed) return false;
    log.warn({ error: String(error) }, 'the connector page did not take the settings');
  }
  return true;
}

/** Resolves with the first value that `read` returns. Calls `read` now, at each change, and a last time after `ms`. */
function waitFor<T>(
  read: () => T | undefined,
  watchers: Set<() => void>,
  ms: number,
): Promise<T | undefined> {
  const now = read();
  if (now !== undefined || ms <= 0) return Promise.resolve(now);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      watchers.delete(watcher);
      resolve(read());
    };
    const watcher = () => {
      if (read() !== undefined) end();
    };
    const timer = setTimeout(end, ms);
    watchers.add(watcher);
  });
}
