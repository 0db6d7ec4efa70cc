import { WebSocket } from 'ws';
import { messagePortChannel } from '../../../src/adapters/browser/message-port.ts';
import { parseJson } from '../../../src/core/parse-json.ts';
import { serveTill } from '../../../src/core/till/till-session.ts';
import { connectorTillSide, openGate } from '../../../src/core/till/till-side.ts';
import type { Connector } from '../../../src/sdk/api.ts';
import { makeNonce, tokenId } from '../../../src/sdk/client/sidecar-way.ts';
import { portChannel, type TillChannel } from '../../../src/sdk/client/till-connection.ts';
import { tillConnector } from '../../../src/sdk/client/till-connector.ts';
import { texts } from '../../../src/texts/en/till-client.ts';
import { loadTillTexts } from '../../../src/texts/load-till-texts.ts';
import type { EdgePage } from './edge-page.ts';
import type { EdgeShop } from './edge-shop.ts';

const origin = 'https://till.example';

/** A till waits for a hung page for less than `longestWaitMs` (till-clients.ts). */
const heartbeat = { everyMs: 200, silentMs: 2000 };

export type WebWay = 'sidecar' | 'window';

/** Opens the SDK's connector as a till's page does. Rejects with a ConnectorFailure. */
export async function openWebTill(shop: EdgeShop, way: WebWay): Promise<Connector> {
  const channel = way === 'sidecar' ? await openSidecarChannel(shop) : openWindowChannel(shop.page);
  const keep = (name: string) => ({
    get: () => shop.tillStorage.get(name) ?? null,
    set: (text: string) => void shop.tillStorage.set(name, text),
  });
  const deps = { way, notTaken: [], texts, lastOrder: keep('last'), openOrders: keep('open'), heartbeat };
  return tillConnector(channel, deps);
}

/** The first messages of the SDK, over the `ws` package and with the origin that a browser would send. */
async function openSidecarChannel(shop: EdgeShop): Promise<TillChannel> {
  const token = await shop.tillToken(origin);
  const socket = new WebSocket(`ws://127.0.0.1:${shop.port}/till`, { origin });
  socket.on('error', () => {});
  shop.tillSockets.add(socket);
  socket.once('close', () => shop.tillSockets.delete(socket));
  const next = () =>
    new Promise<void>((resolve, reject) => {
      socket.once('message', () => resolve());
      socket.once('close', () => reject(new Error('the sidecar has not taken the line')));
    });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('close', () => reject(new Error('nothing answers')));
  });
  socket.send(JSON.stringify({ kind: 'who', id: tokenId(token), nonce: makeNonce() }));
  await next();
  socket.send(JSON.stringify({ kind: 'token', token }));
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => void socket.on('message', (data) => listener(parseJson(String(data)))),
    onClose: (listener) => void socket.once('close', () => listener('the sidecar has gone')),
    close: () => socket.close(),
  };
}

/** The page's side of the window way, which ends with the page. */
function openWindowChannel(page: EdgePage | undefined): TillChannel {
  if (!page) throw new Error('no page is open');
  const { port1, port2 } = new MessageChannel();
  const side = connectorTillSide(page.connector, {
    program: 'edges',
    texts: loadTillTexts,
    requestTerminal: async () => undefined,
  });
  serveTill(page.life.channel(messagePortChannel(port2)), side, openGate);
  page.life.onDeath(() => port2.close());
  return portChannel(port1);
}
