import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseFirstPort, type Display, startDisplay } from '../rig/chooser.ts';
import { type Rig, startRig } from '../rig/rig.ts';
import { type ServedFolder, serveFolder } from './served-folder.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let display: Display;
let rig: Rig;
let browser: Browser;
let site: ServedFolder;
let terminal: RigTerminal;
let page: Page;

beforeAll(async () => {
  display = await startDisplay();
  rig = await startRig();
  terminal = await plugTerminal(rig);
  site = await serveFolder(fileURLToPath(new URL('../../dist/pwa', import.meta.url)));
  // HiPay is unreachable: the first payment still counts.
  const args = ['--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'];
  browser = await rig.launch({ headless: false, env: { DISPLAY: display.name }, args });
  page = await (await browser.newContext({ locale: 'en-GB' })).newPage();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rig?.stop();
  await display?.stop();
});

it('an empty browser pays over real Web Serial in at most eight clicks, with its account set up by hand', async () => {
  let clicks = 0;
  const press = async (name: string | RegExp) => {
    clicks += 1;
    await page.getByRole('button', { name }).first().click();
  };
  await page.goto(site.origin);
  await page.getByRole('heading', { name: 'Step 1 of 4 Language' }).waitFor();
  await press('Next');
  await page.getByRole('heading', { name: 'Step 2 of 4 Terminal' }).waitFor();
  await press('Connect terminal');
  await chooseFirstPort(page, display);
  // A person clicks on the port, and on Connect.
  clicks += 2;
  const step = page.getByRole('region', { name: 'Step 2 of 4 Terminal' });
  await step.getByText('The terminal answers. You can take payments.').waitFor();
  await press('Next');
  await page.getByRole('heading', { name: 'Step 3 of 4 HiPay account' }).waitFor();
  await page.getByLabel('HiPay login').fill('12345678.stage-secure-gateway.hipay-tpp.com');
  await page.getByLabel('HiPay password').fill('Test_password');
  await page.getByLabel('Merchant number').fill('1234567');
  await page.getByLabel('Payment application').fill('001');
  await page.getByLabel('Rank').fill('001');
  await press('Save and go on');
  await page.getByRole('heading', { name: 'Step 4 of 4 First payment' }).waitFor();
  await page.getByText('This charges a real card €0.01.').waitFor();
  expect(terminal.twin.ledger).toEqual([]);
  await press(/^Charge a card/);
  await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor({ timeout: 30_000 });
  expect(clicks).toBeLessThanOrEqual(8);
  expect(terminal.twin.ledger.map(({ amountMinor, verdict }) => [amountMinor, verdict])).toEqual([
    [1, 'accepted'],
  ]);
});
it('a second visit shows no guide, and the guide opens at the first unfinished step', async () => {
  await page.goto('about:blank');
  await page.goto(site.origin);
  await page.getByRole('heading', { name: 'Take a payment' }).waitFor();
  await page.goto(`${site.origin}/#/start`);
  await page.getByRole('heading', { name: 'Step 4 of 4 First payment' }).waitFor();
});
