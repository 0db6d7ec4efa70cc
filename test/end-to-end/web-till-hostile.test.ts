import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextWithoutServiceWorker, eventually, launchBrowser } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { allowTill, openTill } from './till-page.ts';
import { openTillSite, type TillSite } from './till-site.ts';

// A hostile page, and a connector that a person has allowed for another till. The page is on the connector's host but
// on another port: the nearest possible foreign origin.

const undo: (() => unknown)[] = [];
let sidecar: RunningSidecar;
let browser: Browser;
let context: BrowserContext;
let connector: Page;
let hostile: Page;
let till: Page;
let hostileSite: TillSite;

beforeAll(async () => {
  const site = await openTillSite('127.0.0.1');
  hostileSite = await openTillSite('localhost');
  undo.push(
    () => site.close(),
    () => hostileSite.close(),
  );
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  undo.push(() => sidecar.stop());
  browser = await launchBrowser();
  undo.push(() => browser.close());
  context = await contextWithoutServiceWorker(browser);
  const page = await context.newPage();
  await page.goto(sidecar.pairingLink);
  await eventually(
    'the page is there',
    async () => (await sidecar.call('GET', '/health')).body['page'] === 'open',
  );
  till = await openTill(context, site);
  await allowTill(context, till, sidecar.origin);
  // The token of the honest till, for a page that steals it.
  await till.evaluate((url) => window.sdk.openConnector({ sidecar: { url } }), sidecar.origin);
  hostile = await openTill(context, hostileSite);
});
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

const orders = async () => (await sidecar.gatewayOrders()).map(({ orderid }) => orderid);

