import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { openRawSocket, pause, type RawSocket, type Target } from '../helpers/raw-socket.ts';
import {
  type AtEnd,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// A till sends more bytes on its connection while it waits for its payment. The connection must carry only the answer of
// the payment, and must close after it.
const limits = { headersMs: 400, requestMs: 500, keepAliveMs: 50, checkIntervalMs: 25 };
/** Time that the customer takes, longer than all limits. */
const customerMs = 650;

let sidecar: RunningSidecar;
let page: Awaited<ReturnType<typeof fakePage>>;
let finishAll = () => {};
const targets: [string, Target][] = [];

beforeAll(async () => {
  const undo: (() => Promise<void>)[] = [];
  const atEnd: AtEnd = (step) => undo.unshift(step);
  const path = join(await temporaryFolder(atEnd), 'made', 'till');
  sidecar = await runningSidecar({ limits, plan: { socket: path } }, atEnd);
  const waiting: (() => void)[] = [];
  finishAll = () => {
    for (const finish of waiting.splice(0)) finish();
  };
  const script = {
    takePayment: (request: Parameters<typeof paidAnswer>[0]) =>
      new Promise<ReturnType<typeof paidAnswer>>((resolve) =>
        waiting.push(() => resolve(paidAnswer(request))),
      ),
  };
  page = await fakePage(sidecar, script, undefined, atEnd);
  targets.push(['127.0.0.1', { port: sidecar.port, host: '127.0.0.1' }], ['a Unix socket', { path }]);
  const hasIpv6 = (networkInterfaces()['lo'] ?? []).some(({ address }) => address === '::1');
  if (hasIpv6) targets.push(['::1', { port: sidecar.port, host: '::1' }]);
  return async () => {
    for (const step of undo) await step();
  };
});

afterEach(() => {
  finishAll();
  page.payments.length = 0;
});

const head = (start: string, ...lines: string[]) =>
  `${[start, `Host: localhost:${sidecar.port}`, `Authorization: ${sidecar.basic}`, ...lines].join('\r\n')}\r\n\r\n`;
const bodyOf = (orderId: string) => `{"amount":1,"order_id":"${orderId}"}`;
const sized = (start: string, orderId: string, ...lines: string[]) =>
  head(start, ...lines, `Content-Length: ${bodyOf(orderId).length}`) + bodyOf(orderId);

const requests: [string, (orderId: string) => string][] = [
  ['HTTP/1.1', (id) => sized('POST /order HTTP/1.1', id)],
  ['HTTP/1.1, close', (id) => sized('POST /order HTTP/1.1', id, 'Connection: close')],
  ['HTTP/1.0', (id) => sized('POST /order HTTP/1.0', id)],
  ['HTTP/1.0, keep-alive', (id) => sized('POST /order HTTP/1.0', id, 'Connection: keep-alive')],
  [
    'an offer of HTTP/2',
    (id) => sized('POST /order HTTP/1.1', id, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c'),
  ],
  [
    'chunked',
    (id) =>
      `${head('POST /order HTTP/1.1', 'Transfer-Encoding: chunked')}${bodyOf(id).length.toString(16)}\r\n${bodyOf(id)}\r\n0\r\n\r\n`,
  ],
  ['Expect: 100-continue', (id) => sized('POST /order HTTP/1.1', id, 'Expect: 100-continue')],
];

const webSocket = () =>
  head('GET /connector HTTP/1.1', 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13');

/** Bytes that leave no request unfinished, so none of the server's time limits applies to them. */
const extraBytes: [string, () => string][] = [
  ['a NUL', () => '\0'],
  ['a blank', () => ' '],
  ['letters', () => 'xyz'],
  ['200 KB of NULs and letters', () => '\0x'.repeat(100_000)],
  ['a whole next request', () => head('GET /version HTTP/1.1')],
  ['a second payment', () => sized('POST /order HTTP/1.1', 'SECOND')],
  ['a second payment, closing', () => sized('POST /order HTTP/1.1', 'SECOND', 'Connection: close')],
  ['many requests', () => sized('POST /order HTTP/1.1', 'SECOND').repeat(50)],
  [
    'a second payment with 100-continue',
    () => sized('POST /order HTTP/1.1', 'SECOND', 'Expect: 100-continue'),
  ],
  ['a second payment that expects more', () => sized('POST /order HTTP/1.1', 'SECOND', 'Expect: gold')],
  ['a second payment of 300 KB', () => sized('POST /order HTTP/1.1', `SECOND${' '.repeat(300_000)}`)],
  ['headers without end', () => `GET /version HTTP/1.1\r\nX: ${'x'.repeat(40_000)}`],
  ['a WebSocket handshake', webSocket],
  ['a WebSocket handshake and more', () => `${webSocket()}\x81\x01x`],
  [
    'an offer of HTTP/2',
    () => sized('POST /order HTTP/1.1', 'SECOND', 'Connection: Upgrade', 'Upgrade: h2c'),
  ],
  ['CONNECT', () => head('CONNECT localhost:1 HTTP/1.1')],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['PRI as a method', () => head('PRI * HTTP/1.1')],
];

/** Bytes that begin a request. The server waits for the rest, and must not answer 408 when the time limit is over. */
const unfinishedRequests: [string, () => string][] = [
  ['the beginning of a next request', () => 'GET /ver'],
  ['a line end and the beginning of a next request', () => '\r\nPOST /order HTTP/1.1\r\nHost'],
  ['half a second payment', () => sized('POST /order HTTP/1.1', 'SECOND').slice(0, -3)],
];

/** What a till received, without the answer `100 Continue` to `Expect`. */
const answerOf = (raw: RawSocket) => raw.received().replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');

function expectOnlyPaid(raw: RawSocket, orderId: string, name: string): void {
  const [start = '', body = '', ...more] = answerOf(raw).split('\r\n\r\n');
  expect(start, name).toMatch(/^HTTP\/1\.1 200 /);
  expect(JSON.parse(body), name).toMatchObject({ paymentStatus: 'SUCCESS', orderId });
  expect(more, name).toEqual([]);
  expect(raw.error(), name).toBeUndefined();
}

let number = 0;
const nextOrder = () => `W${++number}`;

interface Till {
  readonly name: string;
  readonly orderId: string;
  readonly raw: RawSocket;
  readonly when: string;
}

/** Sends each kind of payment request, and these bytes with it, after it, or after it with a half-close. */
async function payThenSend(more: () => string): Promise<Till[]> {
  const tills: Till[] = [];
  for (const [how, request] of requests)
    for (const when of ['at once', 'later', 'half-closed']) {
      const [where, target] = targets[number % targets.length] as (typeof targets)[number];
      const orderId = nextOrder();
      const raw = await openRawSocket(target, request(orderId) + (when === 'at once' ? more() : ''));
      tills.push({ name: `${where}, ${how}, ${when}`, orderId, raw, when });
    }
  const arrived = () => page.payments.length >= tills.length;
  await vi.waitUntil(arrived, 10_000);
  for (const { raw, when } of tills) {
    if (when !== 'at once') raw.socket.write(more());
    if (when === 'half-closed') raw.socket.end();
  }
  return tills;
}

/** Expects that the tills receive nothing for `quietMs`, and then only the answers of their payments. */
async function expectOnlyPaymentAnswers(tills: readonly Till[], quietMs: number): Promise<void> {
  await pause(quietMs);
  for (const { raw, name } of tills) expect(answerOf(raw), name).toBe('');
  finishAll();
  await Promise.all(tills.map(({ raw }) => raw.ended));
  for (const { raw, orderId, name } of tills) expectOnlyPaid(raw, orderId, name);
  expect(page.payments.map(({ orderId }) => orderId).sort()).toEqual(
    tills.map(({ orderId }) => orderId).sort(),
  );
}

describe('more bytes arrive while a payment waits for its customer: the till gets the answer of the payment, then the connection closes', () => {
  test.each(extraBytes)('%s', async (_name, more) => {
    const tills = await payThenSend(more);
    await expectOnlyPaymentAnswers(tills, 50);
    for (const { raw, name } of tills)
      expect(raw.received().toLowerCase(), name).toContain('connection: close');
  });

  test('many requests do not add one listener each', async () => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => void warnings.push(message);
    process.on('warning', onWarning);
    onTestFinished(() => void process.off('warning', onWarning));
    const tills = await payThenSend(() => sized('POST /order HTTP/1.1', 'SECOND').repeat(50));
    await expectOnlyPaymentAnswers(tills, 50);
    expect(warnings).toEqual([]);
  });

  test.each(unfinishedRequests)(
    '%s: no time limit of the server causes an answer before that of the payment',
    async (_name, more) => {
      await expectOnlyPaymentAnswers(await payThenSend(more), customerMs);
    },
  );

  test.each(unfinishedRequests)(
    '%s: if the payment ends early, nothing follows its answer',
    async (_name, more) => {
      const tills = await payThenSend(more);
      finishAll();
      await pause(customerMs);
      await Promise.all(tills.map(({ raw }) => raw.ended));
      for (const { raw, orderId, name } of tills) expectOnlyPaid(raw, orderId, name);
    },
  );

  test('ignores a line end, which a server may skip: the till gets only the answer of its payment', async () => {
    await expectOnlyPaymentAnswers(await payThenSend(() => '\r\n'), 50);
  });
});
