import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { allowedHostsOf } from '../../../src/sidecar/access/host-check.ts';
import type { RequestEnv } from '../../../src/sidecar/routes/rest.ts';
import { bindLoopback, defaultLimits } from '../../../src/sidecar/server/listen.ts';
import { requestHandler } from '../../../src/sidecar/server/request-handler.ts';
import { openRawSocket, pause, type RawSocket, type Target } from '../helpers/raw-socket.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

/** Interval of the server's checks for a reset. */
const checkMs = 20;
/** Longer than the server needs to notice a reset after a half-close. */
const noticeMs = 150;

/** A server whose only route answers when the test says so, and what it knows of the caller. */
async function openServer(text = 'paid') {
  const path = join(await temporaryFolder(), 'made', 'till');
  const bound = await bindLoopback(0, defaultLimits, path);
  onTestFinished(() => bound.close());
  const calls: { env: RequestEnv; answer: () => void }[] = [];
  const app = new Hono();
  app.post(
    '/',
    ({ env }) =>
      new Promise<Response>((resolve) =>
        calls.push({ env: env as RequestEnv, answer: () => resolve(new Response(text)) }),
      ),
  );
  const request = requestHandler(app, allowedHostsOf(bound.port), bound, checkMs);
  bound.serve({ request, webSocket: (_, socket) => void socket.destroy() });
  const targets = { IPv4: { port: bound.port, host: '127.0.0.1' }, 'a Unix socket': { path } };
  return async (where: keyof typeof targets, header = 'Connection: keep-alive') => {
    const target: Target = targets[where];
    const raw = await openRawSocket(
      target,
      `POST / HTTP/1.1\r\nHost: localhost:${bound.port}\r\n${header}\r\nContent-Length: 1\r\n\r\na`,
    );
    await vi.waitUntil(() => calls.length > 0, { timeout: 20_000, interval: 1 });
    const call = calls.shift() as (typeof calls)[number];
    return { raw, ...call };
  };
}

const reset = ({ socket }: RawSocket) => void socket.resetAndDestroy();
const close = ({ socket }: RawSocket) => void socket.destroy();
const halfClose = ({ socket }: RawSocket) => void socket.end();
/** `resetAndDestroy` of a half-closed socket is a close, so the option is set by hand. */
const resetHalfClosed = ({ socket }: RawSocket) =>
  void (socket as unknown as { _handle: { reset(done: () => void): void } })._handle.reset(() => {});

describe.each(['IPv4', 'a Unix socket'] as const)('over %s', (where) => {
  test.each(['Connection: keep-alive', 'Connection: close'])(
    '%s: a till that gets its answer has not left',
    async (header) => {
      const { raw, env, answer } = await (await openServer())(where, header);
      answer();
      expect(await env.answerWritten).toBe(true);
      await vi.waitUntil(() => raw.received().includes('paid'), 20_000);
      raw.socket.destroy();
      await pause(50);
      expect(env.tillLeft.aborted).toBe(false);
    },
  );

  test('a half-close does not mean that the till has left', async () => {
    const { raw, env, answer } = await (await openServer())(where);
    halfClose(raw);
    await vi.waitUntil(() => env.clientClosed.aborted, 20_000);
    await pause(noticeMs);
    expect(env.tillLeft.aborted).toBe(false);
    answer();
    expect(await env.answerWritten).toBe(true);
    await raw.ended;
    expect(raw.received()).toContain('paid');
    expect(env.tillLeft.aborted).toBe(false);
  });

  test('extra bytes do not mean that the till has left; a close after them does', async () => {
    const call = await openServer();
    const stays = await call(where);
    const goes = await call(where);
    for (const { raw } of [stays, goes]) raw.socket.write('\0');
    await pause(50);
    if (where === 'IPv4') reset(goes.raw);
    else close(goes.raw);
    expect(await goes.env.answerWritten).toBe(false);
    expect(goes.env.tillLeft.aborted).toBe(true);
    stays.answer();
    expect(await stays.env.answerWritten).toBe(true);
    expect(stays.env.tillLeft.aborted).toBe(false);
  });

  test('does not report an answer as written if the till does not read it', async () => {
    const { raw, env, answer } = await (await openServer('x'.repeat(20_000_000)))(where);
    raw.socket.pause();
    let written: boolean | undefined;
    void env.answerWritten.then((is) => (written = is));
    answer();
    await pause(300);
    expect(written).toBeUndefined();
    if (where === 'IPv4') reset(raw);
    else close(raw);
    expect(await env.answerWritten).toBe(false);
    expect(env.tillLeft.aborted).toBe(true);
  });

  test('reports an answer as written if the till reads it late', async () => {
    const { raw, env, answer } = await (await openServer('x'.repeat(20_000_000)))(where);
    raw.socket.pause();
    answer();
    await pause(100);
    raw.socket.resume();
    expect(await env.answerWritten).toBe(true);
    expect(env.tillLeft.aborted).toBe(false);
  });
});

describe('a till that leaves while it waits', () => {
  test.each([
    ['IPv4, a reset', 'IPv4', [reset]],
    ['IPv4, a half-close, then a reset', 'IPv4', [halfClose, resetHalfClosed]],
    ['a Unix socket, a close', 'a Unix socket', [close]],
    ['a Unix socket, a half-close, then a close', 'a Unix socket', [halfClose, close]],
  ] as const)('%s: is noticed while nothing is written', async (_name, where, steps) => {
    const { raw, env } = await (await openServer())(where);
    for (const step of steps) {
      expect(env.tillLeft.aborted).toBe(false);
      step(raw);
      await pause(noticeMs);
    }
    await vi.waitUntil(() => env.tillLeft.aborted, 20_000);
    expect(await env.answerWritten).toBe(false);
  });

  test.each([
    ['a close', [close]],
    ['a half-close, then a close', [halfClose, close]],
  ] as const)('IPv4, %s: is known once the answer is refused', async (_name, steps) => {
    const call = await openServer();
    for (let i = 0; i < 50; i++) {
      const { raw, env, answer } = await call('IPv4', i % 2 === 0 ? 'Connection: close' : 'X: y');
      for (const step of steps) {
        step(raw);
        await pause(i === 0 ? noticeMs : 10);
      }
      expect(env.tillLeft.aborted).toBe(false);
      answer();
      expect(await env.answerWritten).toBe(false);
      expect(env.tillLeft.aborted).toBe(true);
    }
  });

  test('is no longer watched after its answer', async () => {
    const { raw, env, answer } = await (await openServer())('IPv4', 'X: y');
    answer();
    expect(await env.answerWritten).toBe(true);
    reset(raw);
    await pause(noticeMs);
    expect(env.tillLeft.aborted).toBe(false);
  });
});
