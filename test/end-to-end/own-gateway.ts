import { once } from 'node:events';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { systemClock } from '../../src/sidecar/program/version.ts';
import { type GatewayTwin, gatewayTwin } from '../../src/simulator/gateway/gateway-twin.ts';

export interface OwnGateway {
  readonly twin: GatewayTwin;
  /** The User-Agent of each caller. */
  readonly callers: string[];
  close(): Promise<void>;
}

/** HiPay's twin on its own port and origin: unlike a twin inside the sidecar it can be down. */
export async function openGateway(
  port: number,
  account: { login: string; password: string; hashKey?: string },
  /** Delays the answer to each order until this resolves. */
  ready: () => Promise<unknown> = async () => {},
): Promise<OwnGateway> {
  const twin = gatewayTwin({ clock: systemClock, account: { hashKey: '', ...account } });
  const callers: string[] = [];
  const fetch = async (request: Request) => {
    if (request.method === 'POST') {
      callers.push(request.headers.get('user-agent') ?? '');
      await ready();
    }
    return twin.app.fetch(request);
  };
  const server = serve({ fetch, port, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await once(server, 'listening');
  return {
    twin,
    callers,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
