import { type CallName, type ConnectorApi, callNames } from '../core/connector-api/connector-api.ts';
import { CallFault, ChannelClosed, connectorClient } from '../core/connector-api/connector-client.ts';
import { serveConnector } from '../core/connector-api/connector-server.ts';
import type { Snapshot } from '../core/connector-api/snapshot.ts';
import type { Tabs } from '../core/ports/channel.ts';
import type { Clock, Ids } from '../core/ports/host.ts';

export interface OwnerProxyDeps {
  /** This tab's own connector. It has the journal, but the terminal only if this tab owns it. */
  readonly local: ConnectorApi;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Longest time without an owner between two owners, ms. */
const ownerLimitMs = 15_000;

type AnyCall = (params: unknown) => Promise<unknown>;

/**
 * The connector as any tab offers it: its own if it owns the terminal, else the owner's. If the owner ends during a
 * call, the call is repeated at the next owner. This is safe for a payment: its order number is fixed before it first
 * leaves this tab, and the next owner has read the journal before it answers. A payment that was never accepted is
 * taken now; an accepted one is answered from the journal.
 */
export class OwnerProxy {
  readonly api: ConnectorApi;
  #owner: ConnectorApi | undefined;
  #waiting = new Set<() => void>();
  #listeners = new Set<(now: Snapshot) => void>();
  #latest: Snapshot | undefined;
  #stopFollowing = () => {};

  constructor(private readonly deps: OwnerProxyDeps) {
    const calls = Object.fromEntries(
      callNames.map((name) => [name, (params: never) => this.#call(name, params)]),
    ) as unknown as Omit<ConnectorApi, 'subscribe'>;
    this.api = { ...calls, subscribe: (listener) => this.#subscribe(listener) };
    this.#follow(deps.local, true);
    deps.tabs.onOwner((open) => {
      const channel = open();
      const owner = connectorClient(channel, 'tab');
      channel.onClose(() => this.#lose(owner));
      this.#use(owner, false);
    });
  }

  /** Makes this tab the owner, after its connector has settled what the last owner left unfinished. */
  becomeOwner(): void {
    const { tabs, local, clock } = this.deps;
    tabs.own((channel) => serveConnector(channel, local, 'connector', { clock }));
    this.#use(this.deps.local, true);
  }

  #use(owner: ConnectorApi, here: boolean): void {
    this.#owner = owner;
    this.#follow(owner, here);
    for (const wake of [...this.#waiting]) wake();
  }

  #lose(owner: ConnectorApi): void {
    if (this.#owner === owner) this.#owner = undefined;
  }

  async #call(name: CallName, params: unknown): Promise<unknown> {
    const fixed = name === 'takePayment' ? this.#withOrderId(params as { orderId?: string }) : params;
    for (;;) {
      const owner = this.#owner ?? (await this.#nextOwner());
      try {
        return await (owner[name] as AnyCall)(fixed);
      } catch (error) {
        if (!(error instanceof ChannelClosed)) throw error;
        this.#lose(owner);
      }
    }
  }

  #withOrderId<Request extends { orderId?: string }>(request: Request): Request & { orderId: string } {
    return { ...request, orderId: request.orderId ?? this.deps.ids.orderId() };
  }

  #nextOwner(): Promise<ConnectorApi> {
    return new Promise((resolve, reject) => {
      const end = () => {
        stop();
        this.#waiting.delete(end);
        if (this.#owner) resolve(this.#owner);
        else
          reject(
            new CallFault('no tab of this browser has the terminal: close the others and reload this one'),
          );
      };
      const stop = this.deps.clock.after(ownerLimitMs, end);
      this.#waiting.add(end);
    });
  }

  #subscribe(listener: (now: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    if (this.#latest) listener(this.#latest);
    return () => this.#listeners.delete(listener);
  }

  /** Shows another tab's snapshot, except for the facts that only this tab knows. */
  #follow(connector: ConnectorApi, here: boolean): void {
    this.#stopFollowing();
    let following = true;
    const unsubscribe = connector.subscribe((now) => {
      if (!following) return;
      this.#latest = here ? now : { ...now, owner: false, sidecar: this.#latest?.sidecar ?? now.sidecar };
      for (const listener of this.#listeners) listener(this.#latest);
    });
    this.#stopFollowing = () => {
      following = false;
      unsubscribe();
    };
  }

  /** Shows whether this tab's own socket to the sidecar is connected. */
  showSidecar(sidecar: Snapshot['sidecar']): void {
    if (!this.#latest) return;
    this.#latest = { ...this.#latest, sidecar };
    for (const listener of this.#listeners) listener(this.#latest);
  }
}
