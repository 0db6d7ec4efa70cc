import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpGateway } from '../../../src/adapters/http-gateway/http-gateway.ts';
import { gatewayContract } from '../../contracts/gateway.contract.ts';

const orderPath = '/rest/v1/order';

/** Rejects like an aborted `fetch`. */
const rejectWhenAborted = (signal: AbortSignal) =>
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
    // The caller's own signal: nothing else holds the signal of the request, and it may be collected while the call hangs.
    const signal = init?.signal ?? request.signal;
    if (signal.aborted) throw signal.reason;
    return Promise.race([app.fetch(request), rejectWhenAborted(signal)]);
  };
  return {
    gateway: (timeoutMs) => httpGateway(fetchHere, timeoutMs),
    url: 'http://localhost',
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
    url: `http://127.0.0.1:${port}`,
    goDown: stop,
  };
});

const here = {
  url: `http://localhost${orderPath}`,
  lookUpUrl: 'http://localhost/v3/order',
  login: 'l',
  password: 'p',
};

describe('the calls of the browser', () => {
  it('send no cookies and no referrer, and use no cache, for both hosts of HiPay', async () => {
    const inits: (RequestInit | undefined)[] = [];
    const spy = async (_: RequestInfo | URL, init?: RequestInit) => {
      inits.push(init);
      return new Response('{}');
    };
    for (const host of ['stage-secure-gateway', 'secure-gateway']) {
      const url = `https://${host}.hipay-tpp.com${orderPath}`;
      const account = {
        ...here,
        url,
        lookUpUrl: `https://${host.replace('secure', 'api')}.hipay.com/v3/order`,
      };
      expect(await httpGateway(spy).sendOrder(account, [])).toMatchObject({ kind: 'answered' });
      expect(await httpGateway(spy).lookUpOrder(account, 'Order_1')).toMatchObject({ kind: 'answered' });
    }
    expect(inits).toHaveLength(4);
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
    const reply = await httpGateway(async () => hidden).sendOrder(here, []);
    expect(reply).toEqual({ kind: 'no-answer', reason: 'redirect' });
  });
  it('sends credentials and fields with broken Unicode, and does not throw', async () => {
    const broken = String.fromCharCode(0xd800);
    const account = { ...here, login: broken, password: broken };
    const gateway = httpGateway(async () => new Response('{}'));
    expect(await gateway.sendOrder(account, [['a', broken]])).toMatchObject({ kind: 'answered' });
    expect(await gateway.lookUpOrder(account, broken)).toMatchObject({ kind: 'answered' });
  });
});

it.each(['sendOrder', 'lookUpOrder'] as const)('hides its secrets in every reply (%s)', async (call) => {
  const account = { ...here, login: 'shop', password: 'Test_/"PW77', hashKey: 'HASHKEYsecret55' };
  const basic = Buffer.from('shop:Test_/"PW77').toString('base64');
  const quoted = [`Basic ${basic}`, account.password, account.hashKey, encodeURIComponent(basic)];
  const headers = { 'retry-after': account.hashKey, date: account.hashKey };
  const host = async () =>
    new Response(JSON.stringify({ message: quoted.join(' '), state: basic }), { headers });
  const gateway = httpGateway(host);
  const reply =
    call === 'sendOrder'
      ? await gateway.sendOrder(account, [])
      : await gateway.lookUpOrder(account, 'Order_1');
  expect(reply).toEqual({
    kind: 'answered',
    status: 200,
    body: '{"message":"Basic ••• ••• ••• •••","state":"•••"}',
    retryAfter: '•••',
    date: '•••',
  });
});

