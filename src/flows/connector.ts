import type { ConnectorApi } from '../core/connector-api/connector-api.ts';
import type { RecordSource } from '../core/connector-api/messages.ts';
import { newerTabFailure, type Snapshot, type TerminalStatus } from '../core/connector-api/snapshot.ts';
import type { HipayRoute } from '../core/hipay/hipay-route.ts';
import type { OutboxEntry } from '../core/hipay/outbox-entry.ts';
import { gatewayUrls } from '../core/settings/gateway-url.ts';
import { defaultSettings, type Settings } from '../core/settings/settings.ts';
import { settingsFault } from '../core/settings/settings-checks.ts';
import { dialectFor } from '../core/terminal/dialects.ts';
import type { ConnectorDeps } from './connector-deps.ts';
import { OutboxDelivery, sendNotificationsNow } from './outbox/deliver-outbox.ts';
import { completeEntry, findContracts } from './outbox/find-contracts.ts';
import { releaseParkedForAccount } from './outbox/release-for-account.ts';
import { sendUnderNewNumber } from './outbox/send-under-new-number.ts';
import { PaymentService, type PaymentServiceDeps } from './payments/payment-service.ts';
import { Recovery, UnwrittenEnds } from './payments/recovery.ts';
import { describeRefunds } from './payments/refunds.ts';
import { ResolutionService } from './payments/resolution-service.ts';
import { findDoubtElsewhere } from './payments/same-sale.ts';
import { SameSaleQuestions } from './payments/same-sale-questions.ts';
import type { TakePaymentDeps } from './payments/take-payment.ts';
import { eraseCustomer, scheduleErasing } from './records/erase-records.ts';
import { observeStorage, reportTo } from './records/observed-storage.ts';
import {
  exportRecordsPiece,
  listPayments,
  noteAnswered,
  readPayment,
  readReceipts,
} from './records/read-records.ts';
import { RecordCopies } from './records/record-copies.ts';
import { noteStored } from './records/recorded-link.ts';
import { listDigests, readRecordsOf } from './records/shared-records.ts';
import { reportWrittenElsewhere } from './records/written-elsewhere.ts';
import { SettingsService } from './settings-service.ts';
import { SnapshotStore } from './snapshot-store.ts';
import { forgetTerminal, TerminalManager } from './terminal/terminal-manager.ts';
import { TerminalFinder, TerminalSearch, useFoundTerminal } from './terminal/terminal-search.ts';
import { initialStatus } from './terminal/terminal-status.ts';

/** Reads the stored settings and creates the connector. `start` then takes over the terminal. */
export async function createConnector(deps: ConnectorDeps): Promise<Connector> {
  const records = new RecordCopies(deps);
  const recorder = deps.recorder ? [noteStored(deps.recorder)] : [];
  const listeners = [...recorder, records.onStored];
  const observed = { ...deps, ...observeStorage(deps, listeners) };
  const stored = await observed.settingsStore.read().catch(() => undefined);
  const initialSettings = stored && !settingsFault(stored) ? stored : defaultSettings();
  const connector = new Connector(observed, initialSettings, records);
  deps.writtenElsewhere?.onWritten((entryIds) => {
    void reportWrittenElsewhere(entryIds, deps.outbox, reportTo(listeners), (entry) =>
      connector.showTried(entry),
    );
  });
  return connector;
}

/** Longest time of a reload of the page. */
const maxReloadMs = 60_000;
/** Longest time in which no payment begins before a reload, so that the running one ends: a payment takes up to 200 s. */
const maxHoldMs = 5 * 60_000;
const reloadDetail =
  'the connector page is loading its new version, so it begins no payment. Repeat this request in a few seconds, with the same order number';

/** The connector. It performs every call, from any tab or till. */
export class Connector implements ConnectorApi {
  #owner = false;
  #isClosing = false;
  /** Set while the page is being reloaded, and while the last payment before a reload ends. */
  #leaving: PaymentServiceDeps['closing'];
  readonly #settings: SettingsService;
  readonly #terminalManager: TerminalManager;
  readonly #paymentService = new PaymentService();
  readonly #unwritten = new UnwrittenEnds();
  readonly #snapshots: SnapshotStore;
  readonly #delivery: OutboxDelivery;
  readonly #resolutions: ResolutionService;
  readonly #sameSales: SameSaleQuestions;
  readonly #recovery: Recovery;
  readonly #search: TerminalSearch;

