import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, launchBrowser, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

// The page from the sidecar, with all its policies.
let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;
/** The browser's violation reports of the page and, from its console, of the workers. */
const reports: string[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
  const connector = { timers: { customer_ms: 2000 } };
  sidecar = await startSidecar({ config: shopConfig({ connector }), args: ['--simulate'] });
  page = await (await browser.newContext()).newPage();
  await page.exposeFunction('reported', (report: string) => reports.push(report));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) => {
      const { reported } = window as unknown as { reported(report: string): void };
      reported(`${violatedDirective} ${sourceFile} ${sample}`);
    });
  });
  page.on('console', (line) => {
    if (/policy|trusted|feature/i.test(line.text())) reports.push(line.text());
  });
  page.on('pageerror', (error) => reports.push(String(error)));
  await page.goto(sidecar.pairingLink);
  await terminalReady(sidecar);
});
afterAll(async () => {
  await browser.close();
  await sidecar.stop();
});

describe('the page under its own policies', () => {
  it('shows every screen and dialog, prints, pays and starts its workers without a violation report', async () => {
    expect(await sidecar.call('POST', '/order', sampleOrder())).toMatchObject({
      body: { outcome: 'APPROVED' },
    });
    for (const language of ['fr', 'it', 'pt', 'en']) {
      await page.goto(`${sidecar.origin}/#/settings`);
      await page.locator('#menu').click();
      await page.locator('#language').selectOption(language);
      await page.keyboard.press('Escape');
    }
    await page.goto(`${sidecar.origin}/#/payments`);
    await page.locator('ecr-payment-list a').first().click();
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByRole('button', { name: 'No, go back' }).click();
    await page.getByRole('button', { name: /Receipt/ }).click();
    await page.getByRole('button', { name: /Print/ }).click();
    await page.keyboard.press('Escape');
    await page.goto(`${sidecar.origin}/#/payments/report`);
    await page.getByRole('heading', { name: 'Day report' }).waitFor();
    await page.goto(`${sidecar.origin}/#/pay`);
    await page.locator('#terminal').click();
    await page.getByLabel('What the simulated terminal does').selectOption('silent-at-6');
    await page.keyboard.press('Escape');
    // The choice takes effect a moment later.
    let orders = 0;
    await eventually('a payment is unknown', async () => {
      const unknown = sampleOrder({ order_id: `Order_unknown_${orders++}` });
      return (await sidecar.call('POST', '/order', unknown)).body['outcome'] === 'UNKNOWN';
    });
    await page.getByRole('button', { name: 'Check the ticket' }).first().click();
    await page.getByRole('button', { name: /^Another amount/ }).click();
    await page.getByLabel('Amount on the ticket').waitFor();
    await page.goto(`${sidecar.origin}/#/pay`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.reload();
    await page.getByRole('heading', { name: 'Outcome unknown' }).waitFor();
    expect(reports).toEqual([]);
  });

  it('refuses text as HTML, as a script or as a worker', async () => {
    const attempts = await page.evaluate(() => {
      const outcome = (attempt: () => void) => {
        try {
          attempt();
          return 'done';
        } catch (error) {
          return (error as Error).name;
        }
      };
      return [
        outcome(() => {
          document.body.innerHTML += '<i>x</i>';
        }),
        outcome(() => {
          document.createElement('iframe').srcdoc = '<script>x</script>';
        }),
        outcome(() => {
          document.createElement('script').src = 'https://evil.example/x.js';
        }),
        outcome(() => {
          document.createElement('script').textContent = 'x';
        }),
        outcome(() => new Worker('data:text/javascript,x')),
        outcome(() => new Worker('/assets/other.js')),
      ];
    });
    expect(attempts).toEqual(Array.from({ length: 6 }, () => 'TypeError'));
    expect(reports.splice(0).length).toBeGreaterThan(0);
  });

  it('may not use the camera, and cannot be framed', async () => {
    const allowed = await page.evaluate(() => {
      const { featurePolicy } = document as unknown as { featurePolicy: { allowedFeatures(): string[] } };
      return featurePolicy.allowedFeatures();
    });
    expect(allowed).toContain('serial');
    expect(allowed).not.toContain('camera');
    expect(allowed).not.toContain('payment');
    const other = await (await browser.newContext()).newPage();
    await other.route('http://shop.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<iframe src="${sidecar.origin}/"></iframe>` }),
    );
    await other.goto('http://shop.example/');
    const frame = other.frames()[1];
    expect(await frame?.locator('ecr-app').count()).toBe(0);
    await other.context().close();
  });
});
