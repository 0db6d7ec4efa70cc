import {
  type CallName,
  type ConnectorApi,
  callByName,
  forwardCalls,
  type PaymentContext,
} from '../core/connector-api/connector-api.ts';
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

/** Maximum time that a call waits for the next owner, ms. */
const ownerLimitMs = 15_000;

/**
 * The connector as each tab offers it: forwards every call to the connector of the tab that owns the terminal. If the
 * owner is closed during a call, the call is repeated at the next owner. This is safe for a payment: its order number
 * is fixed before the first try, and the next owner reads the journal before it answers. If the first owner did not
 * begin the payment, the next one takes it; otherwise the next one answers from the journal.
 */
export class OwnerProxy {
  readonly api: ConnectorApi;
  #owner: ConnectorApi | undefined;
  #waiting = new Set<() => void>();
  #listeners = new Set<(now: Snapshot) => void>();
  #latest: Snapshot | undefined;
  #stopFollowing = () => {};

  constructor(private readonly deps: OwnerProxyDeps) {
    const calls = forwardCalls((name, params, context) => this.#call(name, params, context));
    this.api = { ...calls, subscribe: (listener) => this.#subscribe(listener) };
    this.#follow(deps.local, true);
    deps.tabs.onOwner((open) => {
      const channel = open();
      const owner = connectorClient(channel, 'tab');
      channel.onClose(() => this.#removeOwner(owner));
      this.#useOwner(owner, false);
    });
  }

  /** Makes this tab the owner. Call after its connector has settled the payments that the last owner left unfinished. */
  becomeOwner(): void {
    const { tabs, local, clock } = this.deps;
    tabs.own((channel) => serveConnector(channel, local, 'connector', { clock }));
    this.#useOwner(this.deps.local, true);
  }

  #useOwner(owner: ConnectorApi, isLocal: boolean): void {
    this.#owner = owner;
    this.#follow(owner, isLocal);
    for (const wake of [...this.#waiting]) wake();
  }

  #removeOwner(owner: ConnectorApi): void {
    if (this.#owner === owner) this.#owner = undefined;
  }

  async #call(name: CallName, params: unknown, context?: PaymentContext): Promise<unknown> {
    const fixedParams = name === 'takePayment' ? this.#withOrderId(params as { orderId?: string }) : params;
    for (;;) {
      const owner = this.#owner ?? (await this.#nextOwner());
      try {
        return await callByName(owner, name, fixedParams, context);
      } catch (error) {
        if (!(error instanceof ChannelClosed)) throw error;
        this.#removeOwner(owner);
      }
    }
  }

  #withOrderId<Request extends { orderId?: string }>(request: Request): Request & { orderId: string } {
    const prefix = this.#latest?.orderPrefix ?? '';
    return { ...request, orderId: request.orderId ?? prefix + this.deps.ids.orderId() };
  }

  #nextOwner(): Promise<ConnectorApi> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        stop();
        this.#waiting.delete(settle);
        if (this.#owner) resolve(this.#owner);
        else
          reject(
            new CallFault('no tab of this browser has the terminal: close the others and reload this one'),
          );
      };
      const stop = this.deps.clock.after(ownerLimitMs, settle);
      this.#waiting.add(settle);
    });
  }

  #subscribe(listener: (now: Snapshot) => void): () => void {
    this.#listeners.add(listener);
    if (this.#latest) listener(this.#latest);
    return () => this.#listeners.delete(listener);
  }

  /** Shows this connector's snapshots. For another tab's connector, `owner` and `sidecar` are this tab's own values. */
  #follow(connector: ConnectorApi, isLocal: boolean): void {
    this.#stopFollowing();
    let following = true;
    const unsubscribe = connector.subscribe((now) => {
      if (!following) return;
      this.#latest = isLocal ? now : { ...now, owner: false, sidecar: this.#latest?.sidecar ?? now.sidecar };
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
