import type { ConnectorApi } from '../core/connector-api/connector-api.ts';
import type { RecordSource } from '../core/connector-api/messages.ts';
import type { Snapshot, TerminalLamp } from '../core/connector-api/snapshot.ts';
import type { Way } from '../core/hipay/hipay-route.ts';
import { gatewayUrl } from '../core/settings/gateway-url.ts';
import { defaultSettings, type Settings } from '../core/settings/settings.ts';
import { settingsFault } from '../core/settings/settings-checks.ts';
import { dialectFor } from '../core/terminal/dialects.ts';
import type { ConnectorOutside } from './connector-deps.ts';
import { OutboxDelivery, sendNotificationsNow } from './outbox/deliver-outbox.ts';
import { OrderDesk, type OrderOutside } from './payments/payment-service.ts';
import { Recovery, UnwrittenEnds } from './payments/recovery.ts';
import { ResolutionDesk } from './payments/resolution-service.ts';
import type { PaymentOutside } from './payments/take-payment.ts';
import { exportRecordsPiece, listPayments, readPayment, readReceipts } from './records/read-records.ts';
import { RecordCopies } from './records/record-copies.ts';
import { SettingsDesk } from './settings-service.ts';
import { SnapshotBoard } from './snapshot-store.ts';
import { forgetTerminal, TerminalSeat } from './terminal/terminal-manager.ts';
import { keepFoundTerminal, TerminalFinder, TerminalSearch } from './terminal/terminal-search.ts';
import { lampBefore } from './terminal/terminal-status.ts';

/** Reads the stored settings and builds the connector; `start` makes it work. */
export async function createConnector(outside: ConnectorOutside): Promise<Connector> {
  const stored = await outside.settingsStore.read().catch(() => undefined);
  const usable = stored && !settingsFault(stored) ? stored : defaultSettings();
  const records = new RecordCopies(outside);
  return new Connector({ ...outside, journal: records.journal, outbox: records.outbox }, usable, records);
}

/** The connector itself: every way to reach it ends here. */
export class Connector implements ConnectorApi {
  #owner = false;
  readonly #settings: SettingsDesk;
  readonly #seat: TerminalSeat;
  readonly #orders = new OrderDesk();
  readonly #unwritten = new UnwrittenEnds();
  readonly #board: SnapshotBoard;
  readonly #delivery: OutboxDelivery;
  readonly #resolutions: ResolutionDesk;
  readonly #recovery: Recovery;
  readonly #search: TerminalSearch;

