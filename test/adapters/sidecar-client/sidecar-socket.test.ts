import { describe, expect, it } from 'vitest';
import { socketServer } from '../../fakes/socket-server.ts';
import { socketSetup } from './socket-setup.ts';

const connected = async () => {
  const server = await socketServer();
  const page = socketSetup(server.url);
  page.socket.reconnect();
  const end = await server.accepted();
  expect(await page.states.next()).toBe('connected');
  return { server, end, ...page, channel: await page.channels.next() };
};

describe('the page’s socket to the sidecar', () => {
  it('reconnects by itself after the sidecar was restarted, with a new channel', async () => {
    const { server, states, channels, channel, clock } = await connected();
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    await server.stop();
    await closed;
    expect(await states.next()).toBe('away');
    // The first try finds no sidecar.
    await clock.advance(200);
    expect(await states.next()).toBe('away');
    const again = await socketServer(server.port);
    await clock.advance(500);
    const end = await again.accepted();
    expect(await states.next()).toBe('connected');
    const fresh = await channels.next();
    expect(fresh).not.toBe(channel);
    const heard = new Promise((resolve) => fresh.onMessage(resolve));
    end.send('"hello again"');
    expect(await heard).toBe('hello again');
  });
  it('keeps trying, with waits of at most five seconds', async () => {
    const { server, states, clock } = await connected();
    await server.stop();
    expect(await states.next()).toBe('away');
    for (const delay of [200, 500, 1000, 2000, 5000, 5000, 5000]) {
      await clock.advance(delay - 1);
      const before = states.all.length;
      await clock.advance(1);
      expect(await states.next()).toBe('away');
      expect(states.all).toHaveLength(before + 1);
    }
  });
  it('starts again with short waits after a message', async () => {
    const { server, states, channels, clock } = await connected();
    await server.stop();
    for (const delay of [0, 200, 500, 1000]) {
      await clock.advance(delay);
      expect(await states.next()).toBe('away');
    }
    const again = await socketServer(server.port);
    await clock.advance(2000);
    const [end, fresh] = await Promise.all([again.accepted(), channels.next()]);
    expect(await states.next()).toBe('connected');
    const heard = new Promise((resolve) => fresh.onMessage(resolve));
    end.send('"hello"');
    await heard;
    end.close();
    expect(await states.next()).toBe('away');
    await clock.advance(200);
    expect(await states.next()).toBe('connected');
  });
  it('waits five seconds after a sidecar of another version has refused the page', async () => {
    const { server, socket, end, states, clock } = await connected();
    socket.slowDown();
    end.close();
    expect(await states.next()).toBe('away');
    await clock.advance(4999);
    expect(server.handshakes()).toBe(1);
    await clock.advance(1);
    expect(await states.next()).toBe('connected');
  });
  it('reports not-paired if the sidecar answers but refuses the socket, and connects once it is paired', async () => {
    const server = await socketServer();
    server.refuse(true);
    const { socket, states, clock } = socketSetup(server.url);
    socket.reconnect();
    expect(await states.next()).toBe('not-paired');
    server.refuse(false);
    await clock.advance(200);
    expect(await states.next()).toBe('connected');
    expect(server.handshakes()).toBe(2);
  });
  it('reconnect() tries at once, without a timer', async () => {
    const server = await socketServer();
    server.refuse(true);
    const { socket, states, clock } = socketSetup(server.url);
    socket.reconnect();
    expect(await states.next()).toBe('not-paired');
    server.refuse(false);
    socket.reconnect();
    expect(await states.next()).toBe('connected');
    // The pending wait was cancelled: no second socket follows.
    await clock.advance(60_000);
    expect(server.handshakes()).toBe(2);
    expect(states.all).toEqual(['not-paired', 'connected']);
  });
  it('reconnect() replaces a socket, and ignores the end of the old one', async () => {
    const { socket, states, channel, server, end } = await connected();
    const oldClosed = new Promise<void>((resolve) => channel.onClose(resolve));
    const oldEnded = new Promise<void>((resolve) => end.on('close', () => resolve()));
    socket.reconnect();
    await server.accepted();
    await Promise.all([oldClosed, oldEnded]);
    expect(await states.next()).toBe('connected');
    expect(states.all).toEqual(['connected', 'connected']);
  });
  it('stop() closes the socket, which does not reconnect', async () => {
    const { socket, states, channel, server, clock } = await connected();
    const closed = new Promise<void>((resolve) => channel.onClose(resolve));
    socket.stop();
    await closed;
    await clock.advance(60_000);
    expect(states.all).toEqual(['connected']);
    expect(server.handshakes()).toBe(1);
  });
});
