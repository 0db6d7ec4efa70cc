import { createHash, createHmac } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { type RunningSidecar, runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

const origin = 'https://till.example';
const nonce = 'n'.repeat(32);

/** Allows or removes the origin of a web till, as the paired page does. */
async function changeList(
  sidecar: RunningSidecar,
  method: 'POST' | 'DELETE',
  cookie: string,
  body: unknown = { origin },
) {
  const headers = { origin: sidecar.pageUrl, cookie };
  return fetch(`${sidecar.url}/connector/tills`, { method, headers, body: JSON.stringify(body) });
}

/** A shop in which a person has allowed the till. */
async function shop(options: Parameters<typeof runningSidecar>[0] = {}) {
  const sidecar = await runningSidecar(options);
  const page = await fakePage(sidecar, { takePayment: (request) => paidAnswer(request) });
  const { token } = (await (await changeList(sidecar, 'POST', page.cookie)).json()) as { token: string };
  return { sidecar, page, token };
}

/** Opens a web page's socket, as a browser does. */
async function openSocket(sidecar: RunningSidecar, from = origin) {
  const socket = new WebSocket(`${sidecar.url.replace('http', 'ws')}/till`, { origin: from });
  onTestFinished(() => socket.terminate());
  const received: Record<string, unknown>[] = [];
  let ended: string | undefined;
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  socket.on('unexpected-response', (_, { statusCode }) => {
    ended = `status ${statusCode}`;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    ended ??= 'closed';
  });
  await vi.waitUntil(() => socket.readyState !== WebSocket.CONNECTING || ended !== undefined, 20_000);
  return {
    received,
    ended: () => vi.waitUntil(() => ended, 20_000),
    say: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    hears: (kind: string) => vi.waitUntil(() => received.find((message) => message['kind'] === kind), 20_000),
  };
}

async function openIntroducedSocket(sidecar: RunningSidecar, token: string) {
  const till = await openSocket(sidecar);
  till.say({ kind: 'who', id: token.split('.')[0], nonce });
  await till.hears('proof');
  till.say({ kind: 'token', token });
  till.say({ kind: 'hello', versions: [1], program: 'a test', language: 'it' });
  await till.hears('welcome');
  return till;
}

describe('A11: a page shows its token only to a sidecar that proves that it knows the token', () => {
  test('the proof is an HMAC over the page’s own nonce and origin', async () => {
    const { sidecar, token } = await shop();
    const [id, secret = ''] = token.split('.');
    const till = await openSocket(sidecar);
    till.say({ kind: 'who', id, nonce });
    const key = createHash('sha256').update(secret).digest();
    const proof = createHmac('sha256', key).update(`${nonce} ${origin}`).digest('base64url');
    expect(await till.hears('proof')).toEqual({ kind: 'proof', proof });
  });
  test('an unknown token is refused with a reason, and the connection is closed', async () => {
    const { sidecar } = await shop();
    const till = await openSocket(sidecar);
    till.say({ kind: 'who', id: 'somebody', nonce });
    expect(await till.hears('unknown')).toEqual({ kind: 'unknown' });
    await till.ended();
  });
});

describe('P5: a connection of a web till', () => {
  test('an allowed page pays, and gets failures in its own language', async () => {
    const { sidecar, page, token } = await shop();
    const till = await openIntroducedSocket(sidecar, token);
    till.say({
      kind: 'call',
      id: 7,
      name: 'pay',
      params: { request: { amountMinor: 1023, orderId: 'Web_1' } },
    });
    expect(await till.hears('result')).toMatchObject({
      id: 7,
      value: { outcome: 'APPROVED', amount: '10.23' },
    });
    expect(page.payments).toMatchObject([{ orderId: 'Web_1', amountMinor: 1023 }]);
    till.say({ kind: 'call', id: 8, name: 'pay', params: { request: { amount: 'much' } } });
    expect(await till.hears('failed')).toMatchObject({
      id: 8,
      failure: { code: '1104', mayBeCharged: 'no', text: expect.stringMatching(/^La richiesta/) },
    });
  });
  test.each(['https://other.example', 'http://till.example', 'null', 'http://localhost:1'])(
    'a page of %s gets no connection',
    async (other) => {
      const { sidecar } = await shop();
      expect(await (await openSocket(sidecar, other)).ended()).toBe('status 403');
    },
  );
  test.each([
    ['a token before its proof', ({ say }: SendMessage, token: string) => say({ kind: 'token', token })],
    ['a wrong secret', ({ say }: SendMessage, token: string) => prove(say, token, `${token}x`)],
    [
      'the right secret under another id',
      ({ say }: SendMessage, token: string) => prove(say, token, `x${token}`),
    ],
    [
      'a call before the proof and the token',
      ({ say }: SendMessage) => say({ kind: 'call', id: 1, name: 'check' }),
    ],
    [
      'no JSON, then a call',
      ({ say }: SendMessage) => [say('no json'), say({ kind: 'call', id: 1, name: 'check' })],
    ],
  ])('%s: the connection is closed without an answer', async (_, act) => {
    const { sidecar, token } = await shop();
    const till = await openSocket(sidecar);
    act(till, token);
    await till.ended();
    expect(till.received.map(({ kind }) => kind).filter((kind) => kind !== 'proof')).toEqual([]);
  });
  test('a till that is revoked while it is connected gets no more answers, and cannot connect again', async () => {
    const { sidecar, page, token } = await shop();
    const till = await openIntroducedSocket(sidecar, token);
    expect((await changeList(sidecar, 'DELETE', page.cookie)).status).toBe(200);
    till.say({ kind: 'call', id: 1, name: 'check' });
    expect(await till.hears('failed')).toMatchObject({ failure: { name: 'till-not-allowed' } });
    expect(await (await openSocket(sidecar)).ended()).toBe('status 403');
  });
  test('a till that is allowed again without a new token keeps its token', async () => {
    const { sidecar, page, token } = await shop();
    const reply = await changeList(sidecar, 'POST', page.cookie, { origin, token: false });
    expect(await reply.json()).toEqual({ allowed: true });
    await openIntroducedSocket(sidecar, token);
  });
  test('a new token ends the previous one', async () => {
    const { sidecar, page, token } = await shop();
    await changeList(sidecar, 'POST', page.cookie);
    const till = await openSocket(sidecar);
    till.say({ kind: 'who', id: token.split('.')[0], nonce });
    await till.hears('unknown');
  });
});

interface SendMessage {
  readonly say: (message: unknown) => void;
}
/** Asks for the proof of this token, and then shows another token. */
function prove(say: SendMessage['say'], token: string, shown: string): void {
  say({ kind: 'who', id: token.split('.')[0], nonce });
  say({ kind: 'token', token: shown });
}

describe('the list of web tills', () => {
  test('outlives the sidecar, is readable by its owner alone, and holds no token', async () => {
    const homeFolder = await temporaryFolder();
    const { sidecar, token } = await shop({ homeFolder });
    await sidecar.stop();
    const path = join(homeFolder, 'tills.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).not.toContain(token.split('.')[1]);
    const again = await runningSidecar({ homeFolder });
    await fakePage(again);
    await openIntroducedSocket(again, token);
  });
  test.each([
    ['of a page that is not paired', 401, { cookie: '' }],
    ['of no page at all', 403, { origin: '' }],
    ['of another origin', 403, { origin: 'https://till.example' }],
  ])('is not changed by a call %s', async (_, status, change) => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar);
    const headers = Object.entries({ origin: sidecar.pageUrl, cookie: page.cookie, ...change });
    const sent = Object.fromEntries(headers.filter(([, value]) => value !== ''));
    const reply = await fetch(`${sidecar.url}/connector/tills`, {
      method: 'POST',
      headers: sent,
      body: JSON.stringify({ origin }),
    });
    expect(reply.status).toBe(status);
  });
  test.each(['', 'till.example', 'https://till.example/path', 'javascript:alert(1)', 'null'])(
    'refuses %j as an origin',
    async (wrong) => {
      const sidecar = await runningSidecar();
      const page = await fakePage(sidecar);
      expect((await changeList(sidecar, 'POST', page.cookie, { origin: wrong })).status).toBe(400);
    },
  );
  test('only an allowed origin may frame the page for tills; no origin may frame the start page', async () => {
    const pageFolder = await temporaryFolder();
    const { sidecar } = await shop({ pageFolder });
    const policy = async (path: string) => (await fetch(sidecar.url + path)).headers;
    const till = await policy('/till.html');
    expect(till.get('content-security-policy')).toContain(`frame-ancestors ${origin}`);
    expect(till.get('cross-origin-opener-policy')).toBe('unsafe-none');
    expect(till.get('x-frame-options')).toBeNull();
    const start = await policy('/index.html');
    expect(start.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(start.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(start.get('x-frame-options')).toBe('DENY');
  });
});
