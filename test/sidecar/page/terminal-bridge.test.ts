import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { tcpBridgeLink } from '../../../src/adapters/sidecar-client/network-link.ts';
import type { LinkEvent } from '../../../src/core/ports/terminal-link.ts';
import { terminalBridge } from '../../../src/sidecar/page/terminal-bridge.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { systemClock } from '../../../src/sidecar/program/version.ts';
import { BrowserWebSocket } from '../../fakes/browser-web-socket.ts';

/** A terminal on TCP that accepts any number of connections. */
async function startTerminal(onConnection: (socket: Socket) => void = () => {}) {
  const connections: Socket[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    connections.push(socket);
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections, server };
}

/** The page's link to a terminal's address, through the sidecar's bridge. */
async function linkThroughBridge(address: { host: string; port: number }) {
  vi.stubGlobal('WebSocket', BrowserWebSocket);
  const http = createHttpServer();
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', terminalBridge(address, silentLog()));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
    vi.unstubAllGlobals();
  });
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/terminal`;
  const link = tcpBridgeLink({ url, clock: systemClock });
  const events: LinkEvent[] = [];
  return {
    link,
    events,
    open: () => link.open((event) => events.push(event)),
    heard: () =>
      events.map((event) => (event.kind === 'bytes' ? Buffer.from(event.bytes).toString() : '')).join(''),
  };
}

async function openLink(onConnection?: (socket: Socket) => void) {
  const there = await startTerminal(onConnection);
  const bench = await linkThroughBridge({ host: '127.0.0.1', port: there.port });
  const opening = await bench.open();
  if (!opening.ok) throw new Error(opening.detail);
  return { ...bench, ...there, line: opening.line, description: opening.description };
}

describe('a terminal on the network, through the bridge', () => {
  it('carries bytes both ways and describes the address', async () => {
    const { line, heard, port, description } = await openLink((socket) =>
      socket.on('data', (data) => socket.write(`echo ${data}`)),
    );
    expect(description).toBe(`127.0.0.1:${port}`);
    await line.send(Buffer.from('CZ0040300'));
    await line.send(Buffer.from('CA00201'));
    await vi.waitUntil(() => heard().includes('CA00201'), 20_000);
    expect(heard().replaceAll('echo ', '')).toBe('CZ0040300CA00201');
  });
  it('reports once that the terminal closed the connection, and sends nothing more', async () => {
    const { line, events } = await openLink((socket) => socket.end('bye'));
    await vi.waitUntil(() => events.some(({ kind }) => kind === 'closed'), 20_000);
    await expect(line.send(Buffer.from('x'))).rejects.toThrow();
    await line.close();
    expect(events.map(({ kind }) => kind)).toEqual(['bytes', 'closed']);
  });
  it('closes the connection when the page closes it, and can be opened again', async () => {
    const { line, connections, open } = await openLink();
    const closed = once(connections[0]!, 'close');
    await line.close();
    await line.close();
    await closed;
    expect((await open()).ok).toBe(true);
  });
  it('holds one connection at a time', async () => {
    const { open, connections } = await openLink();
    expect(await open()).toMatchObject({ ok: false, failure: 'in-use' });
    expect(connections).toHaveLength(1);
  });
  it('gives the reason when a terminal cannot be reached', async () => {
    const { port, server } = await startTerminal();
    server.close();
    await once(server, 'close');
    const bench = await linkThroughBridge({ host: '127.0.0.1', port });
    expect(await bench.open()).toMatchObject({
      ok: false,
      failure: 'away',
      detail: expect.stringContaining('refused'),
    });
    // The failed connection does not count as in use.
    expect(await bench.open()).toMatchObject({ failure: 'away' });
  });
  it('reports a missing sidecar', async () => {
    vi.stubGlobal('WebSocket', BrowserWebSocket);
    onTestFinished(() => void vi.unstubAllGlobals());
    const { port, server } = await startTerminal();
    server.close();
    await once(server, 'close');
    const link = tcpBridgeLink({ url: `ws://127.0.0.1:${port}/terminal`, clock: systemClock });
    expect(await link.open(() => {})).toMatchObject({ ok: false, failure: 'away' });
  });
  it('can be cancelled while it opens', async () => {
    const there = await startTerminal();
    const bench = await linkThroughBridge({ host: '127.0.0.1', port: there.port });
    expect(await bench.link.open(() => {}, AbortSignal.abort())).toMatchObject({ ok: false });
    await vi.waitUntil(async () => (await bench.open()).ok, 20_000);
  });
});
