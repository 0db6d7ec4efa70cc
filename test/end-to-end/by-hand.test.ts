import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancelChooser, chooseFirstPort, type Display, startDisplay } from '../rig/chooser.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import { eventually } from './connector-page.ts';
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
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(sidecar.pairingLink);
});
afterAll(async () => {
  await browser?.close();
  await sidecar?.stop();
  await rig?.stop();
  await display?.stop();
});

const connect = () => page.getByRole('button', { name: 'Connect terminal' }).first().click();

describe('a cashier without a till, a browser without a policy', () => {
  it('who closes the browser’s list without a choice gets help, not an error', async () => {
    await connect();
    await cancelChooser(page, display);
    await page.getByText(/cable/i).first().waitFor();
  });
  it('chooses the terminal in the browser’s own list', async () => {
    await connect();
    await chooseFirstPort(page, display);
    await page.getByText('The terminal answers. You can take payments.').waitFor();
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
  it('finds the port still granted after a reload', async () => {
    await page.reload();
    await eventually(
      'ready again',
      async () => (await sidecar.call('GET', '/health')).body['terminal'] === 'ready',
    );
  });
});