  constructor(
    private readonly deps: ConnectorDeps,
    settings: Settings,
    /** Reports every written record, for a second copy outside this browser. */
    readonly records: RecordSource,
  ) {
    this.#settings = new SettingsService(settings, {
      store: deps.settingsStore,
      isBusy: () => this.#paymentService.isBusy,
      onChanged: () => this.#useSettings(),
    });
    this.#terminalManager = new TerminalManager({
      ...deps,
      settings: () => this.#settings.now,
      whenNoPaymentRuns: () => this.#paymentService.settled(),
      onStatus: (terminal) => this.#snapshots.show({ ...this.#settingsInSnapshot(), terminal }),
      onUnrequestedAnswer: (body) => this.#resolutions.lateAnswer(body),
    });
    this.#snapshots = new SnapshotStore(deps, {
      version: deps.version,
      journal: deps.journalId,
      owner: false,
      sidecar: 'none',
      terminal: initialStatus(deps.clock, this.#terminalManager.link.simulated),
      ...this.#settingsInSnapshot(),
    });
    this.#delivery = new OutboxDelivery({
      ...deps,
      complete: (entry) => completeEntry(entry, this.#contractDeps),
      account: () => this.#account,
      onTried: (entry) => this.showTried(entry),
    });
    this.#search = new TerminalSearch({
      finder: new TerminalFinder({
        settings: () => this.#settings.now,
        deps,
        manager: this.#terminalManager,
        snapshots: this.#snapshots,
      }),
      isBusy: () => this.#paymentService.isBusy,
      onEnded: () => void this.#terminalManager.terminal?.connect(),
      saveFoundTerminal: (terminal) => useFoundTerminal(terminal, this.#settings, deps.saveFoundTerminal),
    });
    this.#resolutions = new ResolutionService({
      snapshots: this.#snapshots,
      delivery: this.#delivery,
      isOwner: () => this.#owner,
      isRunning: (orderId) => this.#paymentService.isRunning(orderId),
      isBusy: () => this.#paymentService.isBusy,
      paymentDeps: () => this.#paymentDeps(),
      recover: () => this.#recovery.settle(),
    });
    this.#sameSales = new SameSaleQuestions({
      ...deps,
      show: (sameSale) => this.#snapshots.show({ sameSale }),
    });
    this.#recovery = new Recovery({
      ...deps,
      snapshots: this.#snapshots,
      unwritten: this.#unwritten,
      isRunning: (orderId) => this.#paymentService.isRunning(orderId),
      paymentDeps: () => this.#paymentDeps(),
    });
    deps.secondCopy?.onLoss((recordsLost) => this.#snapshots.show({ recordsLost }));
    deps.secondCopy?.onDiskFailures((diskFailures) => this.#snapshots.show({ diskFailures }));
    deps.secondCopy?.onUndelivered((undelivered) => this.#snapshots.show({ undelivered }));
    deps.secondCopy?.onUpdateAlarm((updateAlarm) => this.#snapshots.show({ updateAlarm }));
  }

  /** Makes this tab the owner of the terminal. */
  async start(): Promise<void> {
    await this.recover();
    await this.open();
  }

  /**
   * Takes over the terminal and settles the payments that a crash or another tab left unfinished. From then on payments
   * are possible. The first payment opens the line if `open` has not opened it yet.
   */
  async recover(): Promise<void> {
    this.#owner = true;
    await this.#recovery.settle();
    await this.#terminalManager.applySettings();
    await this.#snapshots.refresh();
    this.#snapshots.show({ owner: true });
  }

  /** Opens the line to the terminal, delivers the outbox, and schedules the erasing of old customer data. */
  async open(): Promise<void> {
    scheduleErasing({
      ...this.#eraseDeps(),
      keepMonths: () => this.#settings.now.keepMonths,
      isOwner: () => this.#owner,
    });
    void this.#deliverWithSettings();
    await this.#terminalManager.terminal?.connect();
  }

  /**
   * Stops new payments, because another tab needs the database for a newer version of this program. Resolves when the
   * running payment has ended and everything is written. After that only a reload makes payments possible again.
   */
  async giveWay(): Promise<void> {
    this.#isClosing = true;
    this.#snapshots.endStorage(newerTabFailure);
    await this.#paymentService.settled();
    await this.#delivery.finish();
  }

  /**
   * Begins no new payment for the time of a reload of the page. Returns false if a payment runs: the page must then stay. If
   * the page is still here after a minute, payments begin again.
   */
  tryLeave(): boolean {
    if (this.#paymentService.isBusy) return false;
    this.#beginLeaving(maxReloadMs);
    return true;
  }

  /**
   * As `tryLeave`, but waits for the running payments. No payment begins at the terminal after the one that uses it now. Resolves
   * to false if they run too long, or `payAgain` was called: then payments begin again.
   */
  async holdPayments(): Promise<boolean> {
    const hold = this.#beginLeaving(maxHoldMs);
    while (this.#leaving === hold) {
      await this.#paymentService.settled();
      if (this.#leaving === hold && this.tryLeave()) return true;
    }
    return false;
  }

  /** Ends `tryLeave` and `holdPayments`: the page stays. */
  payAgain(): void {
    this.#leaving = undefined;
  }

  #beginLeaving(ms: number): PaymentServiceDeps['closing'] {
    const leaving = { failure: 'page-not-open', detail: reloadDetail } as const;
    this.#leaving = leaving;
    this.deps.clock.after(ms, () => {
      // A later call has its own time.
      if (this.#leaving === leaving) this.#leaving = undefined;
    });
    return leaving;
  }

  /** Why no payment may begin. While the terminal is used, the payment that uses it is the reason, in any case. */
  get #closing(): PaymentServiceDeps['closing'] {
    if (this.#isClosing) return { failure: 'cannot-record', detail: newerTabFailure };
    return this.#paymentService.isTerminalUsed ? undefined : this.#leaving;
  }

  /** Shows a notification that was tried, by this connector or by the service worker. */
  showTried({ hipayClock, paymentId }: OutboxEntry): void {
    if (hipayClock) this.#snapshots.showClock(hipayClock);
    // While a payment runs, the lists are not read, so that the storage is free for it. Its end refreshes them.
    if (this.#paymentService.isBusy) this.#snapshots.markChanged(paymentId);
    else this.#snapshots.refreshSoon(paymentId);
  }

  showSidecar(sidecar: Snapshot['sidecar']): void {
    const before = this.#snapshots.now.sidecar;
    this.#snapshots.show({ sidecar });
    // The first connection is not a restoration: taking over the terminal already starts a delivery.
    if (sidecar === 'connected' && before !== 'connected' && before !== 'none') this.restored('sidecar');
  }

  /** Delivers the notifications that failed because of this route, now that it works again. */
  restored(route: HipayRoute): void {
    if (this.#owner) void this.#delivery.restored(route);
  }

  subscribe(listener: (now: Snapshot) => void): () => void {
    return this.#snapshots.subscribe(listener);
  }
  snapshot = async () => this.#snapshots.now;
  readiness = async () => ({ busy: this.#paymentService.isBusy || this.#search.hasWaitingPayment });
  exportRecording = async () => ({ text: (await this.deps.recorder?.export()) ?? '' });
  exportRecordsPiece: ConnectorApi['exportRecordsPiece'] = ({ after }) =>
    exportRecordsPiece(after, this.deps);
  importRecords: ConnectorApi['importRecords'] = ({ text }) => this.#resolutions.importRecords(text);
  recordDigests: ConnectorApi['recordDigests'] = ({ after }) =>
    listDigests(after, { ...this.deps, now: this.deps.clock.now() });
  recordsOf: ConnectorApi['recordsOf'] = ({ paymentIds }) => readRecordsOf(paymentIds, this.deps);
  joinRecords: ConnectorApi['joinRecords'] = (params) => this.#resolutions.joinRecords(params);
  eraseCustomer: ConnectorApi['eraseCustomer'] = ({ customerId }) =>
    eraseCustomer(customerId, this.#eraseDeps());
  readSettings = async () => this.#settings.visible;

  takePayment: ConnectorApi['takePayment'] = async (request, context) => {
    const searching = this.#search.whenOver();
    if (searching) await searching;
    const answer = await this.#paymentService.take(request, this.#paymentDeps(), context);
    // Not awaited: the till must not wait for the screens or for a full disk.
    if (this.#unwritten.any) void this.#recovery.settleAndShow();
    // An answer without a `paymentId` changed no record. The lists are then read again only if the storage has failed.
    else if (answer.paymentId !== undefined) void this.#snapshots.refresh([answer.paymentId]);
    else if (answer.failure === 'cannot-record' || answer.failure === 'outcome-unknown')
      void this.#recovery.settleAndShow();
    return answer;
  };

  noteAnswered: ConnectorApi['noteAnswered'] = ({ paymentId }) =>
    noteAnswered(paymentId, { journal: this.deps.journal, now: this.deps.clock.now() });

  findOrder: ConnectorApi['findOrder'] = ({ orderId }) =>
    this.#paymentService.find(orderId, { ...this.deps, link: this.#terminalManager.link });

  findDoubtElsewhere: ConnectorApi['findDoubtElsewhere'] = (sale) => findDoubtElsewhere(sale, this.deps);

  readRefunds: ConnectorApi['readRefunds'] = ({ orderId }) => describeRefunds(orderId, this.#paymentDeps());

  listPayments: ConnectorApi['listPayments'] = (wanted) => listPayments(wanted, this.deps);
  readPayment: ConnectorApi['readPayment'] = ({ paymentId }) => readPayment(paymentId, this.deps);
  readReceipts: ConnectorApi['readReceipts'] = ({ paymentId }) => readReceipts(paymentId, this.deps);

  resolvePayment: ConnectorApi['resolvePayment'] = (params) => this.#resolutions.resolve(params);
  acceptRecordsLoss = async () => ({ accepted: this.deps.secondCopy?.acceptLoss() ?? false });
  askSameSale: ConnectorApi['askSameSale'] = async (asked) => ({ answer: await this.#sameSales.ask(asked) });
  answerSameSale: ConnectorApi['answerSameSale'] = async (given) => ({
    taken: this.#sameSales.answer(given),
  });
  dismissAlarm: ConnectorApi['dismissAlarm'] = (params) => this.#resolutions.dismiss(params);

  probeTerminal = async (): Promise<TerminalStatus> => {
    await this.#terminalManager.settled;
    return this.#terminalManager.terminal?.probe() ?? this.#snapshots.now.terminal;
  };
  connectTerminal = this.probeTerminal;

  findTerminal: ConnectorApi['findTerminal'] = () => this.#search.find();

  stopFinding: ConnectorApi['stopFinding'] = async () => ({ stopping: this.#search.stop() });

  forgetTerminal: ConnectorApi['forgetTerminal'] = () =>
    forgetTerminal(this.#terminalManager, () => this.#paymentService.isBusy);

  sendNotificationsNow: ConnectorApi['sendNotificationsNow'] = ({ entryId }) =>
    sendNotificationsNow(entryId, {
      outbox: this.deps.outbox,
      delivery: this.#delivery,
      snapshots: this.#snapshots,
    });

  sendUnderNewNumber: ConnectorApi['sendUnderNewNumber'] = ({ entryId }) =>
    sendUnderNewNumber(entryId, {
      ...this.deps,
      delivery: this.#delivery,
      snapshots: this.#snapshots,
      settings: this.#settings.now,
    });

  saveSettings: ConnectorApi['saveSettings'] = ({ settings }) => this.#settings.save(settings);
  provision: ConnectorApi['provision'] = ({ settings, firstSetup }) => {
    this.#snapshots.show({ firstSetup });
    return this.#settings.provision(settings);
  };

  async #useSettings(): Promise<void> {
    this.#snapshots.show(this.#settingsInSnapshot());
    void this.#deliverWithSettings();
    if (!this.#owner) return;
    await this.#terminalManager.applySettings();
    // Not awaited: the settings are already used, and the next payment waits until the line is open.
    void this.#terminalManager.terminal?.connect();
  }

  /** Releases the notifications that waited for the present settings, then delivers the outbox. */
  async #deliverWithSettings(): Promise<void> {
    if (this.#owner) await this.deps.runExclusively(() => this.#releaseParked()).catch(() => {});
    await this.#delivery.deliverNow();
  }

  async #releaseParked(): Promise<void> {
    await findContracts(this.#contractDeps);
    await releaseParkedForAccount(this.deps, this.#account);
  }

  get #account() {
    return { ...this.#settings.now.hipay, ...gatewayUrls(this.#settings.now) };
  }

  get #contractDeps() {
    return { ...this.deps, settings: () => this.#settings.now };
  }

  #settingsInSnapshot() {
    const { environment, hipay, orderPrefix } = this.#settings.now;
    const simulated = { terminal: this.#terminalManager.link.simulated, gateway: hipay.simulated };
    return { environment, simulated, orderPrefix, settingsChanges: this.#settings.changes };
  }

  #paymentDeps(): PaymentServiceDeps & TakePaymentDeps {
    const settings = this.#settings.now;
    return {
      ...this.deps,
      delivery: this.#delivery,
      closing: this.#closing,
      isSidecarAway: ['away', 'not-paired'].includes(this.#snapshots.now.sidecar),
      settings,
      dialect: dialectFor(settings.terminal),
      link: { kind: settings.terminal.link, simulated: this.#terminalManager.link.simulated },
      terminal: {
        status: () => this.#snapshots.now.terminal,
        exchange: this.#terminalManager.exchangeOfPayment(),
      },
      showPhase: (record, phase, askedBy) => this.#snapshots.showPhase(record, phase, askedBy),
      keepUnwritten: (record) => this.#unwritten.keep(record),
      settleOther: (body) => this.#resolutions.lateAnswer(body),
      onLateAnswer: (record) => {
        this.#snapshots.changed(record);
        void this.#delivery.deliverNow();
      },
    };
  }

  #eraseDeps() {
    const { journal, outbox, clock } = this.deps;
    return { journal, outbox, clock, isBusy: () => this.#paymentService.isBusy };
  }
}
