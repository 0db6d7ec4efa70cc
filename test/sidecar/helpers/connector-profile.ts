import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { serveConnector } from '../../../src/core/connector-api/connector-server.ts';
import { SecondCopy } from '../../../src/core/connector-api/second-copy.ts';
import type { Gateway } from '../../../src/core/ports/gateway.ts';
import type { Settings } from '../../../src/core/settings/settings.ts';
import { createConnector } from '../../../src/flows/connector.ts';
import { MemoryStorage, memorySettings } from '../../../src/sdk/testing/memory-storage.ts';
import { socketChannel } from '../../../src/sidecar/page/socket-channel.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { simulatedLink } from '../../../src/simulator/terminal/simulated-link.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import { pageSocket, pairedCookie } from './fake-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';

/** HiPay, as all browsers of a shop reach it: an order that it has is refused a second time. */
export class ShopGateway implements Gateway {
  readonly orders: string[] = [];
  /** Every try that reached HiPay. */
  readonly tries: string[] = [];
  /** The orders that were looked up. */
  readonly lookUps: string[] = [];
  readonly #customData = new Map<string, string>();
  isDown = false;

  sendOrder: Gateway['sendOrder'] = async (_account, fields) => {
    if (this.isDown) return { kind: 'no-answer', reason: 'network' };
    const orderId = new Map(fields).get('orderid') ?? '';
    this.tries.push(orderId);
    if (this.orders.includes(orderId))
      return { kind: 'answered', status: 400, body: JSON.stringify({ code: '3010004' }) };
    this.orders.push(orderId);
    this.#customData.set(orderId, new Map(fields).get('custom_data') ?? '{}');
    return {
      kind: 'answered',
      status: 200,
      body: JSON.stringify({ state: 'completed', transactionReference: '1' }),
    };
  };
  lookUpOrder: Gateway['lookUpOrder'] = async (_account, orderId) => {
    if (this.isDown) return { kind: 'no-answer', reason: 'network' };
    this.lookUps.push(orderId);
    const custom_data = this.#customData.get(orderId);
    const body = custom_data
      ? { merchant_order_id: orderId, custom_data, transactions: [{ state: 'completed' }] }
      : { code: 3000001, message: 'Unknown Order' };
    return { kind: 'answered', status: custom_data ? 200 : 404, body: JSON.stringify(body) };
  };
}

let profiles = 0;

/** A browser profile with the real connector: its journal outlives its pages, until it is deleted. */
export class ConnectorProfile {
  readonly journalId = `profile-${++profiles}`;
  #ids = 0;

  constructor(
    private readonly gateway: Gateway,
    readonly storage = new MemoryStorage(),
  ) {}

  /** Opens a page on a real WebSocket. */
  async open(sidecar: RunningSidecar, cookie?: string) {
    const secondCopy = new SecondCopy(systemClock);
    const connector = await createConnector({
      secondCopy,
      version: 'test',
      journalId: this.journalId,
      ...this.storage,
      settingsStore: memorySettings(),
      gateway: this.gateway,
      runExclusively: (work) => work(),
      clock: systemClock,
      ids: {
        unique: () => `${this.journalId}-${++this.#ids}`,
        orderId: () => `${this.journalId}-order-${++this.#ids}`,
        chance: () => 0.5,
      },
      digest: { sha1: async (text) => createHash('sha1').update(text).digest('hex') },
      linkFor: linkOf,
    });
    await connector.start();
    const secret = cookie ?? (await pairedCookie(sidecar));
    const socket = pageSocket(sidecar, { origin: sidecar.pageUrl, cookie: secret });
    // Listens inside the open event, because the sidecar's first message may arrive with it.
    socket.once('open', () => {
      const channel = socketChannel(socket);
      secondCopy.attach(channel);
      serveConnector(channel, connector, 'page', { records: connector.records });
    });
    await once(socket, 'open');
    const close = async () => {
      socket.terminate();
      await connector.giveWay();
    };
    onTestFinished(close);
    return { connector, socket, cookie: secret, close };
  }
}

function linkOf({ terminal }: Settings) {
  const script = twinScript(terminal.script);
  if (!script) throw new Error(`no script ${terminal.script}`);
  // With another link in the settings, the terminal stands for a real one.
  const simulated = terminal.link === 'simulated';
  return Object.assign(simulatedLink({ ...script, customerMs: 0 }, systemClock), { simulated });
}
