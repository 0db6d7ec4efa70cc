import { gatewayUrl } from '../core/gateway/gateway-url.ts';
import { receiptsOfRecord } from '../core/receipts/receipts-of-record.ts';
import type { ConnectorApi } from '../core/relay/connector-api.ts';
import type { RecordSource } from '../core/relay/record-copy.ts';
import type { Snapshot, TerminalLamp } from '../core/relay/snapshot.ts';
import { keepChosenScript, onlyScriptDiffers } from '../core/settings/script-choice.ts';
import { defaultSettings, type Settings } from '../core/settings/settings.ts';
import { settingsFault } from '../core/settings/settings-fault.ts';
import { keepSecrets, visibleSettings } from '../core/settings/visible-settings.ts';
import { dialectFor } from '../core/terminal/dialect-for.ts';
import type { ConnectorOutside } from './connector-outside.ts';
import { exportRecordsPiece } from './copy-records.ts';
import { OutboxDelivery } from './deliver-outbox.ts';
import { forgetTerminal } from './forget-terminal.ts';
import { keepFoundTerminal } from './keep-found-terminal.ts';
import { OrderDesk, type OrderOutside } from './order-desk.ts';
import { listPayments, readPayment } from './payment-history.ts';
import { RecordCopies } from './record-copies.ts';
import { recoverAfterRestart } from './recover-after-restart.ts';
import { ResolutionDesk } from './resolution-desk.ts';
import { SnapshotBoard } from './snapshot-board.ts';
import type { PaymentOutside } from './take-payment.ts';
import { TerminalFinder } from './terminal-finder.ts';
import { TerminalSearch } from './terminal-search.ts';
import { TerminalSeat } from './terminal-seat.ts';
import { UnwrittenEnds } from './unwritten-ends.ts';

/** After a failure of the storage, which may be a moment's. */
const recoverAgainMs = 5000;

/** Reads the stored settings and builds the connector; `start` makes it work. */
export async function createConnector(outside: ConnectorOutside): Promise<Connector> {
  const stored = await outside.settingsStore.read().catch(() => undefined);
  const usable = stored && !settingsFault(stored) ? stored : defaultSettings();
  const records = new RecordCopies(outside);
  return new Connector({ ...outside, journal: records.journal, outbox: records.outbox }, usable, records);
}

/** The connector itself: every way to reach it ends here. */
export class Connector implements ConnectorApi {
  #settings: Settings;
  #provisioned = false;
  #chosenScript: string | undefined;
  #owner = false;
  #stopRecovering = () => {};
  readonly #seat: TerminalSeat;
  #orders = new OrderDesk();
  readonly #unwritten = new UnwrittenEnds();
  readonly #board: SnapshotBoard;
  readonly #delivery: OutboxDelivery;
  readonly #resolutions: ResolutionDesk;
  readonly #search: TerminalSearch;

