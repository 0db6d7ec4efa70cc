import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { systemClock } from '../../src/sidecar/clock.ts';
import { type GatewayTwin, gatewayTwin } from '../../src/simulator/gateway-twin/gateway-twin.ts';

export interface OwnGateway {
  readonly twin: GatewayTwin;
  close(): Promise<void>;
}

/** HiPay's twin on a port of its own, as another origin: it can be down, which a twin inside the sidecar cannot. */
export async function openGateway(
  port: number,
  account: { login: string; password: string },
): Promise<OwnGateway> {
  const twin = gatewayTwin({ clock: systemClock, account: { ...account, hashKey: '' } });
  const server = serve({ fetch: twin.app.fetch, port, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await once(server, 'listening');
  return {
    twin,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
