import type { ConnectorApi } from '../../src/core/connector-api/connector-api.ts';
import type { Clock, Ids } from '../../src/core/ports/host.ts';
import type { Connector } from '../../src/flows/connector.ts';
import { OwnerProxy } from '../../src/flows/owner-proxy.ts';
import { memoryTabs } from '../fakes/memory-tabs.ts';
import { Life } from './life.ts';
import type { WorldClock } from './world-clock.ts';

interface Tab {
  readonly life: Life;
  readonly connector: Connector;
  readonly owners: OwnerProxy;
}

interface TabsDeps {
  readonly clock: WorldClock;
  readonly ids: Ids;
  /** True if a second tab is open beside the owner, and takes over when the owner dies. */
  readonly hasTwoTabs: boolean;
  connectorOf(life: Life): Promise<Connector>;
  violation(text: string): void;
  note(text: string): void;
}

/** The pages of the connector in the shop's browser, one of which owns the terminal. */
export class ShopTabs {
  readonly #tabs = memoryTabs();
  #owner!: Tab;
  #other: Tab | undefined;

  constructor(private readonly deps: TabsDeps) {}

  get life(): Life {
    return this.#owner.life;
  }
  get connector(): Connector {
    return this.#owner.connector;
  }

  /** The page that a till is connected to: the owner or the other page. */
  tillAt(other: boolean): { api: Pick<ConnectorApi, 'takePayment' | 'findOrder'>; death: Promise<'dead'> } {
    // A single page answers before it is ready; the campaign tests that too.
    if (!this.deps.hasTwoTabs) return { api: this.connector, death: this.life.death };
    const { owners, life } = (other && this.#other) || this.#owner;
    return { api: owners.api, death: life.death };
  }

  /** Starts the browser. The tills do not wait for it. */
  async begin(): Promise<void> {
    this.#owner = await this.#open();
    this.#takeOver();
    if (this.deps.hasTwoTabs) this.#other = await this.#open();
  }

  /** Kills the page that owns the terminal, or the whole browser. */
  kill(browser: boolean): void {
    this.life.kill();
    this.#tabs.ownerDies();
    const next = this.#other;
    this.#other = undefined;
    if (browser) next?.life.kill();
    else if (next) {
      this.deps.note('the other tab takes over');
      this.#owner = next;
      this.#takeOver();
    }
  }

  async #open(): Promise<Tab> {
    const { clock, ids, connectorOf } = this.deps;
    const life = new Life(clock);
    const connector = await connectorOf(life);
    const lifeClock: Clock = life.clock;
    const owners = new OwnerProxy({ local: connector, tabs: this.#tabs.tab(), clock: lifeClock, ids });
    return { life, connector, owners };
  }

  #takeOver(): void {
    const { connector, owners } = this.#owner;
    const taken = connector.recover().then(() => {
      owners.becomeOwner();
      return connector.open();
    });
    taken.catch((error: unknown) => this.deps.violation(`the connector did not start: ${String(error)}`));
  }
}
