import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpGateway } from '../../../src/adapters/http-gateway/http-gateway.ts';
import { relayedGateway } from '../../../src/adapters/sidecar-client/sidecar-http.ts';
import { gatewayRelayPath } from '../../../src/core/connector-api/sidecar-contract.ts';
import type { Gateway, GatewayAccount } from '../../../src/core/ports/gateway.ts';
import { defaultSettings } from '../../../src/core/settings/settings.ts';
import { gatewayRoute } from '../../../src/sidecar/routes/page-services.ts';
import { gatewayContract } from '../../contracts/gateway.contract.ts';

async function serve(app: Hono) {
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
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

/** The page has no account. */
const nothing: GatewayAccount = { url: '', lookUpUrl: '', login: '', password: '' };

/** Calls `fetch` with the headers that a browser adds. */
const asPage: typeof fetch = (input, init) =>
  fetch(input, {
    ...init,
    headers: { ...init?.headers, origin: 'http://localhost', cookie: 'hipay-ecr-1=paired' },
  });

/** The sidecar's route for an account of its configuration. */
async function relayTo(account: GatewayAccount, upstream: Gateway) {
  const app = new Hono();
  const settings = defaultSettings();
  const hipay = { ...settings.hipay, login: account.login, password: account.password };
  gatewayRoute(app, {
    port: 1,
    pairing: { isPaired: (secret) => secret === 'paired' },
    settings: { ...settings, hipay },
    // The configuration accepts only addresses of HiPay and of this computer, so the test sets it here.
    gateway: {
      sendOrder: (known, fields, signal) =>
        upstream.sendOrder({ ...known, url: account.url }, fields, signal),
      lookUpOrder: (known, orderId, signal) =>
        upstream.lookUpOrder({ ...known, lookUpUrl: account.lookUpUrl }, orderId, signal),
    },
  });
  return serve(app);
}

// The complete path: the page's call, the sidecar's route, the sidecar's call.
gatewayContract('through the sidecar', async (app) => {
  const { origin, stop } = await serve(app);
  return {
    gateway: (timeoutMs) => ({
      async sendOrder(account, fields, signal) {
        const relay = await relayTo(account, httpGateway(fetch, timeoutMs));
        return relayedGateway(relay.origin + gatewayRelayPath, asPage).sendOrder(nothing, fields, signal);
      },
      async lookUpOrder(account, orderId, signal) {
        const relay = await relayTo(account, httpGateway(fetch, timeoutMs));
        return relayedGateway(relay.origin + gatewayRelayPath, asPage).lookUpOrder(nothing, orderId, signal);
      },
    }),
    url: origin,
    goDown: stop,
  };
});

it('the sidecar sends nothing and looks nothing up for a page that means another account', async () => {
  const calls: string[] = [];
  const upstream: Gateway = {
    sendOrder: async ({ login }) => ({ kind: 'answered', status: 200, body: `${calls.push(login)}` }),
    lookUpOrder: async ({ login }) => ({ kind: 'answered', status: 404, body: `${calls.push(login)}` }),
  };
  const own = { ...nothing, login: 'own', environment: 'stage' };
  const relay = await relayTo(own, upstream);
  const gateway = relayedGateway(relay.origin + gatewayRelayPath, asPage);
  for (const other of [
    { ...own, login: 'old' },
    { ...own, environment: 'live' },
  ]) {
    const notSent = { kind: 'no-answer', reason: 'no-sidecar', beforeSending: true };
    expect(await gateway.sendOrder(other, [])).toEqual(notSent);
    expect(await gateway.lookUpOrder(other, 'Order_1')).toEqual(notSent);
  }
  expect(calls).toEqual([]);
  await gateway.sendOrder(own, []);
  await gateway.lookUpOrder(own, 'Order_1');
  expect(calls).toEqual(['own', 'own']);
});

describe('without a usable sidecar', () => {
  const from = (answer: () => Response | Promise<Response>, timeoutMs?: number) =>
    relayedGateway(
      '/connector/gateway',
      (_, init) =>
        Promise.race([
          Promise.resolve().then(answer),
          new Promise<never>((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
          }),
        ]),
      timeoutMs,
    ).sendOrder(nothing, []);

  it.each<[string, () => Response | Promise<Response>, object?]>([
    ['the sidecar is away', () => Promise.reject(new TypeError('Failed to fetch'))],
    [
      'the sidecar does not know this page (a 401 that is not HiPay’s)',
      () => Response.json({ error: {} }, { status: 401 }),
      { beforeSending: true },
    ],
    [
      'the sidecar has no such route',
      () => Response.json({ error: {} }, { status: 404 }),
      { beforeSending: true },
    ],
    ['the sidecar fails', () => Response.json({ error: {} }, { status: 500 })],
    ['another program listens on the sidecar’s port', () => new Response('<html>', { status: 200 })],
    ['the answer is of an unknown kind', () => Response.json({ kind: 'delivered' })],
  ])('%s: reports no-sidecar, so that the order is sent again later', async (_name, answer, more = {}) => {
    expect(await from(answer)).toEqual({ kind: 'no-answer', reason: 'no-sidecar', ...more });
  });
  it('a sidecar that hangs: reports a timeout', async () => {
    expect(await from(() => new Promise<never>(() => {}), 20)).toEqual({
      kind: 'no-answer',
      reason: 'timeout',
    });
  });
});
