import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually, launchBrowser } from '../end-to-end/connector-page.ts';
import { freePort, type RunningSidecar, startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder, shopConfig } from '../end-to-end/sample-order.ts';
import { peerTerminal } from './peer-program.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Makes one payment through our till, sidecar, page and bridge at the terminal of caisse-ap-ip. */
async function payAt(options: string[], change: Record<string, unknown> = {}) {
  const port = await freePort();
  const peer = await peerTerminal(port, ...options);
  const sidecar: RunningSidecar = await startSidecar({
    config: shopConfig({
      connector: {
        link: 'tcp',
        language: 'caisse-ap-v3',
        terminal_host: '127.0.0.1',
        terminal_port: port,
      },
    }),
    args: ['--simulate=gateway'],
  });
  const page: Page = await (await browser.newContext()).newPage();
  await page.goto(sidecar.pairingLink);
  await eventually('the page is connected', async () => {
    const { body } = await sidecar.call('GET', '/health');
    return ['ready', 'unchecked'].includes(String(body['terminal']));
  });
  const { body } = await sidecar.call('POST', '/order', sampleOrder(change));
  const orders = await sidecar.gatewayOrders();
  await page.context().close();
  await sidecar.stop();
  await peer.stop();
  return { body, orders };
}

it('our connector takes a payment at the terminal of caisse-ap-ip', async () => {
  const { body, orders } = await payAt(['-sc', '1234567']);
  expect(body).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED', amount: '10,23' });
  expect(orders).toHaveLength(1);
});
it.each([
  ['abandon', 'CANCELLED'],
  ['timeout', 'CANCELLED'],
  ['refused', 'DECLINED'],
  ['forbidden', 'DECLINED'],
])('reports the terminal’s %s', async (failure, outcome) => {
  const { body, orders } = await payAt(['-f', '-ft', failure]);
  expect(body).toMatchObject({ paymentStatus: 'FAILURE', outcome, errorCode: '1006' });
  expect(orders).toHaveLength(0);
});
it('reads the contactless contract from the answer', async () => {
  const { body } = await payAt(['-pt', 'cbcontactless']);
  expect(body).toMatchObject({ outcome: 'APPROVED', paymentApplication: '00B' });
});
it('takes a cheque and a refund', async () => {
  expect((await payAt([], { payment_means: 'cheque' })).body).toMatchObject({ outcome: 'APPROVED' });
  expect((await payAt([], { transaction_type: 'Credit', transation_type: undefined })).body).toMatchObject({
    outcome: 'APPROVED',
    transactionType: 'Credit',
  });
});
