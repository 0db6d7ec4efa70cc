import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { http, rawRequest } from '../helpers/raw-request.ts';
import { asTill, postOrder, runningSidecar } from '../helpers/running-sidecar.ts';
import { sharedSidecar } from '../helpers/shared-sidecar.ts';

// SECURITY.md, A14: callers that send more data than a till ever does, or send it slower. Raw sockets, so that no library
// changes the bytes.
const shared = sharedSidecar();
const port = () => shared.sidecar.port;
const host = () => `Host: localhost:${port()}`;
const auth = () => `Authorization: ${shared.sidecar.basic}`;
const version = (...more: string[]) => http('GET /version HTTP/1.1', [host(), auth(), ...more]);

describe('headers', () => {
  test('accepts the maximum number, and refuses one more', async () => {
    // With Host, Authorization, Connection and Content-Length these are 64.
    const many = Array.from({ length: 60 }, (_, i) => `X-${i}: 1`);
    expect((await rawRequest(port(), version(...many))).status).toBe(200);
    const reply = await rawRequest(port(), version(...many, 'X-one-more: 1'));
    expect(reply.status).toBe(431);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { errorCode: '1104' } });
  });

  test('refuses thousands of headers, so that no Origin behind them is overlooked', async () => {
    const many = Array.from({ length: 1500 }, (_, i) => `X${i}: `);
    const reply = await rawRequest(port(), version(...many, 'Origin: https://evil.example'));
    expect(reply.status).toBe(431);
  });

  test('refuses 16 KB of headers', async () => {
    expect((await rawRequest(port(), version(`X: ${'x'.repeat(15_000)}`))).status).toBe(200);
    expect((await rawRequest(port(), version(`X: ${'x'.repeat(16_400)}`))).status).toBe(431);
  });

  test('refuses two Hosts, even with ours first', async () => {
    const reply = await rawRequest(port(), version('Host: evil.example'));
    expect(reply.status).toBe(400);
  });
});

describe('bodies', () => {
  const post = async (body: string) => {
    const reply = await rawRequest(port(), http('POST /order HTTP/1.1', [host(), auth()], body));
    return { ...reply, answer: JSON.parse(reply.body) };
  };
  afterEach(() => {
    shared.page.payments.length = 0;
  });
  const nested = (levels: number) => `{"amount": 1, "cart": ${'['.repeat(levels)}${']'.repeat(levels)}}`;

  test('accepts sixteen levels of nesting, and refuses one more', async () => {
    expect((await post(nested(16))).status).toBe(200);
    expect((await post(nested(17))).answer.error.errorDescription).toContain('nested too deeply');
  });

  test.each([
    ['__proto__', '"__proto__": {"amount": 5, "admin": true}'],
    ['constructor', '"constructor": {"prototype": {"admin": true}}'],
    ['in custom_data', '"custom_data": {"__proto__": "x", "constructor": "y"}'],
    [
      'in the cart',
      '"cart": [{"__proto__": {"admin": true}, "constructor": {"prototype": {"admin": true}}}]',
    ],
    ['in the customer', '"customer": {"__proto__": {"firstname": "Eve"}}'],
  ])('%s: harmless', async (_name, field) => {
    const { status, answer } = await post(`{"amount": 1, "order_id": "P1", ${field}}`);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ amount: 1, orderId: 'P1' });
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
    expect(shared.page.payments).toMatchObject([{ amountMinor: 100 }]);
    expect(shared.page.payments[0]?.customer.firstName).toBeUndefined();
  });
});

/** Opens a connection, sends this text, and leaves it open. */
async function opened(portOf: number, text = ''): Promise<Socket> {
  const socket = connect({ port: portOf, host: '127.0.0.1', noDelay: true });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  if (text !== '') socket.write(text);
  return socket;
}

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    socket.resume();
    if (socket.closed) resolve();
    else socket.once('close', () => resolve());
  });

describe('slow callers are disconnected, and others are served meanwhile', () => {
  const shortLimits = { headersMs: 150, requestMs: 300, keepAliveMs: 100, checkIntervalMs: 50 };
  const dripping = (socket: Socket, text: string) => {
    const timer = setInterval(() => socket.write(text), 40);
    onTestFinished(() => clearInterval(timer));
  };

  test('headers sent byte by byte (slow loris)', async () => {
    const sidecar = await runningSidecar({ limits: shortLimits });
    const slow = await opened(
      sidecar.port,
      `GET /version HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\nX: `,
    );
    dripping(slow, 'x');
    expect((await asTill(sidecar, '/version')).status).toBe(200);
    await closed(slow);
  });

  test('a body sent byte by byte, with the right password', async () => {
    const sidecar = await runningSidecar({ limits: shortLimits });
    const page = await fakePage(sidecar);
    const head = [
      'POST /order HTTP/1.1',
      `Host: localhost:${sidecar.port}`,
      `Authorization: ${sidecar.basic}`,
    ];
    const slow = await opened(
      sidecar.port,
      `${head.join('\r\n')}\r\nContent-Length: 60000\r\n\r\n{"amount": 1, `,
    );
    dripping(slow, ' ');
    expect((await asTill(sidecar, '/version')).status).toBe(200);
    await closed(slow);
    expect(page.payments).toEqual([]);
  });

  test('no bytes at all, and none after an answer', async () => {
    const sidecar = await runningSidecar({ limits: shortLimits });
    const silent = await opened(sidecar.port);
    const kept = await opened(
      sidecar.port,
      `GET /version HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\nAuthorization: ${sidecar.basic}\r\n\r\n`,
    );
    await Promise.all([closed(silent), closed(kept)]);
  });

  test('a till whose customer is slow is not disconnected: the limits do not apply to the answer', async () => {
    const sidecar = await runningSidecar({ limits: shortLimits });
    await fakePage(sidecar, {
      takePayment: (request) =>
        new Promise((resolve) => setTimeout(() => resolve(paidAnswer(request)), 1000)),
    });
    expect(await (await postOrder(sidecar, { amount: 1 })).json()).toMatchObject({
      paymentStatus: 'SUCCESS',
    });
  });
});

describe('thousands of idle connections', () => {
  const idleConnections = Number(process.env['HIPAY_ECR_CROWD'] ?? 2000);

  test('do not keep a new till out, nor one that waits for its customer, nor the page', async () => {
    const sidecar = await runningSidecar();
    let finish = () => {};
    const page = await fakePage(sidecar, {
      takePayment: (request) =>
        new Promise((resolve) => {
          finish = () => resolve(paidAnswer(request));
        }),
    });
    const answering = postOrder(sidecar, { amount: 1 });
    await vi.waitUntil(() => page.payments.length === 1, 20_000);
    const idle: Socket[] = [];
    while (idle.length < idleConnections) {
      idle.push(...(await Promise.all(Array.from({ length: 200 }, () => opened(sidecar.port)))));
    }
    const host = `Host: localhost:${sidecar.port}`;
    const lines = [host, `Authorization: ${sidecar.basic}`];
    const fresh = await rawRequest(sidecar.port, http('GET /version HTTP/1.1', lines));
    expect(fresh.status).toBe(200);
    // Shows that the limit was exceeded.
    await vi.waitUntil(() => idle.filter(({ closed }) => closed).length >= idleConnections - 1000, 20_000);
    finish();
    expect(await (await answering).json()).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(page.socket.readyState).toBe(page.socket.OPEN);
  });
});
