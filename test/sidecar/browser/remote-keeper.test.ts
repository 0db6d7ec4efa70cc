import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeBrowserKey, readBrowserKey } from '../../../src/sidecar/access/browser-key.ts';
import { RemoteKeeper } from '../../../src/sidecar/browser/remote-keeper.ts';
import { RemoteSidecar } from '../../../src/sidecar/browser/remote-sidecar.ts';
import { fakePage, pairedCookie } from '../helpers/fake-page.ts';
import { asTill, runningSidecar } from '../helpers/running-sidecar.ts';

const newKey = () => {
  const key = readBrowserKey(makeBrowserKey());
  if (!key) throw new Error('no key');
  return key;
};
const running = { state: 'running', restarts: 2 } as const;

/** A sidecar whose browser another program keeps, and that program. */
async function shop(key = newKey(), keepersKey = key) {
  const sidecar = await runningSidecar({ browserKey: key });
  const remote = new RemoteSidecar({
    key: keepersKey,
    port: sidecar.port,
    fetchUrl: fetch,
    now: Date.now,
    report: () => running,
    everyMs: 20,
  });
  const following = remote.pollUntilClosed();
  onTestFinished(async () => {
    remote.close();
    await following;
  });
  return { sidecar, remote };
}

test('the keeper gets a token that pairs one browser, and learns that it was used', async () => {
  const { sidecar, remote } = await shop();
  const invitation = await remote.invite();
  expect(invitation.isOpen()).toBe(true);
  expect(await pairedCookie({ ...sidecar, token: invitation.token })).toContain('hipay-ecr-');
  await vi.waitUntil(() => !invitation.isOpen(), 20_000);
  expect(await pairedCookie({ ...sidecar, token: invitation.token })).toBe('');
});

test('the keeper can withdraw a token that was not used', async () => {
  const { sidecar, remote } = await shop();
  const invitation = await remote.invite();
  invitation.withdraw();
  await vi.waitUntil(() => !invitation.isOpen(), 20_000);
  expect(await pairedCookie({ ...sidecar, token: invitation.token })).toBe('');
});

test('GET /health has the report of the keeper, and the keeper knows how many pages answer', async () => {
  const { sidecar, remote } = await shop();
  await remote.waitUntilReached();
  expect(remote.countPages()).toBe(0);
  expect(await (await asTill(sidecar, '/health')).json()).toMatchObject({ browser: running });
  await fakePage(sidecar);
  await vi.waitUntil(() => remote.countPages() === 1, 20_000);
  expect(remote.isPaying()).toBe(false);
});

test('without a keeper, GET /health says that the browser is stopped', async () => {
  const sidecar = await runningSidecar({ browserKey: newKey() });
  expect(await (await asTill(sidecar, '/health')).json()).toMatchObject({
    browser: { state: 'stopped', restarts: 0 },
  });
});

test('a keeper with another key gets no token, and does not restart its browser', async () => {
  const { remote } = await shop(newKey(), newKey());
  const invited = remote.invite().then(
    () => 'a token',
    (error: Error) => error.message,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(remote.countPages()).toBe(1);
  remote.close();
  expect(await invited).toBe('the keeper stops');
});

test('a program that has taken the port cannot read a message, and the keeper does not trust its answer', async () => {
  const key = newKey();
  const heard: string[] = [];
  const stranger = createServer(async (request, reply) => {
    const body = Buffer.concat(await request.toArray()).toString();
    heard.push(body);
    // It sends the message back, the only sealed text that it has.
    reply.end(body);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void stranger.close());
  await new Promise((resolve) => stranger.once('listening', resolve));
  const { port } = stranger.address() as { port: number };
  const remote = new RemoteSidecar({
    key,
    port,
    fetchUrl: fetch,
    now: Date.now,
    report: () => running,
    everyMs: 20,
  });
  const following = remote.pollUntilClosed();
  await vi.waitUntil(() => heard.length > 2, 20_000);
  const invited = remote.invite().catch((error: Error) => error.message);
  remote.close();
  await following;
  expect(await invited).toBe('the keeper stops');
  for (const body of heard) expect(body).not.toMatch(/state|running|wants/);
});

/** The sidecar's side alone, with a clock of its own. */
function sidecarSide() {
  const key = newKey();
  let nowMs = 1_000_000;
  const tokens: string[] = [];
  const browser = new RemoteKeeper({
    key,
    port: 8080,
    invite: () => {
      tokens.push('a-token');
      return { token: 'a-token', isOpen: () => true, withdraw: () => {} };
    },
    countPages: () => 1,
    isPaying: () => true,
    now: () => nowMs,
  });
  const ask = (change: object = {}) =>
    key.seal('to-sidecar', 8080, {
      at: nowMs,
      id: 'an-id-of-20-letters!',
      wants: 'token',
      report: running,
      ...change,
    });
  return { browser, key, ask, tokens, wait: (ms: number) => (nowMs += ms) };
}

test('a message that another program has kept is not answered again, neither soon nor late', () => {
  const { browser, key, ask, tokens, wait } = sidecarSide();
  const message = ask();
  const answer = browser.answer(message) ?? '';
  expect(key.open('to-keeper', 8080, answer)).toMatchObject({ token: 'a-token', pages: 1, isPaying: true });
  expect(browser.answer(message)).toBeUndefined();
  wait(29_000);
  expect(browser.answer(message)).toBeUndefined();
  wait(60_000);
  expect(browser.answer(message)).toBeUndefined();
  expect(tokens).toHaveLength(1);
  expect(browser.answer(ask({ id: 'another-id-of-letters' }))).toBeDefined();
});

test('a keeper that is silent for ten seconds counts as stopped', () => {
  const { browser, ask, wait } = sidecarSide();
  browser.answer(ask({ wants: 'state' }));
  expect(browser.report()).toEqual(running);
  wait(10_001);
  expect(browser.report()).toEqual({ ...running, state: 'stopped' });
});

test.each([
  ['a web page', { origin: 'http://localhost' }, '{"sealed":"AAAA"}', 403],
  ['a caller without the key', {}, '{"sealed":"AAAA"}', 401],
  ['a caller with something else', {}, '{"token":"x"}', 401],
])('%s is refused', async (_name, headers, body, status) => {
  const sidecar = await runningSidecar({ browserKey: newKey() });
  const own = 'origin' in headers ? { origin: sidecar.pageUrl } : {};
  const reply = await fetch(`${sidecar.url}/browser-keeper`, { method: 'POST', headers: own, body });
  expect(reply.status).toBe(status);
});

test('a sidecar without a key has no path for a keeper', async () => {
  const sidecar = await runningSidecar();
  const reply = await fetch(`${sidecar.url}/browser-keeper`, { method: 'POST', body: '{"sealed":"AAAA"}' });
  expect(reply.status).toBe(404);
});
