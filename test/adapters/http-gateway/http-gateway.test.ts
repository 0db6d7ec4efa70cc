import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpGateway } from '../../../src/adapters/http-gateway/http-gateway.ts';
import { gatewayContract } from '../../contracts/gateway.contract.ts';

const orderPath = '/rest/v1/order';

/** Rejects like an aborted `fetch`. */
const ended = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
  });

gatewayContract('in process', async (app) => {
  let down = false;
  const fetchHere = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (down) throw new TypeError('Failed to fetch');
    const request = new Request(input, init);
    if (request.signal.aborted) throw request.signal.reason;
    return Promise.race([app.fetch(request), ended(request.signal)]);
  };
  return {
    gateway: (timeoutMs) => httpGateway(fetchHere, timeoutMs),
    url: `http://localhost${orderPath}`,
    goDown: async () => {
      down = true;
    },
  };
});

gatewayContract('over a real loopback port', async (app) => {
  const server = createAdaptorServer({ fetch: app.fetch });
  const stop = async () => {
    if (!server.listening) return;
    // Closes calls that hang on purpose, which would keep the server open.
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  onTestFinished(stop);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    gateway: (timeoutMs) => httpGateway(fetch, timeoutMs),
    url: `http://127.0.0.1:${port}${orderPath}`,
    goDown: stop,
  };
});

describe('the order call of the browser', () => {
  it('sends no cookies and no referrer, uses no cache, and goes to HiPay’s hosts', async () => {
    const inits: (RequestInit | undefined)[] = [];
    const spy = async (_: RequestInfo | URL, init?: RequestInit) => {
      inits.push(init);
      return new Response('{}');
    };
    for (const host of ['stage-secure-gateway', 'secure-gateway']) {
      const url = `https://${host}.hipay-tpp.com${orderPath}`;
      expect(await httpGateway(spy).sendOrder({ url, login: 'l', password: 'p' }, [])).toMatchObject({
        kind: 'answered',
      });
    }
    expect(inits).toHaveLength(2);
    for (const init of inits) {
      expect(init).toMatchObject({
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
    }
  });
  it('recognizes a redirect that the browser hides', async () => {
    const hidden = Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
    const reply = await httpGateway(async () => hidden).sendOrder(
      { url: `http://localhost${orderPath}`, login: 'l', password: 'p' },
      [],
    );
    expect(reply).toEqual({ kind: 'no-answer', reason: 'redirect' });
  });
  it('sends credentials and fields with broken Unicode, and does not throw', async () => {
    const broken = String.fromCharCode(0xd800);
    const account = { url: `http://localhost${orderPath}`, login: broken, password: broken };
    const reply = await httpGateway(async () => new Response('{}')).sendOrder(account, [['a', broken]]);
    expect(reply).toMatchObject({ kind: 'answered' });
  });
});
