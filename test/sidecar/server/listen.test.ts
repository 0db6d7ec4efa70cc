import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { bindLoopback } from '../../../src/sidecar/server/listen.ts';

async function bound(port: number) {
  const line = await bindLoopback(port);
  onTestFinished(() => line.close());
  return line;
}

const reaches = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true)).on('error', () => resolve(false));
    onTestFinished(() => void socket.destroy());
  });

test('a taken port is an error, never another port', async () => {
  const { port } = await bound(0);
  await expect(bindLoopback(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('listens on the loopback addresses', async () => {
  const { port } = await bound(0);
  expect(await reaches('127.0.0.1', port)).toBe(true);
  const hasIpv6 = (networkInterfaces()['lo'] ?? []).some(({ address }) => address === '::1');
  if (hasIpv6) expect(await reaches('::1', port)).toBe(true);
});

test('refuses connections on every other address', async () => {
  const { port } = await bound(0);
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) expect(await reaches(address, port)).toBe(false);
});

test('answers early requests once the program is ready', async () => {
  const line = await bound(0);
  const calling = fetch(`http://127.0.0.1:${line.port}/health`);
  const socket = connect(line.port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(
    'GET /connector HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  );
  await new Promise((resolve) => setTimeout(resolve, 100));
  line.serve({
    request: (_, reply) => void reply.writeHead(200, { connection: 'close' }).end('ready'),
    webSocket: (_, upgraded) => void upgraded.end('HTTP/1.1 401 Unauthorized\r\n\r\n'),
  });
  expect(await (await calling).text()).toBe('ready');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('401');
});
