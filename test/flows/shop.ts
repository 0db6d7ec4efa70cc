import { createHash } from 'node:crypto';
import { httpGateway } from '../../src/adapters/http-gateway/http-gateway.ts';
import { SecondCopy } from '../../src/core/connector-api/second-copy.ts';
import type { FoundTerminal } from '../../src/core/connector-api/sidecar-contract.ts';
import type { Snapshot } from '../../src/core/connector-api/snapshot.ts';
import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import type { PaymentRequestInput } from '../../src/core/payment/payment-request.ts';
import type { Gateway } from '../../src/core/ports/gateway.ts';
import type { Recorder } from '../../src/core/ports/storage.ts';
import type { TerminalLink } from '../../src/core/ports/terminal-link.ts';
import type { Settings, SettingsInput } from '../../src/core/settings/settings.ts';
import { type Connector, createConnector } from '../../src/flows/connector.ts';
import type { ConnectorDeps } from '../../src/flows/connector-deps.ts';
import { withRecorder } from '../../src/flows/records/recorded-link.ts';
import { MemoryStorage, memorySettings } from '../../src/sdk/testing/memory-storage.ts';
import { type GatewayTwin, gatewayTwin } from '../../src/simulator/gateway/gateway-twin.ts';
import { caisseApLanguage } from '../../src/simulator/terminal/caisse-ap-language.ts';
import { type SimulatedLink, simulatedLink } from '../../src/simulator/terminal/simulated-link.ts';
import { simulatedNetworkLink } from '../../src/simulator/terminal/simulated-network-link.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { type TwinScript, twinScript } from '../../src/simulator/terminal/twin-script.ts';
import { countingIds } from '../fakes/counting-ids.ts';
import { aRequest, someSettings } from '../fakes/payment-examples.ts';
import { VirtualClock } from '../fakes/virtual-clock.ts';

const gatewayBase = 'http://127.0.0.1:9';

/** For shops with one HiPay account: the simulated HiPay that they share, and the first number of the shop's own ids. */
interface SharedAccount {
  readonly gateway?: GatewayTwin;
  readonly idsFrom?: number;
}

/** A whole shop in virtual time: connector, simulated terminal, HiPay's twin, storage that outlives a restart. */
export class Shop {
  readonly clock = new VirtualClock();
  readonly ids;
  readonly storage = new MemoryStorage();
  readonly settingsStore = memorySettings();
  readonly gateway: GatewayTwin;
  readonly snapshots: Snapshot[] = [];
  gatewayDown = false;
  /** If set, HiPay is reached through a sidecar that is not running. */
  sidecarAway = false;
  /** If set, HiPay's answers carry the time of HiPay's clock, which is this many ms behind this computer's clock. */
  gatewayBehindMs: number | undefined;
  /** Whether the sidecar writes found terminal settings into the configuration file. */
  keepsFound: boolean | undefined;
  readonly foundKept: FoundTerminal[] = [];
  /** If set, the next connector has a sidecar with these records. */
  secondCopy: Partial<Pick<SecondCopy, 'recordsOf' | 'refundPermits' | 'doubtsAbout'>> | undefined;
  /** If set, records what the next connector sends, receives and stores. */
  recorder: Recorder | undefined;
  link!: SimulatedLink;
  connector!: Connector;
  readonly #settings: Settings;

