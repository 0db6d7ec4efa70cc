import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../src/texts/en/common.ts';
import { eventually, launchBrowser, openPairedPage, terminalReady } from './connector-page.ts';
import { type OwnGateway, openGateway } from './own-gateway.ts';
import { freePort, type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

let letHipayAnswer = () => {};
const hipayMayAnswer = new Promise<void>((resolve) => {
  letHipayAnswer = resolve;
});
let gateway: OwnGateway;
let browser: Browser;
let sidecar: RunningSidecar;
let page: Page;

beforeAll(async () => {
  const port = await freePort();
  gateway = await openGateway(port, { login: 'shop', password: 'Test_password' }, () => hipayMayAnswer);
  browser = await launchBrowser();
  sidecar = await startSidecar({
    config: shopConfig({ hipay_login: 'shop', connector: { notification_wait: 1 } }),
    args: ['--simulate', '--gateway', `http://127.0.0.1:${port}`],
  });
  page = await openPairedPage(browser, sidecar);
});
afterAll(async () => {
  letHipayAnswer();
  await browser?.close();
  await sidecar?.stop();
  await gateway?.close();
});

const pay = (orderId: string) => sidecar.call('POST', '/order', sampleOrder({ order_id: orderId }));

describe('HiPay accepts the connection and does not answer', () => {
  it('answers the till that the sale is paid and HiPay is not notified yet', async () => {
    expect((await pay('Order_1')).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
    });
    await eventually('HiPay was called', async () => gateway.callers.length === 1);
  });
  it('the page shows approved and a pending notification, and takes the next payment', async () => {
    await page.goto(`${sidecar.origin}/#/pay`);
    await page.getByText('Approved').first().waitFor();
    await page.getByText(texts.words.hipayPending).first().waitFor();
    await terminalReady(sidecar);
    expect((await pay('Order_2')).body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
    });
    await page.goto(`${sidecar.origin}/#/payments`);
    await page.getByText('Order_1').first().waitFor();
    await page.getByText('Order_2').first().waitFor();
  });
  it('delivers each sale once when HiPay answers again', async () => {
    letHipayAnswer();
    await eventually('both are delivered', async () => {
      const { body } = await sidecar.call('GET', '/health');
      return (body['notifications'] as { pending?: number } | undefined)?.pending === 0;
    });
    const orderIds = gateway.twin.orders().map(({ orderid }) => orderid);
    expect(orderIds.sort()).toEqual(['Order_1', 'Order_2']);
    expect((await pay('Order_1')).body).toMatchObject({ notificationHipaySent: true, replayed: true });
  });
});
