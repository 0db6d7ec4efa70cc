import { createHash } from 'node:crypto';
import { relayedGateway } from '../../../src/adapters/sidecar-client/sidecar-http.ts';
import { SidecarSocket } from '../../../src/adapters/sidecar-client/sidecar-socket.ts';
import { serveConnector } from '../../../src/core/connector-api/connector-server.ts';
import { SecondCopy } from '../../../src/core/connector-api/second-copy.ts';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { Clock, Ids } from '../../../src/core/ports/host.ts';
import type { Journal } from '../../../src/core/ports/storage.ts';
import { type Connector, createConnector } from '../../../src/flows/connector.ts';
import { MemoryStorage, memorySettings } from '../../../src/sdk/testing/memory-storage.ts';
import type { EdgeTerminal } from './edge-terminal.ts';
import { PageLife } from './page-life.ts';
import { enterPage } from './page-web-socket.ts';
import type { Timeline } from './timeline.ts';

/** One browser's storage. It outlives its pages, and can be wiped, copied and restored. */
export class Profile {
  storage = new MemoryStorage();
  settings = memorySettings();
  journalId: string;
  #copy: { storage: MemoryStorage; journalId: string } | undefined;

  constructor(
    readonly name: string,
    private readonly newId: () => string,
  ) {
    this.journalId = newId();
  }

  wipe(): void {
    this.storage = new MemoryStorage();
    this.settings = memorySettings();
    this.journalId = this.newId();
  }

  makeOlder(byMs: number): void {
    const { payments, notifications } = this.storage;
    for (const [id, record] of payments)
      payments.set(id, JSON.parse(makeOlder(JSON.stringify(record), byMs)));
    for (const [id, entry] of notifications)
      notifications.set(id, JSON.parse(makeOlder(JSON.stringify(entry), byMs)));
  }

  copy(): void {
    this.#copy = { storage: cloneStorage(this.storage), journalId: this.journalId };
  }

  /** Without a copy, the storage stays as it is. */
  restore(): void {
    if (!this.#copy) return;
    this.storage = cloneStorage(this.#copy.storage);
    this.journalId = this.#copy.journalId;
  }
}

/** Sets every time of the records back, as if they had been written earlier. */
export function makeOlder(text: string, byMs: number): string {
  return text.replace(/\b1[6-9]\d{11}\b/g, (time) => String(Number(time) - byMs));
}

function cloneStorage({ payments, notifications }: MemoryStorage): MemoryStorage {
  const copy = new MemoryStorage();
  for (const [id, record] of payments) copy.payments.set(id, structuredClone(record));
  for (const [id, entry] of notifications) copy.notifications.set(id, structuredClone(entry));
  return copy;
}

export interface PageDeps {
  readonly profile: Profile;
  readonly terminal: EdgeTerminal;
  readonly timeline: Timeline;
  readonly ids: Ids;
  readonly port: number;
  readonly home: string;
  readonly cookie: string;
  /** Called with every snapshot that a screen of this page shows. */
  shown(now: Snapshot, page: string): void;
}

/** The page's waits for its sidecar are divided by this number. */
const reconnectSpeed = 10;

let pagesOpened = 0;

/** The connector page: the real connector on a profile's storage, joined to the sidecar as the page's worker joins it. */
export class EdgePage {
  readonly life = new PageLife();
  readonly name: string;
  readonly profile: Profile;
  connector!: Connector;
  #socket: SidecarSocket | undefined;
  /** The payment whose record says that its frame may leave. */
  #sending: string | undefined;

  private constructor(private readonly deps: PageDeps) {
    this.profile = deps.profile;
    this.name = `${deps.profile.name}${++pagesOpened}`;
  }

  static async open(deps: PageDeps): Promise<EdgePage> {
    const page = new EdgePage(deps);
    await page.#start();
    return page;
  }

  async #start(): Promise<void> {
    const { profile, terminal, timeline, ids, port, home, cookie } = this.deps;
    const { life } = this;
    const headers = { origin: home, cookie };
    life.onDeath(enterPage(this.name, headers));
    const url = `127.0.0.1:${port}/connector`;
    const fetchAsPage: typeof fetch = (input, init) =>
      fetch(input, { ...init, headers: { ...headers, ...(init?.headers as Record<string, string>) } });
    const secondCopy = new SecondCopy(life.clock);
    this.connector = await createConnector({
      secondCopy,
      version: 'edges',
      journalId: profile.journalId,
      journal: life.port(this.#watched(profile.storage.journal)),
      outbox: life.port(profile.storage.outbox),
      settingsStore: profile.settings,
      gateway: life.port(relayedGateway(`http://${url}/gateway`, fetchAsPage)),
      runExclusively: (work) => work(),
      clock: life.clock,
      ids,
      digest: { sha1: async (text) => createHash('sha1').update(text).digest('hex') },
      linkFor: () => terminal.linkOf(life, () => this.#sending),
    });
    const { connector } = this;
    connector.subscribe((now) => this.deps.shown(now, this.name));
    const { records } = connector;
    this.#socket = new SidecarSocket({
      url: `ws://${url}?page=${this.name}`,
      clock: fasterClock(life.clock),
      isAlive: async () => false,
      onConnected: (channel) => {
        const ofLife = life.channel(channel);
        secondCopy.attach(ofLife);
        serveConnector(ofLife, connector, 'connector', { records, clock: life.clock });
      },
      onState: (state) => life.run(() => connector.showSidecar(state)),
    });
    timeline.note(`page ${this.name} opens, ${profile.storage.payments.size} payments in its journal`);
    this.#socket.reconnect();
    // Not awaited: a page that hangs or dies at once never finishes its start.
    void connector.recover().then(() => connector.open());
  }

  close(): void {
    this.deps.timeline.note(`page ${this.name} is gone`);
    this.life.end();
  }

  #watched(journal: Journal): Journal {
    const watch = (record: PaymentRecord) => {
      if (record.state === 'sending') this.#sending = record.paymentId;
      this.deps.timeline.recorded(record, this.name);
    };
    return {
      ...journal,
      write: (record) => {
        watch(record);
        return journal.write(record);
      },
      writeRefund: (record) => {
        watch(record);
        return journal.writeRefund(record);
      },
      writeWithNotifications: (record, entries) => {
        watch(record);
        return journal.writeWithNotifications(record, entries);
      },
    };
  }
}

const fasterClock = (clock: Clock): Clock => ({
  ...clock,
  after: (ms, callback) => clock.after(ms / reconnectSpeed, callback),
});
