import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { pageSocket } from '../helpers/fake-page.ts';
import { http, rawRequest } from '../helpers/raw-request.ts';
import { sharedSidecar } from '../helpers/shared-sidecar.ts';

// Attacks that other local servers have suffered (SECURITY.md). Raw sockets, so that no library changes the bytes.
const shared = sharedSidecar();

afterEach(() => {
  expect(shared.page.payments).toEqual([]);
});

const pay = '{"amount":1}';
const port = () => shared.sidecar.port;
const auth = () => `Authorization: ${shared.sidecar.basic}`;
const host = () => `Host: localhost:${port()}`;

describe('A3, A4: DNS rebinding and 0.0.0.0, with the right credentials', () => {
  test.each([
    ['another name', () => 'evil.example'],
    ['another name with our port', () => `evil.example:${port()}`],
    ['our name inside another', () => `localhost.evil.example:${port()}`],
    ['a name that begins like ours', () => `localhost:${port()}.evil.example`],
    ['0.0.0.0', () => `0.0.0.0:${port()}`],
    ['a dot at the end', () => `localhost.:${port()}`],
    ['another port', () => 'localhost:1'],
    ['a foreign name without a port', () => 'localhost.evil.example'],
    ['the address as a number', () => `2130706433:${port()}`],
    ['credentials in it', () => `localhost:${port()}@evil.example`],
    ['loopback in the clothes of IPv6', () => `[::ffff:127.0.0.1]:${port()}`],
    ['::1 written out', () => `[0:0:0:0:0:0:0:1]:${port()}`],
    ['any address of IPv6', () => `[::]:${port()}`],
    ['::1 with a zone', () => `[::1%25lo]:${port()}`],
    ['nothing', () => ''],
  ])('Host is %s: 403', async (_name, name) => {
    for (const start of [
      'POST /order HTTP/1.1',
      'GET /version HTTP/1.1',
      'GET / HTTP/1.1',
      'GET /stop HTTP/1.1',
    ]) {
      const reply = await rawRequest(port(), http(start, [`Host: ${name()}`, auth()], pay));
      expect(reply.status).toBe(403);
      expect(JSON.parse(reply.body)).toMatchObject({
        error: { paymentStatus: 'FAILURE', errorCode: '1104' },
      });
    }
  });
});

describe('A1, A2, A8: requests from web pages, with remembered credentials', () => {
  test.each([
    ['a foreign page', ['Origin: https://evil.example']],
    ['a sandboxed frame or a file', ['Origin: null']],
    ['our address under https', [`Origin: https://localhost:1`]],
    ['another program on this machine', ['Origin: http://localhost:1']],
    ['a program on port 80 of this machine', ['Origin: http://localhost']],
    ['an image or a form of a foreign page', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors']],
    ['a page of another program on this machine', ['Sec-Fetch-Site: same-site', 'Sec-Fetch-Mode: no-cors']],
    ['a link', ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document']],
  ])('%s: 403', async (_name, headers) => {
    for (const start of [
      'POST /order HTTP/1.1',
      'POST / HTTP/1.1',
      'GET /stop HTTP/1.1',
      'GET /version HTTP/1.1',
    ]) {
      const reply = await rawRequest(port(), http(start, [host(), auth(), ...headers], pay));
      expect(reply.status).toBe(403);
      expect(reply.head).not.toContain('access-control-allow-origin');
    }
  });

  test('a CORS preflight gets no permission', async () => {
    const lines = [host(), 'Origin: https://evil.example', 'Access-Control-Request-Method: POST'];
    const reply = await rawRequest(port(), http('OPTIONS /order HTTP/1.1', lines));
    expect(reply.status).toBe(403);
    expect(reply.head).not.toContain('access-control');
  });

  test('a link to the connector page itself is followed', async () => {
    const link = ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    const reply = await rawRequest(port(), http('GET / HTTP/1.1', [host(), ...link]));
    expect(reply.status).not.toBe(403);
  });

  test('a request of our own page is answered', async () => {
    const lines = [host(), auth(), `Origin: ${shared.sidecar.pageUrl}`, 'Sec-Fetch-Site: same-origin'];
    expect((await rawRequest(port(), http('GET /version HTTP/1.1', lines))).status).toBe(200);
  });
});

test('A5: a whole address as target is refused, with any Host', async () => {
  for (const target of [
    `http://localhost:${port()}/version`,
    'http://evil.example/version',
    '//localhost/version',
  ]) {
    const reply = await rawRequest(port(), http(`GET ${target} HTTP/1.1`, [host(), auth()]));
    expect([400, 404], target).toContain(reply.status);
  }
});

describe('A7: the WebSocket of the connector page', () => {
  const ours = () => ({ origin: shared.sidecar.pageUrl, cookie: shared.page.cookie });
  const refused = async (headers: Record<string, string>, path = '/connector') => {
    const socket = new WebSocket(`ws://127.0.0.1:${port()}${path}`, { headers });
    const [error] = (await once(socket, 'error')) as [Error];
    return Number(/\d{3}$/.exec(error.message)?.[0]);
  };

  test.each([
    ['a foreign origin', () => ({ ...ours(), origin: 'https://evil.example' }), 403],
    ['a page of another program on this machine', () => ({ ...ours(), origin: 'http://localhost:1' }), 403],
    ['no origin', () => ({ cookie: shared.page.cookie }), 403],
    ['no cookie', () => ({ origin: shared.sidecar.pageUrl }), 401],
    ['a wrong cookie', () => ({ ...ours(), cookie: `${shared.page.cookie}x` }), 401],
    [
      'the token as cookie',
      () => ({ ...ours(), cookie: `hipay-ecr-${port()}=${shared.sidecar.token}` }),
      401,
    ],
    ['a foreign Host', () => ({ ...ours(), host: 'evil.example' }), 403],
  ])('%s: is refused', async (_name, headers, status) => {
    expect(await refused(headers() as Record<string, string>)).toBe(status);
  });

  test('a WebSocket on another path is refused', async () => {
    expect(await refused(ours(), '/order')).toBe(404);
  });

  test('a message of more than 1 MB ends the connection', async () => {
    const socket = pageSocket(shared.sidecar, ours());
    await once(socket, 'open');
    socket.send('x'.repeat(1_100_000));
    await once(socket, 'close');
  });

  test('ignores messages that match no schema', async () => {
    const socket = pageSocket(shared.sidecar, ours());
    await once(socket, 'open');
    for (const message of ['', 'x', '[]', '{"kind":"result","id":"1"}', '{"__proto__":{"kind":"hello"}}']) {
      socket.send(message);
    }
    socket.send(Buffer.from([0, 1, 2]));
    socket.close();
    await once(socket, 'close');
    const reply = await rawRequest(port(), http('GET /version HTTP/1.1', [host(), auth()]));
    expect(reply.status).toBe(200);
  });
});
