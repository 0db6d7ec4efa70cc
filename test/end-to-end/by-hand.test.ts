import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../src/texts/en/settings.ts';
import { cancelChooser, chooseFirstPort, type Display, startDisplay } from '../rig/chooser.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import { contextWithoutServiceWorker, eventually } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let display: Display;
let rig: Rig;
let browser: Browser;
let sidecar: RunningSidecar;
let terminal: RigTerminal;
let page: Page;

beforeAll(async () => {
  display = await startDisplay();
  rig = await startRig();
  terminal = await plugTerminal(rig);
  sidecar = await startSidecar({ args: ['--simulate=gateway'] });
  browser = await rig.launch({ headless: false, env: { DISPLAY: display.name } });
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
const terminalAnswers = () => page.getByText('The terminal answers. You can take payments.').waitFor();
async function chooseTerminal(): Promise<void> {
  await connect();
  await chooseFirstPort(page, display);
  await terminalAnswers();
}
const granted = () => page.evaluate(async () => (await navigator.serial.getPorts()).length);
/** Chooses the terminal, unless an earlier test has done so. */
async function ensureTerminalChosen(): Promise<void> {
  await page.goto(`${sidecar.origin}/#/pay`);
  if ((await granted()) === 0) await chooseTerminal();
  else await terminalAnswers();
}
const charges = () => terminal.twin.ledger.map(({ amountMinor, verdict }) => [amountMinor, verdict]);
async function payByHand(amount: string): Promise<void> {
  await page.getByLabel(/^amount/i).fill(amount);
  await page.keyboard.press('Enter');
  await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
}

describe('a cashier without a till, a browser without a policy', () => {
  it('shows help, not an error, when the browser’s list is closed without a choice', async () => {
    await connect();
    await cancelChooser(page, display);
    await page.getByText(/cable/i).first().waitFor();
  });
  it('chooses the terminal in the browser’s own list', chooseTerminal);
  it('takes a payment by hand and sees that the customer was charged', async () => {
    await ensureTerminalChosen();
    await payByHand('12,50');
    expect(charges()).toEqual([[1250, 'accepted']]);
    expect((await sidecar.gatewayOrders()).map(({ amount }) => amount)).toEqual(['12.50']);
  });
  it('finds the port still granted after a reload', async () => {
    await ensureTerminalChosen();
    await page.reload();
    await eventually(
      'ready again',
      async () => (await sidecar.call('GET', '/health')).body['terminal'] === 'ready',
    );
  });
  it('revokes the permission for the terminal, also after a reload, and no payment is lost', async () => {
    await ensureTerminalChosen();
    if (charges().length === 0) await payByHand('12,50');
    await page.goto(`${sidecar.origin}/#/settings`);
    await page.getByRole('button', { name: 'Forget this terminal…' }).click();
    await page.getByRole('button', { name: 'Forget it', exact: true }).click();
    await page.getByText(texts.forget.ended.forgotten).waitFor();
    expect(await granted()).toBe(0);
    expect((await terminal.device.settings()).open).toBe(false);
    await page.reload();
    await page.goto(`${sidecar.origin}/#/pay`);
    await page.getByText('No terminal chosen').first().waitFor();
    expect(await granted()).toBe(0);
    const stored = await page.evaluate(async () => {
      const name = (await indexedDB.databases())[0]?.name ?? '';
      return new Promise<{ payments: number; lastPort: unknown }>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['payments', 'settings']);
          const payments = tx.objectStore('payments').count();
          const lastPort = tx.objectStore('settings').get('last-serial-port');
          tx.oncomplete = () => resolve({ payments: payments.result, lastPort: lastPort.result });
        };
      });
    });
    expect(stored).toEqual({ payments: 1, lastPort: undefined });
  });
  it('chooses the terminal again', chooseTerminal);
});