describe('a reply that contains a secret by chance', () => {
  const account = { ...here, login: 'shop', password: 'completed', hashKey: 'boutique' };
  const bodyOf = async (body: string, orderId = 'boutique') => {
    const sent: [string, string][] = [
      ['orderid', orderId],
      ['amount', '10.20'],
      ['currency', 'EUR'],
    ];
    const reply = await httpGateway(async () => new Response(body)).sendOrder(account, sent);
    return reply.kind === 'answered' ? reply.body : reply.kind;
  };
  it.each(['boutique-0001', 'boutique'])(
    'keeps each field by which it is judged, for the order %s',
    async (id) => {
      const yes = `{"state":"completed","transactionReference":"132256656670","order":{"id":"${id}","amount":10.20}}`;
      expect(await bodyOf(yes, id)).toBe(yes);
      const found = `[{"merchant_order_id":"${id}","custom_data":{"boutique":"boutique-7"},"transactions":[]}]`;
      expect(await bodyOf(found, id)).toBe(found);
      const quoting = { ...JSON.parse(yes), message: 'boutique', boutique: 'key boutique', mid: 'boutique.' };
      expect(JSON.parse(await bodyOf(JSON.stringify(quoting), id))).toEqual({
        ...JSON.parse(yes),
        message: '•••',
        '•••': 'key •••',
        mid: 'boutique.',
      });
    },
  );
  it('still shows that it is for another order, and hides the secret in its other texts', async () => {
    const other = {
      merchant_order_id: 'boutique-0002',
      amount: { boutique: 'boutique 1' },
      state: 'completed',
    };
    expect(JSON.parse(await bodyOf(JSON.stringify(other), 'boutique-0001'))).toEqual({
      merchant_order_id: '•••-0002',
      amount: { '•••': '••• 1' },
      state: 'completed',
    });
  });
  it.each([
    [
      { id: 120000, amount: '912000050.20', state: 'completed' },
      { id: '•••', amount: '912000050.20' },
    ],
    [
      { id: '800120000001', amount: '120000' },
      { id: '800120000001', amount: '•••' },
    ],
  ])('stays a number if a secret of digits is a part of it: %j', async (given, shown) => {
    const digits = httpGateway(async () => new Response(JSON.stringify(given)));
    const reply = await digits.lookUpOrder({ ...account, password: '120000' }, 'Order_1');
    expect(reply.kind === 'answered' && JSON.parse(reply.body)).toMatchObject(shown);
  });
  it('keeps its Retry-After and its date', async () => {
    const headers = { 'retry-after': '1200000', date: 'Tue, 01 Dec 2026 22:27:07 GMT' };
    const host = async () => new Response('{}', { headers });
    const reply = await httpGateway(host).sendOrder(
      { ...account, password: '120000', hashKey: '01 Dec' },
      [],
    );
    expect(reply).toMatchObject({ retryAfter: headers['retry-after'], date: headers.date });
  });
  it('shows dots in place of the secret if it is the text of a page', async () => {
    expect(await bodyOf('<p>boutique</p>')).toBe('<p>•••</p>');
  });
});

describe('a look-up that the browser hides from the page', () => {
  const lookUp = (host: () => Response | Promise<Response>, inBrowser = true) => {
    const called: string[] = [];
    const hiding = async (input: RequestInfo | URL, init?: RequestInit) => {
      called.push(`${init?.mode ?? init?.method} ${String(input)}`);
      if (init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
      expect(init).not.toHaveProperty('headers');
      return host();
    };
    return { called, reply: httpGateway(hiding, 1000, { inBrowser }).lookUpOrder(here, 'Order_1') };
  };
  const opaque = () => Object.defineProperty(new Response(null), 'type', { value: 'opaque' });

  it('is no failure of the network, if the host answers', async () => {
    const { called, reply } = lookUp(opaque);
    expect(await reply).toEqual({ kind: 'no-answer', reason: 'unreadable' });
    expect(called).toEqual(['GET http://localhost/v3/order/Order_1', 'no-cors http://localhost/']);
  });
  it('is a failure of the network, if the host does not answer', async () => {
    const away = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await lookUp(away).reply).toEqual({ kind: 'no-answer', reason: 'network' });
  });
  it('is not looked for in Node, which hides nothing', async () => {
    const { called, reply } = lookUp(opaque, false);
    expect(await reply).toEqual({ kind: 'no-answer', reason: 'network' });
    expect(called).toHaveLength(1);
  });
});

describe('a call that failed', () => {
  const failing = async (cause: unknown) =>
    httpGateway(async () => {
      throw new TypeError('fetch failed', { cause });
    }).sendOrder(here, []);
  const withCode = (code: string, syscall?: string) => Object.assign(new Error(code), { code, syscall });
  const atConnect = (code: string) => withCode(code, 'connect');
  it.each([
    atConnect('ECONNREFUSED'),
    atConnect('EHOSTUNREACH'),
    atConnect('ENETUNREACH'),
    withCode('ENOTFOUND', 'getaddrinfo'),
    withCode('EAI_AGAIN', 'getaddrinfo'),
    withCode('UND_ERR_CONNECT_TIMEOUT'),
  ])('with %s has certainly sent nothing', async (cause) => {
    const reply = { kind: 'no-answer', reason: 'network', beforeSending: true };
    expect(await failing(cause)).toEqual(reply);
    expect(await failing(new AggregateError([cause, atConnect('ECONNREFUSED')]))).toEqual(reply);
  });
  it('has certainly sent nothing if no server listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const url = `http://127.0.0.1:${port}${orderPath}`;
    expect(await httpGateway().sendOrder({ ...here, url }, [])).toMatchObject({ beforeSending: true });
  });
  it.each([
    ['a connection that was cut', withCode('ECONNRESET', 'read')],
    [
      'one of two addresses that was cut',
      new AggregateError([atConnect('ECONNREFUSED'), withCode('ECONNRESET')]),
    ],
    ['a network that was lost while it waited', withCode('EHOSTUNREACH', 'read')],
    ['a network that was lost while it sent', withCode('ENETUNREACH', 'write')],
    ['one of two addresses that was lost', new AggregateError([withCode('EHOSTUNREACH', 'write')])],
    ['an error without a system call', withCode('EHOSTUNREACH')],
    ['a failure without a reason', new AggregateError([])],
    ['a browser, which names no reason', undefined],
  ])('by %s may have sent the order', async (_, cause) => {
    expect(await failing(cause)).toEqual({ kind: 'no-answer', reason: 'network' });
  });
});
