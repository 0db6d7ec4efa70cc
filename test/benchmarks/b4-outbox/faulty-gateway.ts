import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { serve } from '@hono/node-server';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { gatewayTwin } from '../../../src/simulator/gateway/gateway-twin.ts';
import { chance } from '../b3-frames/corpus.ts';

export const account = { login: 'shop', password: 'Test_password' };

export interface FaultyGateway {
  /** The orders at HiPay, by their numbers. */
  taken(): ReadonlySet<string>;
  /** Calls with an order. */
  readonly calls: number;
  /** Calls for an order that HiPay had already confirmed. */
  readonly repeated: number;
  close(): Promise<void>;
}

/** Percentages of the calls: cut before HiPay takes the order, answered with 500, answer lost, slow. */
const faults = { cut: 6, broken: 6, lost: 4, slow: 2 };

/** HiPay's stand-in on its own port, with many faults. The same seed gives each contestant the same faults. */
export async function openFaultyGateway(port: number): Promise<FaultyGateway> {
  const twin = gatewayTwin({ clock: systemClock, account: { ...account, hashKey: '' } });
  const random = chance(404);
  const confirmed = new Set<string>();
  let calls = 0;
  let repeated = 0;
  const fetch = async (request: Request, { incoming }: { incoming: IncomingMessage }) => {
    if (request.method !== 'POST') return twin.app.fetch(request);
    const orderId = new URLSearchParams(await request.clone().text()).get('orderid') ?? '';
    calls += 1;
    if (confirmed.has(orderId)) repeated += 1;
    const dice = random() * 100;
    const cut = () => {
      incoming.socket.destroy();
      return new Response(null);
    };
    if (dice < faults.cut) return cut();
    // With CORS headers, like HiPay's answers.
    const readable = { 'access-control-allow-origin': request.headers.get('origin') ?? '*' };
    if (dice < faults.cut + faults.broken) return new Response('{}', { status: 500, headers: readable });
    if (dice < faults.cut + faults.broken + faults.slow)
      await new Promise((resolve) => setTimeout(resolve, 300));
    const answer = await twin.app.fetch(request);
    if (dice > 100 - faults.lost) return cut();
    confirmed.add(orderId);
    return answer;
  };
  const server = serve({ fetch: fetch as never, port, hostname: '127.0.0.1' }) as Server;
  if (!server.listening) await once(server, 'listening');
  return {
    taken: () => new Set(twin.orders().map(({ orderid }) => orderid)),
    get calls() {
      return calls;
    },
    get repeated() {
      return repeated;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
