import { createHash } from 'node:crypto';
import type { OutboxEntry } from '../../src/core/outbox/outbox-entry.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { Settings } from '../../src/core/settings/settings.ts';
import { type Connector, createConnector } from '../../src/flows/connector.ts';
import { memorySettings } from '../fakes/memory-storage.ts';
import { someSettings } from '../fakes/payment-examples.ts';
import { hex } from './byte-damage.ts';
import { Cable } from './cable.ts';
import { Disk } from './disk.ts';
import { account, FarGateway, gatewayBase } from './gateway.ts';
import { Life } from './life.ts';
import { writtenLine } from './log-lines.ts';
import { Mishaps } from './mishaps.ts';
import type { Chance } from './seeded-chance.ts';
import { Terminal } from './terminal.ts';
import { openStates, WireRules } from './wire-rules.ts';
import { WorldClock } from './world-clock.ts';

const contracts = {
  proxy: { merchantId: '1234567', paymentApplication: '001', rank: '001' },
  nfc: { merchantId: '1234568', paymentApplication: '00B', rank: '001' },
};

/** A whole shop that things go wrong in: its terminal, cable, disk and HiPay outlive the connector's lives. */
export class ChaosShop {
  readonly clock = new WorldClock();
  readonly disk: Disk;
  readonly cable: Cable;
  readonly terminal: Terminal;
  readonly gateway: FarGateway;
  readonly settings: Settings;
  readonly wire = new WireRules({
    recordOf: (paymentId) => this.disk.memory.payments.get(paymentId),
    doubtful: ({ paymentId, request }) =>
      this.clock.wasSetBack ||
      [...this.disk.memory.payments.values()].some(
        (other) =>
          other.paymentId !== paymentId &&
          other.request.amountMinor === request.amountMinor &&
          [...openStates, 'unknown', 'resolved'].includes(other.state),
      ),
    lastCharge: () => this.terminal.charges.at(-1),
    violation: (text) => this.violation(text),
  });
  readonly log: string[] = [];
  /** What must never happen and is seen as it happens; the rest is for the oracles at the end. */
  readonly violations: string[] = [];
  life!: Life;
  connector!: Connector;
  kills = 0;
  /** Till calls that are not answered yet, by order. The tills keep it. */
  readonly asking = new Map<string, number>();
  readonly mishaps = new Mishaps({
    kill: (why) => this.kill(why),
    failDisk: (ms, reads) => this.#failDisk(ms, reads),
  });
  #ids = 0;

  constructor(private readonly chance: Chance) {
    const note = (text: string) => this.note(text);
    this.settings = someSettings({
      contracts: chance.happens(0.5) ? contracts : { proxy: contracts.proxy },
      terminal: {
        longAnswer: chance.happens(0.3),
        language: chance.pick(['concert-v2-e+', 'concert-v2-e+', 'concert-v2-e']),
      },
      hipay: { ...account, gatewayUrl: gatewayBase, simulated: true },
    });
    this.disk = new Disk(this.clock, chance.apart('disk'), {
      asked: (what) => this.mishaps.asked(what),
      written: (what) => this.#written(what),
    });
    this.terminal = new Terminal(this.clock, {
      speak: (bytes) => this.cable.speak(bytes),
      unplug: () => this.cable.unplug(3000),
      note,
    });
    this.cable = new Cable(this.clock, chance.apart('cable'), {
      said: (bytes) => this.wire.said(bytes),
      heard: (bytes) => {
        note(`till > ${hex(bytes)}`);
        this.terminal.hear(bytes, this.wire.sending);
      },
      delivered: (bytes) => {
        note(`     < ${hex(bytes)}`);
        this.wire.heard(bytes);
      },
      passing: (direction, transmission) => this.mishaps.passing(direction, transmission),
      note,
    });
    this.gateway = new FarGateway(this.clock, chance.apart('gateway'), {
      passing: (moment) => this.mishaps.atGateway(moment),
      note,
    });
  }

  note(text: string): void {
    this.log.push(`${(this.clock.monotonic() / 1000).toFixed(3)} ${text}`);
  }
  violation(text: string): void {
    this.note(`VIOLATION ${text}`);
    this.violations.push(text);
  }

  /** A new process on the same disk. `start` goes on by itself: tills do not wait for it. */
  async begin(): Promise<void> {
    const life = new Life(this.clock);
    this.life = life;
    this.note('a new life');
    const settingsStore = memorySettings();
    settingsStore.stored = this.settings;
    const jitter = this.chance.apart(`jitter ${this.kills}`);
    this.connector = await createConnector({
      version: 'chaos',
      journalId: 'journal-1',
      alone: (work) => work(),
      ...this.disk.mount(life),
      settingsStore,
      gateway: this.gateway.portOf(life),
      clock: life.clock,
      ids: {
        unique: () => `id-${++this.#ids}`,
        orderId: () => `made-${++this.#ids}`,
        chance: () => jitter.draw(),
      },
      digest: { sha1: async (text) => createHash('sha1').update(text).digest('hex') },
      linkFor: () => this.cable.linkOf(life),
    });
    this.connector
      .start()
      .catch((error: unknown) => this.violation(`the connector did not start: ${String(error)}`));
  }

  kill(why: string): void {
    if (!this.life.alive) return;
    this.kills++;
    this.note(`KILL ${why}`);
    this.life.kill();
  }

  #failDisk(ms: number, reads: boolean): void {
    this.note(`the disk fails for ${ms} ms${reads ? ', reading too' : ''}`);
    this.disk.failing = true;
    this.disk.readsFail = reads;
    // 0: the writes under way only.
    this.clock.after(ms === 0 ? this.disk.slowMs + 1 : ms, () => {
      this.disk.failing = false;
    });
  }

  #written(what: PaymentRecord | OutboxEntry): void {
    this.note(writtenLine(what));
    if ('entryId' in what) {
      // Nobody else uses this shop’s order numbers: what HiPay has, it has from us.
      if (what.lastFailure === 'hipay-refused') this.violation(`${what.orderId}: ${what.lastDetail}`);
      return;
    }
    if (what.state === 'sending') this.wire.sending = what.paymentId;
    if (what.state === 'intended') this.#onlyOne(what);
    this.mishaps.written(what);
  }

  #onlyOne(begun: PaymentRecord): void {
    for (const other of this.disk.memory.payments.values()) {
      const runs = openStates.includes(other.state) && other.paymentId !== begun.paymentId;
      if (runs && this.asking.has(other.orderId))
        this.violation(`${begun.paymentId} begins while ${other.paymentId} runs`);
    }
  }
}
