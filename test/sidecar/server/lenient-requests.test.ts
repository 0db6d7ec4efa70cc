import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { beforeEach, describe, expect, test } from 'vitest';
import { http, rawRequest } from '../helpers/raw-request.ts';
import { asTill } from '../helpers/running-sidecar.ts';
import { sharedSidecar } from '../helpers/shared-sidecar.ts';

// Unusual requests of old tills, which must work.
const shared = sharedSidecar();
beforeEach(() => {
  shared.page.payments.length = 0;
});

const body = '{"amount":"10,23","customer":{"firstname":"André"}}';
const latin1 = (text: string) => Buffer.from(text, 'latin1');

describe('bodies', () => {
  test.each<[string, BodyInit, Record<string, string>]>([
    ['application/json', body, { 'content-type': 'application/json' }],
    ['with a charset', body, { 'content-type': 'application/json; charset=utf-8' }],
    ['text/plain', body, { 'content-type': 'text/plain' }],
    ['a form type', body, { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type', new TextEncoder().encode(body), {}],
    ['a byte order mark', `\ufeff${body}`, {}],
    ['Latin-1', latin1(body), {}],
    ['UTF-16 from an old Visual Basic', Buffer.from(`\ufeff${body}`, 'utf16le'), {}],
  ])('%s: is accepted', async (_name, sent, headers) => {
    const reply = await asTill(shared.sidecar, '/order', { method: 'POST', body: sent, headers });
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({ amount: '10,23', customer: { firstname: 'André' } });
    expect(shared.page.payments).toMatchObject([{ amountMinor: 1023, customer: { firstName: 'André' } }]);
  });

  test('Windows-1252 with characters that Latin-1 does not have: is accepted', async () => {
    const sent = Buffer.from([...latin1('{"amount":1,"customer":{"lastname":"'), 0x8c, ...latin1('"}}')]);
    const reply = await asTill(shared.sidecar, '/order', { method: 'POST', body: sent });
    expect(await reply.json()).toMatchObject({ customer: { lastname: 'Œ' } });
  });

  test('a slash at the end of the path is accepted', async () => {
    expect((await asTill(shared.sidecar, '/order/', { method: 'POST', body })).status).toBe(200);
  });
});

describe('credentials', () => {
  test.each([
    ['lower-case scheme', (basic: string) => ({ authorization: basic.replace('Basic', 'basic') })],
    ['x-authorization, as HiPay downloads its setup', (basic: string) => ({ 'x-authorization': basic })],
  ])('%s: is accepted', async (_name, headers) => {
    const reply = await fetch(`${shared.sidecar.url}/version`, { headers: headers(shared.sidecar.basic) });
    expect(reply.status).toBe(200);
  });

  test("accepts HiPay's credentials, as its document says", async () => {
    const { login, password } = shared.sidecar.plan.settings.hipay;
    const headers = { authorization: `Basic ${btoa(`${login}:${password}`)}` };
    expect((await fetch(`${shared.sidecar.url}/version`, { headers })).status).toBe(200);
  });
});

describe('HTTP as other programs write it', () => {
  const host = () => `Host: localhost:${shared.sidecar.port}`;
  const auth = () => `Authorization: ${shared.sidecar.basic}`;

  test('accepts HTTP/1.0 without a Host', async () => {
    const start = 'POST /order HTTP/1.0';
    const reply = await rawRequest(shared.sidecar.port, http(start, [auth()], '{"amount":1}'));
    expect(reply.status).toBe(200);
    expect(JSON.parse(reply.body)).toMatchObject({ paymentStatus: 'SUCCESS', amount: 1 });
  });

  test('accepts a chunked body', async () => {
    const head = ['POST /order HTTP/1.1', host(), auth(), 'Transfer-Encoding: chunked', 'Connection: close'];
    const reply = await rawRequest(
      shared.sidecar.port,
      `${head.join('\r\n')}\r\n\r\n5\r\n{"amo\r\n8\r\nunt": 1}\r\n0\r\n\r\n`,
    );
    expect(reply.body).toContain('SUCCESS');
  });

  test('accepts Expect: 100-continue', async () => {
    const reply = await rawRequest(
      shared.sidecar.port,
      http('POST /order HTTP/1.1', [host(), auth(), 'Expect: 100-continue'], '{"amount":1}'),
    );
    expect(reply.status).toBe(100);
    expect(reply.body).toContain('SUCCESS');
  });

  test("ignores an offer of HTTP/2, as Java's HttpClient sends it with each request", async () => {
    const offer = [
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk',
    ];
    const content = '{"amount":1}';
    const lines = ['POST /order HTTP/1.1', host(), auth(), ...offer, `Content-Length: ${content.length}`];
    const request = `${lines.join('\r\n')}\r\n\r\n${content}`;
    // The connection stays open after the first request, so a second request asks for the close.
    const bye = http('GET /version HTTP/1.1', [host(), auth()]);
    const reply = await rawRequest(shared.sidecar.port, request + bye);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('SUCCESS');
    expect(shared.page.payments).toHaveLength(1);
  });

  test.each(['localhost', '127.0.0.1', 'LOCALHOST', '[::1]'])(
    'accepts the Host %s, with and without the port',
    async (name) => {
      for (const host of [`${name}:${shared.sidecar.port}`, name]) {
        const lines = [`Host: ${host}`, auth()];
        const reply = await rawRequest(shared.sidecar.port, http('GET /version HTTP/1.1', lines));
        expect(reply.status).toBe(200);
      }
    },
  );

  test('accepts superfluous spaces and line ends', async () => {
    const head = [
      `host:   localhost:${shared.sidecar.port}  `,
      `AUTHORIZATION:   ${shared.sidecar.basic}   `,
    ];
    const request = http('POST /order HTTP/1.1', head, ' \r\n {"amount" : 1 }\r\n\r\n ');
    const reply = await rawRequest(shared.sidecar.port, `\r\n${request}`);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain('SUCCESS');
  });

  test('serves three payments on one connection', async () => {
    const order = (number: number) => {
      const content = `{"amount":1,"order_id":"Kept_${number}"}`;
      const lines = ['POST /order HTTP/1.1', host(), auth(), `Content-Length: ${content.length}`];
      return `${lines.join('\r\n')}\r\n${number === 3 ? 'Connection: close\r\n' : ''}\r\n${content}`;
    };
    const socket = connect(shared.sidecar.port, '127.0.0.1');
    socket.setEncoding('utf8');
    socket.write(order(1));
    let received = '';
    for await (const piece of socket) {
      const before = received.split('SUCCESS').length;
      received += piece;
      const answered = received.split('SUCCESS').length;
      if (answered > before && answered <= 3) socket.write(order(answered));
    }
    expect(received.match(/Kept_./g)).toEqual(['Kept_1', 'Kept_2', 'Kept_3']);
    expect(shared.page.payments).toHaveLength(3);
  });

  test('answers a till that closes its side after the request', async () => {
    const socket = connect({ port: shared.sidecar.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.end(http('POST /order HTTP/1.1', [host(), auth()], '{"amount":1}'));
    const received = await text(socket);
    expect(received).toMatch(/^HTTP\/1\.1 200 /);
    expect(received).toContain('SUCCESS');
    expect(shared.page.payments).toHaveLength(1);
  });
});
