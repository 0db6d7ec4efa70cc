import { createHash } from 'node:crypto';
import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { Ids } from '../../src/core/ports/host.ts';
import type { Settings, SettingsInput } from '../../src/core/settings/settings.ts';
import { type Connector, createConnector } from '../../src/flows/connector.ts';
import { FlightRecorder } from '../../src/flows/records/flight-recorder.ts';
import { withRecorder } from '../../src/flows/records/recorded-link.ts';
import { memorySettings } from '../../src/sdk/testing/memory-storage.ts';
import { someSettings } from '../fakes/payment-examples.ts';
import { Disk } from './disk.ts';
import { account, FaultyGateway, type GatewayMoment, gatewayBase, type SharedGateway } from './gateway.ts';
import type { Life } from './life.ts';
import { writtenLine } from './log-lines.ts';
import { Mishaps } from './mishaps.ts';
import { requestKey } from './operations.ts';
import type { Chance } from './seeded-chance.ts';
import { ShopTabs } from './tabs.ts';
import type { ChaosTerminal } from './terminal.ts';
import { type TerminalKind, terminalSettings } from './terminal-kind.ts';
import { type TerminalSide, terminalSide } from './terminal-side.ts';
import { openStates } from './wire-rules.ts';
import { WorldClock } from './world-clock.ts';

export type Contracts = NonNullable<SettingsInput['contracts']>;
const proxy = { merchantId: '1234567', paymentApplication: '001', rank: '001' };
const nfc = { merchantId: '1234568', paymentApplication: '00B', rank: '001' };

/** One or two contracts: with the number that the terminal names (CG), without it, and one for cheques. */
export const someContracts = (chance: Chance): Contracts =>
  chance.pick<Contracts>([
    { proxy },
    { proxy, nfc },
    { proxy, nfc },
    { proxy: { ...proxy, merchantId: '7654321' }, nfc },
    { proxy: { ...nfc, paymentApplication: '001' }, nfc: { ...proxy, paymentApplication: '00B' } },
    { proxy, nfc: { ...nfc, paymentApplication: '00C' } },
  ]);

/** What the shops of one HiPay account share. */
export interface Neighborhood {
  readonly clock: WorldClock;
  readonly hipay: SharedGateway;
  readonly contracts: Contracts;
  /** Begins the ids of this shop. */
  readonly name: string;
}

/** A complete shop with faults: its terminal, cable, disk and HiPay outlive each process of the connector. */
export class ChaosShop {
  readonly clock: WorldClock;
  readonly disk: Disk;
  readonly side: TerminalSide;
  readonly gateway: FaultyGateway;
  readonly settings: Settings;
  readonly log: string[] = [];
  /** Violations that were found while they happened; the oracles add the others at the end. */
  readonly violations: string[] = [];
  kills = 0;
  /** The number of unanswered till calls, by `requestKey`. The tills update it. */
  readonly asking = new Map<string, number>();
  readonly mishaps = new Mishaps({
    kill: (why) => this.kill(why),
    failDisk: (ms, reads) => this.#failDisk(ms, reads),
  });
  readonly recorders: FlightRecorder[] = [];
  readonly #tabs: ShopTabs;
  #lastId = 0;

