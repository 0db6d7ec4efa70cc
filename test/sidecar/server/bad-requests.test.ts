import { afterEach, describe, expect, test } from 'vitest';
import { digestOf, writeDigest } from '../../../src/sidecar/access/password-digest.ts';
import { rawRequest } from '../helpers/raw-request.ts';
import { asTill, runningSidecar } from '../helpers/running-sidecar.ts';
import { sharedSidecar } from '../helpers/shared-sidecar.ts';

// Each request gets a clear refusal in the error form of HiPay's document, and nothing reaches the terminal.
const shared = sharedSidecar();

afterEach(() => {
  expect(shared.page.payments).toEqual([]);
});

async function expectError(reply: Response, status: number, errorCode: string, words: string): Promise<void> {
  expect(reply.status).toBe(status);
  expect(reply.headers.get('content-type')).toContain('application/json');
  const body = (await reply.json()) as { error: Record<string, string> };
  expect(body).toEqual({
    error: {
      paymentStatus: 'FAILURE',
      errorCode,
      errorDescription: expect.stringContaining(words),
      charge: 'nothing-sent',
    },
  });
  expect(body.error['errorDescription']).toContain('This request did nothing');
}

const deep = `{"amount": 1, "cart": ${'['.repeat(2000)}${']'.repeat(2000)}}`;
const json = (value: unknown): string => JSON.stringify(value);
const withAmount = (amount: unknown): string => json({ amount });
const order = (more: object): string => json({ amount: '1.00', ...more });

describe('a body that is no payment request', () => {
  test.each<[string, BodyInit | undefined, number, string]>([
    ['no body', undefined, 400, 'body'],
    ['spaces', '  \r\n', 400, 'body'],
    ['no JSON', 'amount=10.23&currency=EUR', 400, 'not valid JSON'],
    ['half a JSON', '{"amount": 1', 400, 'not valid JSON'],
    ['XML', '<amount>10.23</amount>', 400, 'not valid JSON'],
    ['a list', '[{"amount": 1}]', 400, 'body'],
    ['a text', '"10,23"', 400, 'body'],
    ['a number', '10.23', 400, 'body'],
    ['null', 'null', 400, 'body'],
    ['NaN', '{"amount": NaN}', 400, 'not valid JSON'],
    ['a comma too many', '{"amount": 1,}', 400, 'not valid JSON'],
    ['bytes', new Uint8Array([0, 1, 2, 250]), 400, 'not valid JSON'],
    ['nesting without end', deep, 400, 'nested too deeply'],
    ['just above 64 KB', order({ name: 'x'.repeat(65_536) }), 413, '65536 bytes'],
    ['5 MB', order({ name: 'x'.repeat(5_000_000) }), 413, '65536 bytes'],
  ])('%s: is refused', async (_name, body, status, words) => {
    const init = body === undefined ? { method: 'POST' } : { method: 'POST', body };
    await expectError(await asTill(shared.sidecar, '/order', init), status, '1104', words);
  });

  test('of 5 MB without a declared length: is refused', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(50_000));
    let left = 100;
    const body = new ReadableStream({
      pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
    });
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    await expectError(await asTill(shared.sidecar, '/order', init), 413, '1104', '65536 bytes');
  });

  test('in compressed form: is refused', async () => {
    const init = { method: 'POST', body: withAmount(1), headers: { 'content-encoding': 'gzip' } };
    await expectError(await asTill(shared.sidecar, '/order', init), 415, '1104', 'compressed');
  });
});

