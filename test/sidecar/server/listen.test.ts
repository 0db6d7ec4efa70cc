import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bindLoopback } from '../../../src/sidecar/server/listen.ts';
import { openRawSocket } from '../helpers/raw-socket.ts';

async function bindForTest(port: number) {
  const bound = await bindLoopback(port);
  onTestFinished(() => bound.close());
  return bound;
}

const reaches = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true)).on('error', () => resolve(false));
    onTestFinished(() => void socket.destroy());
  });

test('a taken port is an error, never another port', async () => {
  const { port } = await bindForTest(0);
  await expect(bindLoopback(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('listens on the loopback addresses', async () => {
  const { port } = await bindForTest(0);
  expect(await reaches('127.0.0.1', port)).toBe(true);
  const hasIpv6 = (networkInterfaces()['lo'] ?? []).some(({ address }) => address === '::1');
  if (hasIpv6) expect(await reaches('::1', port)).toBe(true);
});

test('refuses connections on every other address', async () => {
  const { port } = await bindForTest(0);
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) expect(await reaches(address, port)).toBe(false);
});

test('answers early requests once the program is ready', async () => {
  const bound = await bindForTest(0);
  const calling = fetch(`http://127.0.0.1:${bound.port}/health`);
  const socket = connect(bound.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(
    'GET /connector HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  bound.serve({
    request: (_, reply) => void reply.writeHead(200, { connection: 'close' }).end('ready'),
    webSocket: (_, upgraded) => void upgraded.end('HTTP/1.1 401 Unauthorized\r\n\r\n'),
  });
  expect(await (await calling).text()).toBe('ready');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('401');
});

test.each([
  ['a request', ''],
  ['an offer of HTTP/2', 'Connection: Upgrade\r\nUpgrade: h2c\r\n'],
])(
  'answers %s of a caller that has read the last answer before the server has ended it',
  async (_name, offer) => {
    const bound = await bindForTest(0);
    const paths: (string | undefined)[] = [];
    bound.serve({
      request: ({ url }, reply) => {
        paths.push(url);
        reply.writeHead(200, { 'content-length': 2 });
        // As with a file: the caller has the whole text before the server knows that the text has ended.
        reply.write('ok');
        setTimeout(() => reply.end(), 100);
      },
      webSocket: (_, socket) => void socket.destroy(),
    });
    const raw = await openRawSocket(
      { port: bound.port, host: '127.0.0.1' },
      'GET /1 HTTP/1.1\r\nHost: x\r\n\r\n',
    );
    const answers = () => raw.received().match(/\r\n\r\nok/g)?.length ?? 0;
    await vi.waitUntil(() => answers() === 1, { timeout: 20_000, interval: 1 });
    raw.socket.write(`GET /2 HTTP/1.1\r\nHost: x\r\n${offer}\r\n`);
    await vi.waitUntil(() => answers() === 2, 20_000);
    expect(paths).toEqual(['/1', '/2']);
  },
);
