import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../src/texts/en/settings.ts';
import { cancelChooser, chooseFirstPort, type Display, startDisplay } from '../rig/chooser.ts';
import { type PluggedUsbDevice, type Rig, startRig } from '../rig/rig.ts';
import { contextWithoutServiceWorker, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { plugUsbTerminal, type RigTerminal } from './terminal-on-rig.ts';

let display: Display;
let rig: Rig;
let browser: Browser;
let sidecar: RunningSidecar;
let terminal: RigTerminal<PluggedUsbDevice>;
let page: Page;

beforeAll(async () => {
  display = await startDisplay();
  rig = await startRig();
  terminal = await plugUsbTerminal(rig);
  sidecar = await startSidecar({ args: ['--simulate=gateway'] });
  // Like Chrome on Android before version 148, which has no Web Serial.
  const args = ['--disable-blink-features=Serial'];
  browser = await rig.launch({ headless: false, env: { DISPLAY: display.name }, args });
  page = await (await contextWithoutServiceWorker(browser, { locale: 'en-GB' })).newPage();
  await page.goto(sidecar.pairingLink);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await rig?.stop();
  await display?.stop();
});

const connect = () => page.getByRole('button', { name: 'Connect terminal' }).first().click();

describe('a browser without Web Serial, and nothing set', () => {
  it('shows help, not an error, when the browser’s list is closed without a choice', async () => {
    expect(await page.evaluate(() => 'serial' in navigator)).toBe(false);
    await connect();
    await cancelChooser(page, display);
    await page.getByText(/cable/i).first().waitFor();
  });
  it('chooses the USB terminal in the browser’s own list', async () => {
    await connect();
    await chooseFirstPort(page, display);
    await page.getByText('The terminal answers. You can take payments.').waitFor();
    expect(terminal.device.terminal.done).toContain('coding 80250000000008');
  });
  it('takes a payment by hand and sees that the customer was charged', async () => {
    await page.getByLabel(/^amount/i).fill('12,50');
    await page.keyboard.press('Enter');
    await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
    expect(terminal.twin.ledger.map(({ amountMinor, verdict }) => [amountMinor, verdict])).toEqual([
      [1250, 'accepted'],
    ]);
    expect((await sidecar.gatewayOrders()).map(({ amount }) => amount)).toEqual(['12.50']);
  });
  it('finds the device still granted after a re-plug and a reload', async () => {
    await terminal.device.unplug();
    await page.getByText('Terminal unplugged').first().waitFor();
    terminal = await plugUsbTerminal(rig);
    await terminalReady(sidecar);
    await page.reload();
    await terminalReady(sidecar);
    expect(terminal.device.terminal.open).toBe(true);
  });
  it('revokes the permission for the device, also after a reload', async () => {
    await page.goto(`${sidecar.origin}/#/settings`);
    await page.getByRole('button', { name: 'Forget this terminal…' }).click();
    await page.getByRole('button', { name: 'Forget it', exact: true }).click();
    await page.getByText(texts.forget.ended.forgotten).waitFor();
    const granted = () => page.evaluate(async () => (await navigator.usb.getDevices()).length);
    expect(await granted()).toBe(0);
    await page.reload();
    await page.goto(`${sidecar.origin}/#/pay`);
    await page.getByText('No terminal chosen').first().waitFor();
    expect(await granted()).toBe(0);
  });
});