describe('a wrong field', () => {
  test.each([
    ['amount missing', '{}', 'amount: is missing'],
    ['amount null', withAmount(null), 'amount: is missing'],
    ['amount empty', withAmount(''), 'amount: is missing'],
    ['amount "abc"', withAmount('abc'), 'amount: must be'],
    ['amount -1', withAmount(-1), 'amount: must be above zero'],
    ['amount "-1,00"', withAmount('-1,00'), 'amount: must be above zero'],
    ['amount 0', withAmount(0), 'amount: must be above zero'],
    ['amount "0,00"', withAmount('0,00'), 'amount: must be above zero'],
    ['amount 1e9', withAmount(1e9), 'amount: has more than the eight digits'],
    ['amount 1e400 (infinite)', '{"amount": 1e400}', 'amount: must be'],
    ['amount 10.234', withAmount(10.234), 'amount: has more than the 2 decimals'],
    ['amount "1.000,00"', withAmount('1.000,00'), 'amount: must be'],
    ['amount "1,000"', withAmount('1,000'), 'amount: may mean 1000 or 1.000 EUR: write it without'],
    ['amount "1 000"', withAmount('1 000'), 'amount: must be'],
    ['amount "10.23 EUR"', withAmount('10.23 EUR'), 'amount: must be'],
    ['amount in other digits', withAmount('١٠'), 'amount: must be'],
    ['amount a list', withAmount([10]), 'amount: must be'],
    ['amount an object', withAmount({ value: 10 }), 'amount: must be'],
    ['amount true', withAmount(true), 'amount: must be'],
    ["the sample's literal currency", order({ currency: 'string' }), 'currency: must be an ISO 4217 code'],
    ['a currency of nowhere', order({ currency: 'ZZZ' }), 'currency: must be an ISO 4217 code'],
    [
      'a currency that this shop does not take',
      order({ currency: 'USD' }),
      'currency: USD: this shop takes EUR',
    ],
    ['currency a number', order({ currency: 978 }), 'currency: must be'],
    ['an unknown type', order({ transaction_type: 'Refund' }), 'transaction_type: must be one of Debit'],
    [
      'an unknown type, misspelt',
      order({ transation_type: 'Sale' }),
      'transaction_type: must be one of Debit',
    ],
    ['an unknown means', order({ payment_means: 'cash' }), 'payment_means: must be'],
    ['both spellings, unlike', order({ transaction_type: 'Debit', transation_type: 'X' }), 'contradicts'],
    ['force_authorization in words', order({ force_authorization: 'maybe' }), 'force_authorization: must be'],
    ['control characters in order_id', order({ order_id: 'A\u0002\u0003B' }), 'order_id: must be'],
    ['a line break in order_id', order({ order_id: 'A\r\nB' }), 'order_id: must be'],
    [
      'a long order_id',
      order({ order_id: 'x'.repeat(33) }),
      'order_id: has 33 characters, and HiPay takes 32',
    ],
    ['order_id of spaces', order({ order_id: '   ' }), 'order_id: must be'],
    ['order_id a list', order({ order_id: ['A'] }), 'order_id: must be'],
    ['customer a text', order({ customer: 'John' }), 'customer: must be'],
    ['customer name an object', order({ customer: { firstname: {} } }), 'customer.firstname: must be'],
  ])('%s: is named in the refusal', async (_name, body, words) => {
    const reply = await asTill(shared.sidecar, '/order', { method: 'POST', body });
    await expectError(reply, 400, '1104', words);
  });
});

