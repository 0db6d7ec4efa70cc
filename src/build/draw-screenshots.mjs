// `npm run draw:screenshots`: takes the pictures in public/ that Chrome shows before it installs the page. They show the built
// page with a simulated terminal, which takes some sales first; `CHROMIUM` names the browser.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const forms = [
  { name: 'wide', viewport: { width: 1280, height: 800 } },
  { name: 'narrow', viewport: { width: 412, height: 892 } },
];
const sales = ['4.20', '18.90', '7.50', '32.00', '12.50'];
const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'hipay-ecr-pictures-'));
const sidecar = spawn(
  process.execPath,
  [at('dist/sidecar/main.js'), 'start', '--simulate', '--no-browser', '--port', '8199'],
  { env: { ...process.env, HIPAY_ECR_HOME: home }, stdio: ['ignore', 'pipe', 'ignore'] },
);
let browser;
try {
  let login = '';
  const pairingLink = await new Promise((resolve, reject) => {
    sidecar.once('exit', () => reject(new Error('the sidecar has stopped')));
    let link = '';
    createInterface({ input: sidecar.stdout }).on('line', (line) => {
      link = line.match(/^ready (\S+)/)?.[1] ?? link;
      login = line.match(/curl -u (\S+)/)?.[1] ?? login;
      if (link && login) resolve(link);
    });
  });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(pairingLink);
  await page.getByText('Terminal ready').first().waitFor();
  const { origin } = new URL(page.url());
  for (const [place, amount] of sales.entries()) {
    const reply = await fetch(`${origin}/order`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(login).toString('base64')}`,
      },
      body: JSON.stringify({ amount, currency: 'EUR', order_id: `Order_${place + 1}` }),
    });
    if (!reply.ok) throw new Error(`a sale ended with ${reply.status}: ${await reply.text()}`);
  }
  await page.goto(`${origin}/#/pay`);
  await page.keyboard.press('Escape');
  for (const { name, viewport } of forms) {
    await page.setViewportSize(viewport);
    await page.goto(`${origin}/#/payments`);
    await page.getByText('€32.00').first().waitFor();
    await page.screenshot({ path: at(`public/screenshot-payments-${name}.png`) });
    await page.goto(`${origin}/#/pay`);
    await page.locator('ecr-payment-form').waitFor();
    await page.screenshot({ path: at(`public/screenshot-pay-${name}.png`) });
  }
} finally {
  await browser?.close();
  sidecar.kill();
  rmSync(home, { recursive: true, force: true });
}
