import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import type { GatewayScript } from '../../../src/simulator/gateway/gateway-script.ts';
import { type GatewayTwin, gatewayTwin } from '../../../src/simulator/gateway/gateway-twin.ts';

export type GatewayState = GatewayScript | 'down';

/** HiPay's twin on its own port. It keeps its orders while its port closes and opens. */
export class LastingGateway {
  readonly twin: GatewayTwin;
  #server: Server | undefined;

  constructor(
    private readonly port: number,
    account: { login: string; password: string },
  ) {
    this.twin = gatewayTwin({ clock: systemClock, account: { ...account, hashKey: '' }, slowMs: 3000 });
  }

  async setFaults(gatewayState: GatewayState): Promise<void> {
    if (gatewayState === 'down') return this.close();
    this.twin.play(gatewayState);
    if (this.#server) return;
    const server = serve({ fetch: this.twin.app.fetch, port: this.port, hostname: '127.0.0.1' }) as Server;
    this.#server = server;
    if (!server.listening) await once(server, 'listening');
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}