describe('credentials', () => {
  const wrong: [string, string | undefined][] = [
    ['none', undefined],
    ['empty', ''],
    ['another scheme', 'Bearer abc'],
    ['no base64', 'Basic ???'],
    ['no colon', `Basic ${btoa('till')}`],
    ['wrong password', `Basic ${btoa('till:wrong')}`],
    ['empty password', `Basic ${btoa('till:')}`],
    ['wrong user', `Basic ${btoa('root:made-secret')}`],
    ['right password and more', `Basic ${btoa('till:made-secret ')}`],
    ['a long one', `Basic ${btoa(`till:${'x'.repeat(4000)}`)}`],
  ];
  test.each(wrong)('%s: 401', async (_name, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const reply = await fetch(`${shared.sidecar.url}/order`, {
      method: 'POST',
      headers,
      body: withAmount(1),
    });
    await expectError(reply, 401, '1002', 'Authentication failed');
    expect(reply.headers.get('www-authenticate')).toContain('Basic');
  });

  test.each(['/version', '/config', '/stop', '/health', '/check', '/orders/A1', '/simulator/gateway/ledger'])(
    'GET %s wants them too',
    async (path) => {
      await expectError(await fetch(shared.sidecar.url + path), 401, '1002', 'Authentication failed');
    },
  );

  test.each(['secret', 'a digest'])(
    'two loops of wrong passwords keep no till out, right after a start (%s)',
    async (kind) => {
      const password = kind === 'secret' ? kind : writeDigest(await digestOf('secret'));
      const sidecar = await runningSidecar({ plan: { till: { user: 'till', password } } });
      const ends = new AbortController();
      const statuses: number[] = [];
      const guessOn = async (name: string) => {
        for (let i = 0; !ends.signal.aborted; i++) {
          const authorization = `Basic ${btoa(`till:${name} ${i}`)}`;
          const init = { method: 'POST', headers: { authorization }, body: withAmount(1) };
          const reply = await fetch(`${sidecar.url}/order`, { ...init, signal: ends.signal }).catch(() => {});
          if (reply) statuses.push(reply.status);
        }
      };
      const loops = [guessOn('one'), guessOn('two')];
      while (statuses.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
      const authorization = `Basic ${btoa('till:secret')}`;
      for (let i = 0; i < 5; i++)
        expect((await fetch(`${sidecar.url}/version`, { headers: { authorization } })).status).toBe(200);
      ends.abort();
      await Promise.all(loops);
      expect(new Set(statuses)).toEqual(new Set([401]));
    },
  );

  test('answers wrong passwords above the maximum with 429 and Retry-After, and still serves a till', async () => {
    const sidecar = await runningSidecar();
    const ends = new AbortController();
    const replies = Array.from({ length: 40 }, (_, i) =>
      fetch(`${sidecar.url}/order`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`till:guess ${i}`)}` },
        body: withAmount(1),
        signal: ends.signal,
      }),
    );
    const refused = Promise.any(
      replies.map((reply) => reply.then((one) => (one.status === 429 ? one : Promise.reject()))),
    );
    const reply = await refused;
    await expectError(reply, 429, '1002', 'too many wrong passwords');
    expect(Number(reply.headers.get('retry-after'))).toBe(8);
    expect(reply.headers.get('www-authenticate')).toBeNull();
    expect((await asTill(sidecar, '/version')).status).toBe(200);
    ends.abort();
    await Promise.allSettled(replies);
  });

  test('a caller that leaves frees its place among the answers that are held back', async () => {
    const sidecar = await runningSidecar();
    const guess = (name: string, signal: AbortSignal) =>
      fetch(`${sidecar.url}/version`, {
        headers: { authorization: `Basic ${btoa(`till:${name}`)}` },
        signal,
      });
    const ends = new AbortController();
    const held = Array.from({ length: 40 }, (_, i) => guess(`held ${i}`, ends.signal));
    await Promise.any(
      held.map((reply) => reply.then(({ status }) => (status === 429 ? status : Promise.reject()))),
    );
    ends.abort();
    await Promise.allSettled(held);
    // Held back again, so not answered within this time.
    const isHeld = async (i: number) =>
      (await guess(`next ${i}`, AbortSignal.timeout(300)).catch(() => 'held')) === 'held';
    let tries = 0;
    while (!(await isHeld(tries))) expect(tries++).toBeLessThan(20);
  });

  test('a browser is not asked for a password that it would remember', async () => {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const reply = await fetch(`${shared.sidecar.url}/version`, { headers });
    await expectError(reply, 401, '1002', 'Authentication failed');
    expect(reply.headers.get('www-authenticate')).toBeNull();
  });
});

describe('methods and paths', () => {
  test.each([
    ['GET', '/order', 405, 'POST'],
    ['PUT', '/order', 405, 'POST'],
    ['DELETE', '/order', 405, 'POST'],
    ['PATCH', '/order', 405, 'POST'],
    ['OPTIONS', '/order', 405, 'POST'],
    ['PUT', '/', 405, 'GET, POST'],
    ['POST', '/version', 405, 'GET'],
    ['POST', '/config', 405, 'GET'],
    ['POST', '/stop', 405, 'GET'],
    ['POST', '/orders/A1', 405, 'GET'],
    ['GET', '/pair', 405, 'POST'],
    ['GET', '/simulator/gateway/script', 405, 'PUT'],
  ])('%s %s: %i', async (method, path, status, allow) => {
    const reply = await asTill(shared.sidecar, path, { method });
    await expectError(reply, status, '1104', 'offered here');
    expect(reply.headers.get('allow')).toBe(allow);
  });

  test.each([
    ['POST', '/orders'],
    ['POST', '/Order'],
    ['POST', '/payment'],
    ['POST', '/order/Order_1'],
    ['GET', '/nothing'],
    ['GET', '/../package.json'],
    ['GET', '/..%2f..%2fpackage.json'],
    ['GET', '/%00'],
    ['GET', '/admin?amount=1'],
  ])('%s %s: 404', async (method, path) => {
    const init = method === 'POST' ? { method, body: withAmount(1) } : { method };
    await expectError(await asTill(shared.sidecar, path, init), 404, '1104', 'nothing at this path');
  });
});

describe('a malformed request', () => {
  test.each([
    ['no HTTP at all', 'PAY 10.23\r\n\r\n', 400],
    [
      'a whole address as target',
      'GET http://evil.example/version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['an asterisk as target', 'OPTIONS * HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no Host', 'GET /version HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['headers without end', `GET /version HTTP/1.1\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    ['an expectation', 'POST /order HTTP/1.1\r\nExpect: gold\r\nConnection: close\r\n\r\n', 417],
    [
      'two lengths',
      'POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'a length and chunks (request smuggling)',
      'POST /order HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('%s: gets an HTTP error', async (_name, request, status) => {
    const reply = await rawRequest(shared.sidecar.port, request);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({
      error: { paymentStatus: 'FAILURE', errorCode: '1104', charge: 'nothing-sent' },
    });
  });

  test.each([
    ['/order', 404],
    ['/connector', 403],
    ['/till', 403],
  ])('a WebSocket of a stranger at %s gets the error form too: %i', async (path, status) => {
    const { port } = shared.sidecar;
    const head = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket`;
    const reply = await rawRequest(port, `${head}\r\n\r\n`);
    expect(reply.status).toBe(status);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { errorCode: '1104', charge: 'nothing-sent' } });
  });
});