  private constructor(
    script: string,
    settings: SettingsInput,
    /** True for a Caisse-AP terminal on a serial line, which sends its messages in Concert's frames. */
    private readonly framed: boolean,
    { gateway, idsFrom }: SharedAccount,
  ) {
    this.ids = countingIds(idsFrom);
    this.#settings = someSettings({
      ...settings,
      terminal: { link: 'simulated', script, ...settings.terminal },
      hipay: {
        login: 'shop',
        password: 'secret',
        gatewayUrl: gatewayBase,
        simulated: true,
        ...settings.hipay,
      },
    });
    this.gateway =
      gateway ??
      gatewayTwin({ clock: this.clock, account: { login: 'shop', password: 'secret', hashKey: '' } });
  }

  static async open(
    script = 'accept',
    settings: SettingsInput = {},
    framed = false,
    shared: SharedAccount = {},
  ): Promise<Shop> {
    const shop = new Shop(script, settings, framed, shared);
    shop.settingsStore.stored = shop.#settings;
    await shop.start();
    return shop;
  }

  /** Starts a new connector with the same storage and, unless a new script is given, the same terminal. */
  async start(script?: string): Promise<void> {
    this.connector = await this.anotherTab(script);
    this.connector.subscribe((now) => this.snapshots.push(now));
    await this.clock.until(this.connector.start());
  }

  /** Creates a connector with the same storage that does not own the terminal yet. */
  anotherTab(script?: string): Promise<Connector> {
    if (script && this.settingsStore.stored) this.settingsStore.stored.terminal.script = script;
    const kept = script ? undefined : this.link;
    const deps: ConnectorDeps = {
      version: 'test',
      journalId: 'journal-1',
      ...this.storage,
      settingsStore: this.settingsStore,
      gateway: this.#gateway,
      runExclusively: (work) => work(),
      saveFoundTerminal: async (found) => {
        this.foundKept.push(found);
        return this.keepsFound ?? false;
      },
      writtenElsewhere: { onWritten: (listener) => this.#writtenListeners.push(listener) },
      ...(this.secondCopy && { secondCopy: Object.assign(new SecondCopy(this.clock), this.secondCopy) }),
      clock: this.clock,
      ids: this.ids,
      // Synchronous, because a digest on another thread would take real time, which the virtual clock does not count.
      digest: { sha1: async (text) => createHash('sha1').update(text).digest('hex') },
      linkFor: (settings): TerminalLink => {
        const found = twinScript(settings.terminal.script);
        if (!found) throw new Error(`no script ${settings.terminal.script}`);
        const { language } = settings.terminal;
        this.link = kept ?? this.#newLink(found, language === 'caisse-ap-v3');
        // With another link in the settings, the terminal stands for a real one.
        return Object.assign(this.link, { simulated: settings.terminal.link === 'simulated' });
      },
    };
    return createConnector(this.recorder ? withRecorder(deps, this.recorder) : deps);
  }

  #newLink(script: TwinScript, caisseAp: boolean): SimulatedLink {
    if (!caisseAp) return simulatedLink(script, this.clock);
    return this.framed
      ? simulatedLink(script, this.clock, caisseApLanguage)
      : simulatedNetworkLink(script, this.clock);
  }

  pay = (change: Partial<PaymentRequestInput> = {}) => this.clock.until(this.payLater(change));
  payLater = (change: Partial<PaymentRequestInput> = {}) => this.connector.takePayment(aRequest(change));

  /** The amounts that the terminal has charged or given back, in order, minor units. */
  get movedAmounts(): number[] {
    return this.link.ledger.filter(movedMoney).map(({ amountMinor }) => amountMinor);
  }
  get records() {
    return [...this.storage.payments.values()];
  }

  readonly #writtenListeners: ((entryIds: readonly string[]) => void)[] = [];

  /** Another context of this browser, the service worker, writes a notification. */
  async writeElsewhere(entry: OutboxEntry): Promise<void> {
    await this.storage.outbox.update(entry);
    for (const listener of this.#writtenListeners) listener([entry.entryId]);
  }

  readonly #gateway: Gateway = {
    sendOrder: async (...order) =>
      this.sidecarAway
        ? { kind: 'no-answer', reason: 'no-sidecar' }
        : httpGateway(this.#fetch).sendOrder(...order),
    lookUpOrder: async (...order) =>
      this.sidecarAway
        ? { kind: 'no-answer', reason: 'no-sidecar' }
        : httpGateway(this.#fetch).lookUpOrder(...order),
  };
  #fetch: typeof fetch = async (input, init) => {
    if (this.gatewayDown) throw new TypeError('network');
    const reply = await this.gateway.app.request(
      String(input).slice(gatewayBase.length),
      init as RequestInit,
    );
    if (this.gatewayBehindMs !== undefined) {
      reply.headers.set('date', new Date(this.clock.now() - this.gatewayBehindMs).toUTCString());
    }
    return reply;
  };
}