  constructor(
    private readonly outside: ConnectorOutside,
    settings: Settings,
    /** What is written, for whoever keeps a second copy. */
    readonly records: RecordSource,
  ) {
    this.#settings = settings;
    this.#seat = new TerminalSeat({
      ...outside,
      settings: () => this.#settings,
      quiet: () => this.#orders.settled(),
      lamp: (terminal) => this.#board.show({ ...this.#facts(), terminal }),
      unasked: (body) => this.#resolutions.lateAnswer(body),
    });
    this.#board = new SnapshotBoard(outside, {
      version: outside.version,
      journal: outside.journalId,
      owner: false,
      sidecar: 'none',
      terminal: this.#absentLamp(),
      ...this.#facts(),
    });
    this.#delivery = new OutboxDelivery({
      ...outside,
      account: () => ({ ...this.#settings.hipay, url: gatewayUrl(this.#settings) }),
      // A payment that runs has the storage to itself; its end refreshes the lists.
      tried: ({ hipayClock, paymentId }) => {
        if (hipayClock) this.#board.clock(hipayClock);
        if (this.#orders.busy) this.#board.markChanged(paymentId);
        else this.#board.refreshSoon(paymentId);
      },
    });
    this.#search = new TerminalSearch({
      finder: new TerminalFinder({
        settings: () => this.#settings,
        outside,
        seat: this.#seat,
        board: this.#board,
      }),
      busy: () => this.#orders.busy,
      ended: () => void this.#seat.desk?.connect(),
      keep: (terminal) => this.#keepFound(terminal),
    });
    this.#resolutions = new ResolutionDesk({
      board: this.#board,
      delivery: this.#delivery,
      owner: () => this.#owner,
      isRunning: (orderId) => this.#orders.isRunning(orderId),
      busy: () => this.#orders.busy,
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
    await this.#recover();
    await this.#seat.seat();
    await this.#board.refresh();
    this.#board.show({ owner: true });
  }

  /** Opens the line to the terminal and delivers the outbox. */
  async open(): Promise<void> {
    void this.#delivery.kick();
    await this.#seat.desk?.connect();
  }

  /** Again until it is written down: until then an order that a crash left behind is refused as unknown. */
  async #recover(): Promise<void> {
    const isRunning = (orderId: string) => this.#orders.isRunning(orderId);
    const written = this.#unwritten.write(this.outside.journal);
    const recovered = written.then(() => recoverAfterRestart(this.#payments(), isRunning));
    await recovered.catch((error: Error) => {
      this.#board.show({ storageFailure: error.message });
      this.#recoverSoon();
    });
  }

  #recoverSoon(): void {
    this.#stopRecovering();
    this.#stopRecovering = this.outside.clock.after(recoverAgainMs, () => void this.#recoverAndShow());
  }

  /** Until the storage takes what has to be written, and gives the lists. */
  async #recoverAndShow(): Promise<void> {
    await this.#recover();
    // The lists can be read while nothing can be written: they must not take the warning away.
    if (!this.#unwritten.any) await this.#board.refresh();
    if (this.#board.now.storageFailure !== undefined) this.#recoverSoon();
  }

  showSidecar(sidecar: Snapshot['sidecar']): void {
    this.#board.show({ sidecar });
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
  readSettings = async () => visibleSettings(this.#settings, this.#provisioned);

  takePayment: ConnectorApi['takePayment'] = async (request) => {
    const searching = this.#search.over();
    if (searching) await searching;
    const answer = await this.#orders.take(request, this.#payments());
    // The till waits neither for the screens nor for a disk that is full.
    if (this.#unwritten.any) void this.#recoverAndShow();
    // Without a record nothing has changed, unless the storage has failed.
    else if (answer.paymentId !== undefined) void this.#board.refresh([answer.paymentId]);
    else if (answer.failure === 'cannot-record' || answer.failure === 'outcome-unknown')
      void this.#recoverAndShow();
    return answer;
  };

  findOrder: ConnectorApi['findOrder'] = ({ orderId }) => this.#orders.find(orderId, this.outside);

  readReceipts: ConnectorApi['readReceipts'] = async ({ paymentId }) => {
    const record = await this.outside.journal.find(paymentId);
    return { receipts: record ? receiptsOfRecord(record) : [] };
  };

  listPayments: ConnectorApi['listPayments'] = (wanted) => listPayments(wanted, this.outside);
  readPayment: ConnectorApi['readPayment'] = ({ paymentId }) => readPayment(paymentId, this.outside);

  resolvePayment: ConnectorApi['resolvePayment'] = (params) => this.#resolutions.resolve(params);
  dismissAlarm: ConnectorApi['dismissAlarm'] = (params) => this.#resolutions.dismiss(params);

  probeTerminal = async (): Promise<TerminalLamp> => {
    await this.#seat.settled;
    return this.#seat.desk?.probe() ?? this.#board.now.terminal;
  };
  connectTerminal = this.probeTerminal;

  findTerminal: ConnectorApi['findTerminal'] = () => this.#search.find();

  #keepFound(terminal: Settings['terminal']): Promise<boolean> {
    const { keepTerminal } = this.outside;
    return keepFoundTerminal(terminal, {
      present: this.#settings,
      provisioned: this.#provisioned,
      ...(keepTerminal && { keepTerminal }),
      save: (settings) => this.saveSettings({ settings }),
      provision: (settings) => this.provision({ settings }),
    });
  }

  stopFinding: ConnectorApi['stopFinding'] = async () => ({ stopping: this.#search.stop() });

  forgetTerminal: ConnectorApi['forgetTerminal'] = () => forgetTerminal(this.#seat, () => this.#orders.busy);

  sendNotificationsNow: ConnectorApi['sendNotificationsNow'] = async ({ entryId }) => {
    const before = await this.outside.outbox.countUndelivered();
    await (entryId === undefined ? this.#delivery.sendNow() : this.#delivery.sendOne(entryId));
    const after = await this.outside.outbox.countUndelivered();
    await this.#board.refresh();
    const left = after.pending + after.parked;
    return { delivered: Math.max(0, before.pending + before.parked - left), left };
  };

  saveSettings: ConnectorApi['saveSettings'] = async ({ settings }) => {
    const next = keepSecrets(settings, this.#settings);
    const fault = this.#refusal(next);
    if (fault) return { saved: false, ...fault };
    this.#chosenScript = next.terminal.script;
    try {
      await this.outside.settingsStore.write(next);
    } catch (error) {
      return { saved: false, failure: 'cannot-record', detail: (error as Error).message };
    }
    await this.#use(next);
    return { saved: true };
  };

  provision: ConnectorApi['provision'] = async ({ settings }) => {
    if (settingsFault(settings)) return { accepted: false };
    this.#provisioned = true;
    // A payment keeps the settings it began with; the next one uses these.
    await this.#use(keepChosenScript(settings, this.#chosenScript));
    await this.outside.settingsStore.write(settings).catch(() => {});
    return { accepted: true };
  };

  #refusal(next: Settings) {
    const fault = settingsFault(next);
    if (fault) return { failure: 'request-invalid', detail: fault } as const;
    if (this.#orders.busy) return { failure: 'payment-running', detail: 'a payment is running' } as const;
    if (this.#provisioned && !onlyScriptDiffers(next, this.#settings))
      return { failure: 'request-invalid', detail: 'the sidecar’s file rules' } as const;
    return undefined;
  }

  async #use(settings: Settings): Promise<void> {
    this.#settings = settings;
    this.#board.show(this.#facts());
    void this.#delivery.kick();
    if (!this.#owner) return;
    await this.#seat.seat();
    // Not waited for: whoever pays next waits for the opening, and the settings are in use already.
    void this.#seat.desk?.connect();
  }

  #facts() {
    const { environment, hipay } = this.#settings;
    const simulated = { terminal: this.#seat.link.simulated, gateway: hipay.simulated };
    return { environment, simulated };
  }

  #absentLamp(): TerminalLamp {
    return {
      state: 'away',
      seenAt: this.outside.clock.now(),
      description: '',
      simulated: this.#seat.link.simulated,
    };
  }

  #payments(): OrderOutside & PaymentOutside {
    const { link: kind } = this.#settings.terminal;
    // Only what is being put in place now: a later change of terminal waits for this payment.
    const seated = this.#seat.settled;
    return {
      ...this.outside,
      delivery: this.#delivery,
      settings: this.#settings,
      dialect: dialectFor(this.#settings.terminal),
      link: { kind, simulated: this.#seat.link.simulated },
      desk: {
        lamp: () => this.#board.now.terminal,
        exchange: async (...exchange) => {
          await seated;
          return this.#seat.desk?.exchange(...exchange) ?? 'no-line';
        },
      },
      phase: (record, phase) => this.#board.phase(record, phase),
      unwritten: (record) => this.#unwritten.keep(record),
      lateAnswer: (record) => {
        this.#board.changed(record);
        void this.#delivery.kick();
      },
    };
  }
}
