import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOwnSidecar } from '../../src/sidecar/access/owner-key.ts';
import { browserFlags } from '../rig/rig.ts';
import { contextWithoutServiceWorker, eventually, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { shopConfig } from './sample-order.ts';
import { allowTill } from './till-page.ts';
import { openTillSite, type TillSite } from './till-site.ts';

// A till whose address counts as public, so Chrome's Local Network Access guards the sidecar. A connection through the
// connector's window needs no such permission.

const undo: (() => unknown)[] = [];
let sidecar: RunningSidecar;
let site: TillSite;
let browser: Browser;
let publicOrigin: string;

beforeAll(async () => {
  site = await openTillSite();
  undo.push(() => site.close());
  sidecar = await startSidecar({ args: ['--simulate'], config: shopConfig() });
  undo.push(() => sidecar.stop());
  const { port } = new URL(site.origin);
  publicOrigin = `http://till.example:${port}`;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      ...browserFlags,
      '--host-resolver-rules=MAP till.example 127.0.0.1',
      `--ip-address-space-overrides=127.0.0.1:${port}=public`,
      // The permission exists for secure pages only, and tests have no certificate.
      `--unsafely-treat-insecure-origin-as-secure=${publicOrigin}`,
    ],
  });
  undo.push(() => browser.close());
});
afterAll(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function publicTill(permissions: string[]): Promise<{ context: BrowserContext; till: Page }> {
  const context = await contextWithoutServiceWorker(browser);
  if (permissions.length > 0) await context.grantPermissions(permissions, { origin: publicOrigin });
  const page = await context.newPage();
  await page.goto(await pairingLink());
  await terminalReady(sidecar);
  const till = await context.newPage();
  await till.goto(publicOrigin);
  return { context, till };
}

/** Closes the browser, and waits until the sidecar has noticed that, so that the next test does not use this page. */
async function closeBrowser(context: BrowserContext): Promise<void> {
  await context.close();
  await eventually(
    'the page has gone',
    async () => (await sidecar.call('GET', '/health')).body['page'] !== 'open',
  );
}

/** Each browser context counts as a separate browser and needs its own link. */
async function pairingLink(): Promise<string> {
  const own = await findOwnSidecar(sidecar.home, fetch);
  const answer = await own?.call('POST', '/pairing-link');
  return String((answer?.body as { link?: unknown } | undefined)?.link);
}

const failureOf = (till: Page, options: unknown) =>
  till.evaluate(
    (given) =>
      window.sdk.openConnector(given as Parameters<typeof window.sdk.openConnector>[0]).then(
        () => 'opened',
        ({ name, text, detail }) => ({ name, text, detail }),
      ),
    options,
  );

describe('a page that counts as public', () => {
  it('without the permission, the way `sidecar` fails with the reason, and the way `window` pays', async () => {
    const { context, till } = await publicTill([]);
    const url = sidecar.origin;
    expect(await failureOf(till, { sidecar: { url } })).toMatchObject({
      name: 'local-network-blocked',
      text: expect.stringMatching(/did nothing.*browser’s settings/),
    });
    await allowTill(context, till, url);
    const paid = await till.evaluate(async (address) => {
      const connector = await window.sdk.openConnector({
        sidecar: { url: address },
        window: { url: address },
        language: 'fr',
      });
      const result = await connector.pay({ amountMinor: 1023, orderId: 'Public_1' });
      const [{ way, failure }] = connector.notTaken as [(typeof connector.notTaken)[number]];
      return { way: connector.way, notTaken: [way, failure.name, failure.text], outcome: result.outcome };
    }, url);
    expect(paid).toMatchObject({
      way: 'window',
      notTaken: ['sidecar', 'local-network-blocked', expect.stringContaining('navigateur')],
      outcome: 'APPROVED',
    });
    await closeBrowser(context);
  });

  it('with the permission, the way `sidecar` pays', async () => {
    const { context, till } = await publicTill(['local-network-access']);
    const url = sidecar.origin;
    const connectorWindow = await allowTill(context, till, url);
    const paid = await till.evaluate(async (address) => {
      const connector = await window.sdk.openConnector({ sidecar: { url: address } });
      return [connector.way, (await connector.pay({ amountMinor: 700, orderId: 'Public_2' })).outcome];
    }, url);
    expect(paid).toEqual(['sidecar', 'APPROVED']);
    await connectorWindow.close();
    await closeBrowser(context);
  });

  it('rejects with different failures for a stopped sidecar and for a browser that blocks the request', async () => {
    const { context, till } = await publicTill(['local-network-access']);
    const failure = await failureOf(till, { sidecar: { url: 'http://localhost:9' } });
    expect(failure).toMatchObject({ name: 'page-not-open' });
    await closeBrowser(context);
  });
});