  constructor(
    private readonly outside: ConnectorOutside,
    settings: Settings,
    /** What is written, for whoever keeps a second copy. */
    readonly records: RecordSource,
  ) {
    this.#settings = new SettingsDesk(settings, {
      store: outside.settingsStore,
      busy: () => this.#orders.busy,
      changed: () => this.#useSettings(),
    });
    this.#seat = new TerminalSeat({
      ...outside,
      settings: () => this.#settings.now,
      quiet: () => this.#orders.settled(),
      lamp: (terminal) => this.#board.show({ ...this.#facts(), terminal }),
      unasked: (body) => this.#resolutions.lateAnswer(body),
    });
    this.#board = new SnapshotBoard(outside, {
      version: outside.version,
      journal: outside.journalId,
      owner: false,
      sidecar: 'none',
      terminal: lampBefore(outside.clock, this.#seat.link.simulated),
      ...this.#facts(),
    });
    this.#delivery = new OutboxDelivery({
      ...outside,
      account: () => ({ ...this.#settings.now.hipay, url: gatewayUrl(this.#settings.now) }),
      // A payment that runs has the storage to itself; its end refreshes the lists.
      tried: ({ hipayClock, paymentId }) => {
        if (hipayClock) this.#board.clock(hipayClock);
        if (this.#orders.busy) this.#board.markChanged(paymentId);
        else this.#board.refreshSoon(paymentId);
      },
    });
    this.#search = new TerminalSearch({
      finder: new TerminalFinder({
        settings: () => this.#settings.now,
        outside,
        seat: this.#seat,
        board: this.#board,
      }),
      busy: () => this.#orders.busy,
      ended: () => void this.#seat.desk?.connect(),
      keep: (terminal) => keepFoundTerminal(terminal, this.#settings, outside.keepTerminal),
    });
    this.#resolutions = new ResolutionDesk({
      board: this.#board,
      delivery: this.#delivery,
      owner: () => this.#owner,
      isRunning: (orderId) => this.#orders.isRunning(orderId),
      busy: () => this.#orders.busy,
      payments: () => this.#payments(),
    });
    this.#recovery = new Recovery({
      ...outside,
      board: this.#board,
      unwritten: this.#unwritten,
      isRunning: (orderId) => this.#orders.isRunning(orderId),
      payments: () => this.#payments(),
    });
  }

  /** This tab owns the terminal from now on. */
  async start(): Promise<void> {
    await this.recover();
    await this.open();
  }

  /**
   * Takes the terminal over: settles what a crash or another tab's end left behind. Payments may come from here on; the
   * first of them opens the line if `open` has not yet.
   */
  async recover(): Promise<void> {
    this.#owner = true;
    await this.#recovery.settle();
    await this.#seat.seat();
    await this.#board.refresh();
    this.#board.show({ owner: true });
  }

  /** Opens the line to the terminal and delivers the outbox. */
  async open(): Promise<void> {
    void this.#delivery.kick();
    await this.#seat.desk?.connect();
  }

  showSidecar(sidecar: Snapshot['sidecar']): void {
    const before = this.#board.now.sidecar;
    this.#board.show({ sidecar });
    // The first connection is no return: whoever takes the terminal over looks at the outbox by itself.
    if (sidecar === 'connected' && before !== 'connected' && before !== 'none') this.wayBack('sidecar');
  }

  /** What HiPay is reached by was away and is there again. */
  wayBack(way: Way): void {
    if (this.#owner) void this.#delivery.wayBack(way);
  }

  subscribe(listener: (now: Snapshot) => void): () => void {
    return this.#board.subscribe(listener);
  }
  snapshot = async () => this.#board.now;
  readiness = async () => ({ busy: this.#orders.busy || this.#search.paymentWaits });
  exportRecording = async () => ({ text: (await this.outside.recorder?.export()) ?? '' });
  exportRecordsPiece: ConnectorApi['exportRecordsPiece'] = ({ after }) =>
    exportRecordsPiece(after, this.outside);
  importRecords: ConnectorApi['importRecords'] = ({ text }) => this.#resolutions.importRecords(text);
  readSettings = async () => this.#settings.visible;

  takePayment: ConnectorApi['takePayment'] = async (request) => {
    const searching = this.#search.over();
    if (searching) await searching;
    const answer = await this.#orders.take(request, this.#payments());
    // The till waits neither for the screens nor for a disk that is full.
    if (this.#unwritten.any) void this.#recovery.settleAndShow();
    // Without a record nothing has changed, unless the storage has failed.
    else if (answer.paymentId !== undefined) void this.#board.refresh([answer.paymentId]);
    else if (answer.failure === 'cannot-record' || answer.failure === 'outcome-unknown')
      void this.#recovery.settleAndShow();
    return answer;
  };

  findOrder: ConnectorApi['findOrder'] = ({ orderId }) => this.#orders.find(orderId, this.outside);

  listPayments: ConnectorApi['listPayments'] = (wanted) => listPayments(wanted, this.outside);
  readPayment: ConnectorApi['readPayment'] = ({ paymentId }) => readPayment(paymentId, this.outside);
  readReceipts: ConnectorApi['readReceipts'] = ({ paymentId }) => readReceipts(paymentId, this.outside);

  resolvePayment: ConnectorApi['resolvePayment'] = (params) => this.#resolutions.resolve(params);
  dismissAlarm: ConnectorApi['dismissAlarm'] = (params) => this.#resolutions.dismiss(params);

  probeTerminal = async (): Promise<TerminalLamp> => {
    await this.#seat.settled;
    return this.#seat.desk?.probe() ?? this.#board.now.terminal;
  };
  connectTerminal = this.probeTerminal;

  findTerminal: ConnectorApi['findTerminal'] = () => this.#search.find();

  stopFinding: ConnectorApi['stopFinding'] = async () => ({ stopping: this.#search.stop() });

  forgetTerminal: ConnectorApi['forgetTerminal'] = () => forgetTerminal(this.#seat, () => this.#orders.busy);

  sendNotificationsNow: ConnectorApi['sendNotificationsNow'] = ({ entryId }) =>
    sendNotificationsNow(entryId, {
      outbox: this.outside.outbox,
      delivery: this.#delivery,
      board: this.#board,
    });

  saveSettings: ConnectorApi['saveSettings'] = ({ settings }) => this.#settings.save(settings);
  provision: ConnectorApi['provision'] = ({ settings }) => this.#settings.provision(settings);

  async #useSettings(): Promise<void> {
    this.#board.show(this.#facts());
    void this.#delivery.kick();
    if (!this.#owner) return;
    await this.#seat.seat();
    // Not waited for: whoever pays next waits for the opening, and the settings are in use already.
    void this.#seat.desk?.connect();
  }

  #facts() {
    const { environment, hipay } = this.#settings.now;
    const simulated = { terminal: this.#seat.link.simulated, gateway: hipay.simulated };
    return { environment, simulated };
  }

  #payments(): OrderOutside & PaymentOutside {
    const settings = this.#settings.now;
    return {
      ...this.outside,
      delivery: this.#delivery,
      settings,
      dialect: dialectFor(settings.terminal),
      link: { kind: settings.terminal.link, simulated: this.#seat.link.simulated },
      desk: { lamp: () => this.#board.now.terminal, exchange: this.#seat.exchangeOfPayment() },
      phase: (record, phase) => this.#board.phase(record, phase),
      unwritten: (record) => this.#unwritten.keep(record),
      lateAnswer: (record) => {
        this.#board.changed(record);
        void this.#delivery.kick();
      },
    };
  }
}