/** Runs in the hostile page: knocks and calls for four seconds, and collects all answers. */
async function knockAndCall([url, times]: readonly [string, number]): Promise<unknown[]> {
  const target = window.open('', 'hipay-ecr-connector', 'popup');
  if (!target) throw new Error('no window');
  try {
    if (target.location.href === 'about:blank') target.location.replace(`${url}/till.html`);
  } catch {
    // The window is already open.
  }
  const messages: unknown[] = [];
  const end = performance.now() + 4000;
  while (performance.now() < end) {
    for (let i = 0; i < times; i++) {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => messages.push(data);
      target.postMessage({ kind: 'hipay-ecr-knock', origin: 'https://honest.example' }, url, [port2]);
      port1.postMessage({ kind: 'hello', versions: [1], program: 'hostile', language: 'en' });
      for (const [id, name] of ['check', 'config', 'version', 'token', 'requestTerminal', 'cancel'].entries())
        port1.postMessage({ kind: 'call', id, name, params: {} });
      port1.postMessage({ kind: 'call', id: 90, name: 'find', params: { orderId: 'Honest_1' } });
      const request = { amountMinor: 66_600, orderId: `Hostile_${i}` };
      port1.postMessage({ kind: 'call', id: 91, name: 'pay', params: { request } });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return messages;
}

const kinds = (messages: readonly unknown[]) =>
  [...new Set(messages.map((message) => (message as { kind: string }).kind))].sort();

describe('a hostile page gets nothing', () => {
  it('before a person has answered, gets no status and no result, and causes one question for any number of messages', async () => {
    const popup = context.waitForEvent('page');
    const knocking = hostile.evaluate(knockAndCall, [sidecar.origin, 20] as const);
    connector = await popup;
    await connector.getByRole('dialog').waitFor();
    const messages = await knocking;
    expect(kinds(messages)).toEqual(['here', 'welcome']);
    expect(await connector.getByRole('dialog').count()).toBe(1);
  });
  it('with an invented name, is shown in the question with the origin that the browser reports', async () => {
    const text = await connector.getByRole('dialog').innerText();
    expect(text).toContain(hostileSite.origin);
    expect(text).not.toContain('honest.example');
  });
  it('is refused by a key that is pressed by accident, because the focus is on the refusal', async () => {
    await connector.keyboard.press('Enter');
    await connector.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await orders()).toEqual([]);
  });
  it('once refused, causes no second question, even at a reloaded page', async () => {
    await connector.reload();
    const messages = await hostile.evaluate(knockAndCall, [sidecar.origin, 5] as const);
    expect(kinds(messages)).toEqual(['failed', 'here', 'welcome']);
    const failures = messages.filter((message) => (message as { kind: string }).kind === 'failed');
    for (const message of failures) expect(message).toMatchObject({ failure: { name: 'till-not-allowed' } });
    expect(await connector.getByRole('dialog').count()).toBe(0);
    expect(await orders()).toEqual([]);
  });
  it.each([
    ['no port', { kind: 'hipay-ecr-knock' }, 0],
    ['two ports', { kind: 'hipay-ecr-knock' }, 2],
    ['another kind', { kind: 'hello' }, 1],
    ['no message', null, 1],
  ])('a knock with %s is not answered', async (_, message, ports) => {
    const messages = await hostile.evaluate(
      async ([url, data, count]) => {
        const target = window.open('', 'hipay-ecr-connector', 'popup');
        const channels = Array.from({ length: Number(count) }, () => new MessageChannel());
        const received: unknown[] = [];
        for (const { port1 } of channels) port1.onmessage = (event) => received.push(event.data);
        target?.postMessage(
          data,
          String(url),
          channels.map(({ port2 }) => port2),
        );
        await new Promise((resolve) => setTimeout(resolve, 500));
        return received;
      },
      [sidecar.origin, message, ports] as const,
    );
    expect(messages).toEqual([]);
  });
  it('a sandboxed frame, which has no origin, gets no answer', async () => {
    const messages = await hostile.evaluate(async (url) => {
      const frame = document.createElement('iframe');
      frame.setAttribute('sandbox', 'allow-scripts allow-popups');
      frame.srcdoc = `<script>
        const target = window.open('${url}/till.html', '', 'popup');
        const end = performance.now() + 3000;
        const received = [];
        const timer = setInterval(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = ({ data }) => received.push(data);
          target && target.postMessage({ kind: 'hipay-ecr-knock' }, '*', [port2]);
          if (performance.now() < end) return;
          clearInterval(timer);
          parent.postMessage({ received }, '*');
        }, 200);
      </scr${'ipt'}>`;
      const answer = new Promise((resolve) => {
        window.addEventListener('message', ({ data }) => data.received && resolve(data.received));
      });
      document.body.append(frame);
      return answer;
    }, sidecar.origin);
    expect(messages).toEqual([]);
  });
  it.each(['/till.html', '/'])(
    'the browser does not show %s in a frame of the hostile page',
    async (path) => {
      const page = await openTill(context, hostileSite);
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      await page.evaluate(async (url) => {
        const frame = document.createElement('iframe');
        frame.src = url;
        document.body.append(frame);
        await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
      }, sidecar.origin + path);
      expect(refused.join()).toMatch(/frame-ancestors|X-Frame-Options/i);
      await page.close();
    },
  );
  it('loses its handle on the start page, because the browser removes the handle', async () => {
    await hostile.evaluate(
      (url) => Object.assign(window, { target: window.open(url, 'start', 'popup') }),
      sidecar.origin,
    );
    await eventually('the handle is gone', () =>
      hostile.evaluate(() => (window as { target?: Window | null }).target?.closed === true),
    );
  });
  it.each([
    ['GET', '/health'],
    ['GET', '/records'],
    ['GET', '/orders/Honest_1'],
    ['GET', '/stop'],
    ['POST', '/order'],
    ['POST', '/pair'],
    ['POST', '/connector/tills'],
    ['DELETE', '/connector/tills'],
    ['POST', '/connector/gateway'],
    ['GET', '/till'],
  ])('%s %s by fetch, with the browser’s stored credentials: gets nothing to read', async (method, path) => {
    const answer = await hostile.evaluate(
      async ([url, how]) => {
        const body = how === 'GET' ? null : JSON.stringify({ origin: location.origin, amount: 1 });
        const ask = (mode: RequestMode) =>
          fetch(String(url), { method: String(how), mode, credentials: 'include', body }).then(
            async ({ status, type }) => ({ status, type }),
            () => 'refused',
          );
        return [await ask('cors'), how === 'DELETE' ? 'refused' : await ask('no-cors')];
      },
      [sidecar.origin + path, method],
    );
    expect(answer[0]).toBe('refused');
    expect(['refused', { status: 0, type: 'opaque' }]).toContainEqual(answer[1]);
    expect(await orders()).toEqual([]);
  });
  it('on the WebSockets of the page, of a network terminal and of tills: is disconnected', async () => {
    const token = await till.evaluate(() =>
      Object.values({ ...localStorage }).find((text) => text.includes('.')),
    );
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
    const messages = await hostile.evaluate(
      async ([url, stolen]) => {
        const open = (path: string) =>
          new Promise((resolve) => {
            const socket = new WebSocket(String(url).replace('http', 'ws') + path);
            socket.onmessage = ({ data }) => resolve(data);
            socket.onclose = () => resolve('closed');
            socket.onopen = () => {
              const [id] = String(stolen).split('.');
              socket.send(JSON.stringify({ kind: 'who', id, nonce: 'n'.repeat(32) }));
              socket.send(JSON.stringify({ kind: 'token', token: stolen }));
            };
          });
        return Promise.all(['/connector', '/connector/terminal', '/till'].map(open));
      },
      [sidecar.origin, token] as const,
    );
    expect(messages).toEqual(['closed', 'closed', 'closed']);
  });
  it('an invented token is refused, even of the honest till', async () => {
    const failure = await till.evaluate(async (url) => {
      const token = { get: () => 'made-up.secret', set() {} };
      return window.sdk.openConnector({ sidecar: { url, token } }).catch(({ name }) => name);
    }, sidecar.origin);
    expect(failure).toBe('till-not-allowed');
  });
  it('cannot receive the messages between the connector’s tabs', async () => {
    const received = await hostile.evaluate(async () => {
      const messages: unknown[] = [];
      for (const name of ['hipay-ecr-tabs', 'hipay-ecr-tills']) {
        new BroadcastChannel(name).onmessage = ({ data }) => messages.push(data);
        new BroadcastChannel(name).postMessage('changed');
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      return messages.filter((message) => message !== 'changed');
    });
    expect(received).toEqual([]);
  });
  it('does not disturb the honest till, which still pays', async () => {
    const result = await till.evaluate(async (url) => {
      const connector = await window.sdk.openConnector({ sidecar: { url } });
      return connector.pay({ amountMinor: 1023, orderId: 'Honest_1' });
    }, sidecar.origin);
    expect(result).toMatchObject({ outcome: 'APPROVED' });
    expect(await orders()).toEqual(['Honest_1']);
  });
  it('the till gets till-not-allowed and nothing more when its permission is removed in the settings', async () => {
    await connector.goto(`${sidecar.origin}/#/settings/tills`);
    const card = connector.locator('ecr-tills-card');
    await card.getByRole('button', { name: `Take back: ${new URL(till.url()).origin}` }).click();
    const failure = await eventually('the sidecar refuses the till', () =>
      till.evaluate(async (url) => {
        const token = {
          get: () => Object.values({ ...localStorage }).find((text) => text.includes('.')) ?? '',
          set() {},
        };
        const opened = window.sdk.openConnector({ sidecar: { url, token } });
        // At the moment of the revocation the page is open but does not answer: `page-not-open`.
        return opened.then(
          () => false,
          ({ name }) => name !== 'page-not-open' && String(name),
        );
      }, sidecar.origin),
    );
    expect(failure).toBe('till-not-allowed');
  });
});
