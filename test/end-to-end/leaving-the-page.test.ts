import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { endBrowser } from '../../src/sidecar/browser/browser-process.ts';
import { systemProcesses } from '../../src/sidecar/system/processes.ts';
import { texts } from '../../src/texts/en/payments.ts';
import { texts as settingsTexts } from '../../src/texts/en/settings.ts';
import { browserFlags } from '../rig/rig.ts';
import { openPairedPage, terminalReady } from './connector-page.ts';
import { openGuestTab } from './guest-tab.ts';
import { type OwnGateway, openGateway } from './own-gateway.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { serveFolder } from './served-folder.ts';

let server: Awaited<ReturnType<typeof chromium.launchServer>>;
let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;
let gatewayPort: number;
let gateway: OwnGateway | undefined;

beforeAll(async () => {
  gatewayPort = await freePort();
  sidecar = await startSidecar({
    config: shopConfig({ hipay_login: 'shop' }),
    args: ['--simulate', '--gateway', `http://127.0.0.1:${gatewayPort}`],
  });
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  server = await chromium.launchServer({ executablePath, args: browserFlags, handleSIGTERM: false });
  browser = await chromium.connect(server.wsEndpoint());
  page = await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await sidecar?.stop();
  await gateway?.close();
});

/** A browser asks before it closes a page only after a click on that page. */
const touch = (touched: Page) => touched.locator('body').click({ position: { x: 2, y: 2 } });

/** Closes a page as a person does; returns the browser's question, if any, and answers it by staying. */
async function closeByHand(closing: Page): Promise<'closed' | string> {
  await touch(closing);
  const end = Promise.race([
    new Promise<'closed'>((resolve) => closing.once('close', () => resolve('closed'))),
    new Promise<string>((resolve) =>
      closing.once('dialog', async (dialog) => {
        await dialog.dismiss();
        resolve(dialog.type());
      }),
    ),
  ]);
  await closing.close({ runBeforeUnload: true });
  return end;
}

/** The page without a sidecar: its settings are changed by hand. */
async function openSettings() {
  const served = await serveFolder(fileURLToPath(new URL('../../dist/pwa', import.meta.url)));
  // A page of `browser.newPage()` would end with its context, unasked.
  const context = await browser.newContext();
  const settings = await context.newPage();
  onTestFinished(async () => {
    await context.close();
    await served.close();
  });
  await settings.goto(`${served.origin}/#/settings/terminal`);
  const field = settings.locator('[id="terminal.registerNumber"]');
  const before = await field.inputValue();
  return { settings, field, before };
}

const postOrder = (orderId: string) => sidecar.call('POST', '/order', sampleOrder({ order_id: orderId }));

describe('closing the settings', () => {
  it('asks only while a change is not saved', async () => {
    const { settings, field, before } = await openSettings();
    await field.fill('07');
    expect(await closeByHand(settings)).toBe('beforeunload');
    await field.fill(before);
    expect(await closeByHand(settings)).toBe('closed');
  });
  it('asks before a reload, and nothing once the change is saved', async () => {
    const { settings, field } = await openSettings();
    await field.fill('07');
    await touch(settings);
    const question = settings.waitForEvent('dialog');
    await settings.evaluate(() => void setTimeout(() => location.reload()));
    const dialog = await question;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await field.inputValue()).toBe('07');
    await settings.getByRole('button', { name: settingsTexts.changes.save, exact: true }).click();
    await settings.getByText(settingsTexts.words.saved).waitFor();
    expect(await closeByHand(settings)).toBe('closed');
  });
});

describe('closing the page', () => {
  it('asks nothing if no payment runs and no notification is pending', async () => {
    expect(await closeByHand(page)).toBe('closed');
    page = await page.context().newPage();
    await page.goto(sidecar.origin);
    await terminalReady(sidecar);
  });
  it('asks while a notification is pending, and the page stays as it is', async () => {
    expect((await postOrder('Order_unsent')).body).toMatchObject({ notificationHipaySent: false });
    await page.goto(`${sidecar.origin}/#/payments/needs`);
    await page.getByRole('button', { name: /send now/i }).waitFor();
    expect(await closeByHand(page)).toBe('beforeunload');
    await terminalReady(sidecar);
  });
  it('asks only in the tab that owns the terminal', async () => {
    expect(await closeByHand(await openGuestTab(page, sidecar.origin))).toBe('closed');
  });
  it('does not ask once every notification is delivered', async () => {
    gateway = await openGateway(gatewayPort, { login: 'shop', password: 'Test_password' });
    await page.getByRole('button', { name: /send now/i }).click();
    // While it sends, the button says “Sending…”. So a missing button proves nothing.
    await page.getByText(texts.notifications.nothingWaiting).waitFor();
    expect(await closeByHand(page)).toBe('closed');
    page = await page.context().newPage();
    await page.goto(sidecar.origin);
    await terminalReady(sidecar);
  });
  it('does not keep the sidecar from ending its browser', async () => {
    await gateway?.close();
    gateway = undefined;
    await postOrder('Order_unsent_2');
    await page.goto(`${sidecar.origin}/#/payments/needs`);
    await page.getByRole('button', { name: /send now/i }).waitFor();
    await touch(page);
    // The browser would ask now. This shows that the signal below ends the browser although it would ask.
    expect(await closeByHand(page)).toBe('beforeunload');
    page.on('dialog', () => {});
    const child = server.process();
    const ended = new Promise<string>((resolve) =>
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`)),
    );
    await endBrowser({ pid: child.pid ?? 0, ended }, systemProcesses(), 30_000);
    expect(await ended).not.toBe('SIGKILL');
  });
});
