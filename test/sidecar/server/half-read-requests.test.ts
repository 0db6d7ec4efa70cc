import { describe, expect, test, vi } from 'vitest';
import { fakePage, paid } from '../helpers/fake-page.ts';
import { openRawSocket, pause } from '../helpers/raw-socket.ts';
import { asTill, postOrder, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

// Requests of which a part is missing: what is said about them must stay true, and nothing hangs.
const limits = { headersMs: 200, requestMs: 300, keepAliveMs: 100, checkIntervalMs: 25 };
const body = '{"amount":1,"order_id":"H1"}';

const head = ({ port, basic }: RunningSidecar, ...lines: string[]) =>
  `${['POST /order HTTP/1.1', `Host: localhost:${port}`, `Authorization: ${basic}`, ...lines].join('\r\n')}\r\n\r\n`;
const sized = (sidecar: RunningSidecar, length = body.length) => head(sidecar, `Content-Length: ${length}`);
const at = ({ port }: RunningSidecar) => ({ port, host: '127.0.0.1' });

describe('after 408 nothing of that request is begun, even if its rest arrives', () => {
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
    const line = await openRawSocket(at(sidecar), whole.slice(0, cut));
    await vi.waitUntil(() => line.received().startsWith('HTTP/1.1 408 '), 20_000);
    line.socket.write(whole.slice(cut));
    await line.ended;
    await pause(300);
    expect(page.payments).toEqual([]);
    expect(line.received().match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('a body that is not what its headers say gets one refusal, and nothing is begun', () => {
  test.each<[string, (sidecar: RunningSidecar) => string, number, 'shut' | 'open']>([
    ['a length that is too large', (sidecar) => sized(sidecar, 90) + body, 408, 'open'],
    ['a length that is too large, half-closed', (sidecar) => sized(sidecar, 90) + body, 400, 'shut'],
    ['a length that is too small', (sidecar) => sized(sidecar, 20) + body, 400, 'open'],
    ['a length of zero', (sidecar) => sized(sidecar, 0) + body, 400, 'open'],
    [
      'a chunk size that is none',
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
    const line = await openRawSocket(at(sidecar), request(sidecar));
    if (side === 'shut') line.socket.end();
    await line.ended;
    expect(line.received().match(/HTTP\/1\.1 \d+/g)).toEqual([`HTTP/1.1 ${status}`]);
    expect(line.error()).toBeUndefined();
    await pause(100);
    expect(page.payments).toEqual([]);
  });
});

describe('GET /stop', () => {
  test.each([
    ['no byte', () => ''],
    ['half a header', (sidecar: RunningSidecar) => sized(sidecar).slice(0, 30)],
    ['half a body', (sidecar: RunningSidecar) => sized(sidecar) + body.slice(0, 5)],
    [
      'a request that is never finished, behind an answered one',
      (sidecar: RunningSidecar) =>
        `GET /openapi.json HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\n\r\nGET /ver`,
    ],
  ])('ends the program although a caller has sent %s', async (_name, text) => {
    const sidecar = await runningSidecar();
    await openRawSocket(at(sidecar), text(sidecar));
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

  test('waits for the answer of a payment, also with surplus behind it', async () => {
    const sidecar = await runningSidecar();
    let finish = () => {};
    const page = await fakePage(sidecar, {
      takePayment: (request) => new Promise((resolve) => (finish = () => resolve(paid(request)))),
    });
    const line = await openRawSocket(at(sidecar), `${sized(sidecar)}${body}\0`);
    await vi.waitUntil(() => page.payments.length === 1, 20_000);
    expect(await sidecar.stop()).toMatchObject({ stopped: false });
    const second = await postOrder(sidecar, { amount: 2, order_id: 'H2' });
    expect(second.status).toBe(503);
    await pause(1500);
    expect(line.received()).toBe('');
    finish();
    await line.ended;
    expect(line.received()).toContain('SUCCESS');
    await sidecar.closed;
    expect(page.payments).toHaveLength(1);
  });
});

test('a till that disconnects in the middle of its body counts as status 400, not as an error of the sidecar', async () => {
  const sidecar = await runningSidecar();
  const page = await fakePage(sidecar);
  for (const leave of ['destroy', 'resetAndDestroy'] as const) {
    const { socket } = await openRawSocket(at(sidecar), sized(sidecar) + body.slice(0, 5));
    await pause(50);
    socket[leave]();
  }
  const counted = async () =>
    (await (await asTill(sidecar, '/metrics')).text()).match(/method="POST",status="[45]\d+"} \d/g);
  await vi.waitUntil(async () => ((await counted()) ?? []).length > 0, 20_000);
  await pause(50);
  expect(await counted()).toEqual(['method="POST",status="400"} 2']);
  expect(page.payments).toEqual([]);
});

describe('a payment that takes longer than every limit of the server', () => {
  const hasty = { ...limits, unknownCallers: 5 };
  const offer = ['Connection: Upgrade', 'Upgrade: h2c'];
  test.each<[string, string[], string]>([
    ['kept open', [], ''],
    ['offering HTTP/2', offer, ''],
    ['with surplus', [], '\0'],
    ['offering HTTP/2, with surplus', offer, '\0'],
  ])(
    'as second request of a connection, %s, among many strangers: is answered',
    async (_name, lines, more) => {
      const sidecar = await runningSidecar({ limits: hasty });
      let finish = () => {};
      const page = await fakePage(sidecar, {
        takePayment: (request) => new Promise((resolve) => (finish = () => resolve(paid(request)))),
      });
      const line = await openRawSocket(
        at(sidecar),
        `GET /openapi.json HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\n\r\n`,
      );
      await vi.waitUntil(() => line.received().endsWith('}'), { timeout: 20_000, interval: 1 });
      line.socket.write(head(sidecar, ...lines, `Content-Length: ${body.length}`) + body + more);
      await vi.waitUntil(() => page.payments.length === 1, 20_000);
      const before = line.received();
      for (let i = 0; i < 20; i++) await openRawSocket(at(sidecar));
      await pause(1500);
      expect(line.received()).toBe(before);
      finish();
      await line.ended;
      expect(line.received().slice(before.length)).toMatch(/^HTTP\/1\.1 200 .*SUCCESS/s);
    },
  );
});

test('a till that keeps sending while it is answered still gets the whole answer', async () => {
  const sidecar = await runningSidecar();
  await fakePage(sidecar, {
    takePayment: (request) => new Promise((resolve) => setTimeout(() => resolve(paid(request)), 200)),
  });
  const line = await openRawSocket(at(sidecar), sized(sidecar) + body);
  const timer = setInterval(() => line.socket.writable && line.socket.write('\0'), 1);
  await line.ended;
  await pause(100);
  clearInterval(timer);
  expect(line.received()).toContain('SUCCESS');
  expect(line.error()).toBeUndefined();
});
