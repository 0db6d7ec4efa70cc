import { describe, expect, test, vi } from 'vitest';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { openRawSocket, pause } from '../helpers/raw-socket.ts';
import { asTill, postOrder, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

// Requests that arrive incomplete: each gets one true answer or none, no payment begins for it, and nothing hangs.
const limits = { headersMs: 200, requestMs: 300, keepAliveMs: 100, checkIntervalMs: 25 };
const body = '{"amount":1,"order_id":"H1"}';

const head = ({ port, basic }: RunningSidecar, ...lines: string[]) =>
  `${['POST /order HTTP/1.1', `Host: localhost:${port}`, `Authorization: ${basic}`, ...lines].join('\r\n')}\r\n\r\n`;
/** The head of `POST /order` with a Content-Length. */
const sized = (sidecar: RunningSidecar, length = body.length) => head(sidecar, `Content-Length: ${length}`);
const targetOf = ({ port }: RunningSidecar) => ({ port, host: '127.0.0.1' });

describe('after 408 no payment begins, even if the rest of the request arrives', () => {
  test.each([
    ['the last byte of the body', (whole: string) => whole.length - 1],
    ['the whole body', (whole: string) => whole.indexOf('{')],
    ['the end of the headers', (whole: string) => whole.indexOf('\r\nContent-Length')],
    ['all but the beginning', () => 9],
  ])('%s', async (_name, cutAt) => {
    const sidecar = await runningSidecar({ limits });
    const page = await fakePage(sidecar);
    const whole = sized(sidecar) + body;
    const cut = cutAt(whole);
    const raw = await openRawSocket(targetOf(sidecar), whole.slice(0, cut));
    await vi.waitUntil(() => raw.received().startsWith('HTTP/1.1 408 '), 20_000);
    raw.socket.write(whole.slice(cut));
    await raw.ended;
    await pause(300);
    expect(page.payments).toEqual([]);
    expect(raw.received().match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('a body that does not fit its headers is refused once, and no payment begins', () => {
  test.each<[string, (sidecar: RunningSidecar) => string, number, 'half-closed' | 'open']>([
    ['a length that is too large, kept open', (sidecar) => sized(sidecar, 90) + body, 408, 'open'],
    ['a length that is too large, half-closed', (sidecar) => sized(sidecar, 90) + body, 400, 'half-closed'],
    ['a length that is too small', (sidecar) => sized(sidecar, 20) + body, 400, 'open'],
    ['a length of zero', (sidecar) => sized(sidecar, 0) + body, 400, 'open'],
    [
      'a chunk size that is no number',
      (sidecar) => `${head(sidecar, 'Transfer-Encoding: chunked')}5\r\n{"amo\r\nzz\r\n`,
      400,
      'open',
    ],
    [
      'a wrong trailer',
      (sidecar) =>
        `${head(sidecar, 'Transfer-Encoding: chunked')}${body.length.toString(16)}\r\n${body}\r\n0\r\nno trailer\r\n\r\n`,
      400,
      'open',
    ],
  ])('%s', async (_name, request, status, side) => {
    const sidecar = await runningSidecar({ limits });
    const page = await fakePage(sidecar);
    const raw = await openRawSocket(targetOf(sidecar), request(sidecar));
    if (side === 'half-closed') raw.socket.end();
    await raw.ended;
    expect(raw.received().match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`]);
    expect(raw.error()).toBeUndefined();
    await pause(100);
    expect(page.payments).toEqual([]);
  });
});

describe('GET /stop', () => {
  test.each([
    ['no bytes', () => ''],
    ['half a header', (sidecar: RunningSidecar) => sized(sidecar).slice(0, 30)],
    ['half a body', (sidecar: RunningSidecar) => sized(sidecar) + body.slice(0, 5)],
    [
      'half a request after an answered one',
      (sidecar: RunningSidecar) =>
        `GET /openapi.json HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\n\r\nGET /ver`,
    ],
  ])('ends the program although a caller keeps its connection open after %s', async (_name, text) => {
    const sidecar = await runningSidecar();
    await openRawSocket(targetOf(sidecar), text(sidecar));
    await pause(50);
    await sidecar.stop();
    const ended = await Promise.race([sidecar.closed.then(() => true), pause(4000)]);
    expect(ended).toBe(true);
  });

  test('ends the program although a page does not close its socket', async () => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar);
    page.socket.pause();
    await sidecar.stop();
    expect(await Promise.race([sidecar.closed.then(() => true), pause(6000)])).toBe(true);
  });

  test('waits for the answer of a payment, also if extra bytes follow its request', async () => {
    const sidecar = await runningSidecar();
    let finish = () => {};
    const page = await fakePage(sidecar, {
      takePayment: (request) => new Promise((resolve) => (finish = () => resolve(paidAnswer(request)))),
    });
    const raw = await openRawSocket(targetOf(sidecar), `${sized(sidecar)}${body}\0`);
    await vi.waitUntil(() => page.payments.length === 1, 20_000);
    expect(await sidecar.stop()).toMatchObject({ stopped: false });
    const second = await postOrder(sidecar, { amount: 2, order_id: 'H2' });
    expect(second.status).toBe(503);
    await pause(1500);
    expect(raw.received()).toBe('');
    finish();
    await raw.ended;
    expect(raw.received()).toContain('SUCCESS');
    await sidecar.closed;
    expect(page.payments).toHaveLength(1);
  });
});

test('a till that disconnects in the middle of its body counts as status 400, not as an error of the sidecar', async () => {
  const sidecar = await runningSidecar();
  const page = await fakePage(sidecar);
  for (const disconnect of ['destroy', 'resetAndDestroy'] as const) {
    const { socket } = await openRawSocket(targetOf(sidecar), sized(sidecar) + body.slice(0, 5));
    await pause(50);
    socket[disconnect]();
  }
  const counted = async () =>
    (await (await asTill(sidecar, '/metrics')).text()).match(/method="POST",status="[45]\d+"} \d/g);
  await vi.waitUntil(async () => ((await counted()) ?? []).length > 0, 20_000);
  await pause(50);
  expect(await counted()).toEqual(['method="POST",status="400"} 2']);
  expect(page.payments).toEqual([]);
});

describe('a payment that takes longer than every time limit of the server is answered', () => {
  const shortLimits = { ...limits, unknownCallers: 5 };
  const offer = ['Connection: Upgrade', 'Upgrade: h2c'];
  test.each<[string, string[], string]>([
    ['without extra bytes', [], ''],
    ['offering HTTP/2', offer, ''],
    ['with an extra byte', [], '\0'],
    ['offering HTTP/2, with an extra byte', offer, '\0'],
  ])(
    'as the second request of a connection, %s, beside many connections of other callers',
    async (_name, lines, extra) => {
      const sidecar = await runningSidecar({ limits: shortLimits });
      let finish = () => {};
      const page = await fakePage(sidecar, {
        takePayment: (request) => new Promise((resolve) => (finish = () => resolve(paidAnswer(request)))),
      });
      const raw = await openRawSocket(
        targetOf(sidecar),
        `GET /openapi.json HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\n\r\n`,
      );
      await vi.waitUntil(() => raw.received().endsWith('}'), { timeout: 20_000, interval: 1 });
      raw.socket.write(head(sidecar, ...lines, `Content-Length: ${body.length}`) + body + extra);
      await vi.waitUntil(() => page.payments.length === 1, 20_000);
      const before = raw.received();
      for (let i = 0; i < 20; i++) await openRawSocket(targetOf(sidecar));
      await pause(1500);
      expect(raw.received()).toBe(before);
      finish();
      await raw.ended;
      expect(raw.received().slice(before.length)).toMatch(/^HTTP\/1\.1 200 .*SUCCESS/s);
    },
  );
});

test('a till that sends bytes while it gets its answer still gets the whole answer', async () => {
  const sidecar = await runningSidecar();
  await fakePage(sidecar, {
    takePayment: (request) => new Promise((resolve) => setTimeout(() => resolve(paidAnswer(request)), 200)),
  });
  const raw = await openRawSocket(targetOf(sidecar), sized(sidecar) + body);
  const timer = setInterval(() => raw.socket.writable && raw.socket.write('\0'), 1);
  await raw.ended;
  await pause(100);
  clearInterval(timer);
  expect(raw.received()).toContain('SUCCESS');
  expect(raw.error()).toBeUndefined();
});