  constructor(
    private readonly chance: Chance,
    readonly kind: TerminalKind,
    private readonly neighborhood?: Neighborhood,
  ) {
    this.clock = neighborhood?.clock ?? new WorldClock();
    const note = (text: string) => this.note(text);
    this.settings = someSettings({
      contracts: neighborhood?.contracts ?? someContracts(chance),
      terminal: terminalSettings(kind, chance),
      hipay: { ...account, gatewayUrl: gatewayBase, simulated: true },
    });
    this.disk = new Disk(this.clock, chance.stream('disk'), {
      asked: (what) => this.mishaps.asked(what),
      written: (what) => this.#onWritten(what),
    });
    this.side = terminalSide(kind, {
      clock: this.clock,
      chance,
      recordOf: (paymentId) => this.disk.memory.payments.get(paymentId),
      isDoubtful: (record) => this.#isDoubtful(record),
      onTransmission: (direction, transmission) => this.mishaps.onTransmission(direction, transmission),
      violation: (text) => this.violation(text),
      note,
    });
    this.#tabs = new ShopTabs({
      clock: this.clock,
      ids: this.#ids(chance.stream('tabs')),
      hasTwoTabs: chance.happens(0.3),
      connectorOf: (life) => this.#connectorOf(life),
      violation: (text) => this.violation(text),
      note,
    });
    const watcher = { onMoment: (moment: GatewayMoment) => this.mishaps.onGatewayMoment(moment), note };
    this.gateway = new FaultyGateway(this.clock, chance.stream('gateway'), watcher, neighborhood?.hipay);
  }

  get life(): Life {
    return this.#tabs.life;
  }
  get connector(): Connector {
    return this.#tabs.connector;
  }
  tillAt = (otherTab = false) => this.#tabs.tillAt(otherTab);
  get terminal(): ChaosTerminal {
    return this.side.terminal;
  }

  #isDoubtful({ paymentId, request }: PaymentRecord): boolean {
    const mayGetAnswer = [...openStates, 'unknown', 'resolved'];
    return (
      this.clock.wasSetBack ||
      [...this.disk.memory.payments.values()].some(
        (other) =>
          other.paymentId !== paymentId &&
          other.request.amountMinor === request.amountMinor &&
          mayGetAnswer.includes(other.state),
      )
    );
  }

  note(text: string): void {
    this.log.push(`${(this.clock.monotonic() / 1000).toFixed(3)} ${text}`);
  }
  violation(text: string): void {
    this.note(`VIOLATION ${text}`);
    this.violations.push(text);
  }

  /** Starts a new process on the same disk. The tills do not wait for it. */
  async begin(): Promise<void> {
    this.note('a new life');
    await this.#tabs.begin();
  }

  #connectorOf(life: Life): Promise<Connector> {
    const settingsStore = memorySettings();
    settingsStore.stored = this.settings;
    const recorder = new FlightRecorder({ clock: life.clock });
    this.recorders.push(recorder);
    const deps = {
      version: 'chaos',
      journalId: 'journal-1',
      runExclusively: <Result>(work: () => Promise<Result>) => work(),
      ...this.disk.mount(life),
      settingsStore,
      gateway: this.gateway.portOf(life),
      clock: life.clock,
      ids: this.#ids(this.chance.stream(`jitter ${this.kills}`)),
      digest: { sha1: async (text: string) => createHash('sha1').update(text).digest('hex') },
      linkFor: () => this.side.linkOf(life),
    };
    return createConnector(withRecorder(deps, recorder));
  }

  #ids = (jitter: Chance): Ids => ({
    unique: () => `${this.neighborhood?.name ?? ''}id-${++this.#lastId}`,
    orderId: () => `${this.neighborhood?.name ?? ''}made-${++this.#lastId}`,
    chance: () => jitter.draw(),
  });

  /** Kills the page that owns the terminal, or the whole browser. */
  kill(why: string, browser = false): void {
    if (!this.life.alive) return;
    this.kills++;
    this.note(`KILL ${why}`);
    this.#tabs.kill(browser);
  }

  #failDisk(ms: number, reads: boolean): void {
    this.note(`the disk fails for ${ms} ms${reads ? ', reading too' : ''}`);
    this.disk.failing = true;
    this.disk.readsFail = reads;
    // With 0 ms only the writes under way fail.
    this.clock.after(ms === 0 ? this.disk.slowMs + 1 : ms, () => {
      this.disk.failing = false;
    });
  }

  #onWritten(what: PaymentRecord | OutboxEntry): void {
    this.note(writtenLine(what));
    if ('entryId' in what) {
      // No other shop uses the order numbers of a shop that is alone: HiPay has no reason to refuse one.
      const isAlone = this.neighborhood === undefined;
      if (isAlone && what.lastFailure === 'hipay-refused')
        this.violation(`${what.orderId}: ${what.lastDetail}`);
      return;
    }
    if (what.state === 'sending') this.side.sending(what.paymentId);
    if (what.state === 'intended') this.#checkOnlyOneRuns(what);
    this.mishaps.written(what);
  }

  #checkOnlyOneRuns(begun: PaymentRecord): void {
    for (const other of this.disk.memory.payments.values()) {
      const open = openStates.includes(other.state) && other.paymentId !== begun.paymentId;
      const key = requestKey(other.orderId, other.request);
      // An order whose end could not be written is requested again under its own number.
      const own = key === requestKey(begun.orderId, begun.request) ? 1 : 0;
      if (open && (this.asking.get(key) ?? 0) > own)
        this.violation(`${begun.paymentId} begins while ${other.paymentId} runs`);
    }
  }
}
