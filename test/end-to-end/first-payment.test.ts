import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, launchBrowser, openPairedPage } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('a fresh start without a configuration', () => {
  let sidecar: RunningSidecar;
  let page: Page;
  beforeAll(async () => {
    sidecar = await startSidecar();
    page = await openPairedPage(browser, sidecar, await browser.newContext());
  });
  afterAll(async () => {
    await page.context().close();
    await sidecar.stop();
  });

  it('answers the sample request of HiPay’s document with its sample answer', async () => {
    const sent = sampleOrder();
    const { status, body } = await sidecar.call('POST', '/order', sent);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
      numberOfNotificationSent: 1,
      amount: '10,23',
      currency: 'EUR',
      orderId: 'Order_12345',
      transationType: 'Debit',
      forceAuthorization: false,
      cart: sent['cart'],
      customer: sent['customer'],
      customData: sent['custom_data'],
      outcome: 'APPROVED',
      simulated: true,
    });
    const [order] = await sidecar.gatewayOrders();
    expect(order).toMatchObject({
      orderid: 'Order_12345',
      amount: '10.23',
      mid: '1234567',
      basket: [],
      customData: sent['custom_data'],
      fields: { firstname: 'John', lastname: 'Doe', cid: '283749291', email: 'john.doe@example.org' },
    });
  });
  it('answers a repeated order with the stored result, and sends no new notification', async () => {
    const { body } = await sidecar.call('POST', '/order', sampleOrder());
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect(await sidecar.gatewayOrders()).toHaveLength(1);
  });
  it('sends the basket if it adds up, and accepts POST / too', async () => {
    const { body } = await sidecar.call('POST', '/', sampleOrder({ amount: 8.99, order_id: 'Order_2' }));
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS', amount: 8.99 });
    const order = (await sidecar.gatewayOrders()).find(({ orderid }) => orderid === 'Order_2');
    expect(order?.basket).toMatchObject([{ product_reference: 'NF-a1690', quantity: 1 }]);
  });
  it('removes the pairing token from the address, and accepts it only once', async () => {
    expect(page.url()).not.toContain('pair');
    const other = await (await browser.newContext()).newPage();
    await other.goto(sidecar.pairingLink);
    const token = new URL(sidecar.pairingLink).hash.slice('#pair='.length);
    const status = await other.evaluate(
      async (used) =>
        (await fetch('/pair', { method: 'POST', body: JSON.stringify({ token: used }) })).status,
      token,
    );
    expect(status).toBeGreaterThanOrEqual(400);
    await other.context().close();
  });
  it('goes on with the payment when the till leaves, and the till finds its answer later', async () => {
    await sidecar.hangUpAfterPosting('/order', sampleOrder({ order_id: 'Order_gone' }));
    const found = await eventually('the order has ended', async () => {
      const { status, body } = await sidecar.call('GET', '/orders/Order_gone');
      return status === 200 && body['outcome'] !== 'UNKNOWN' && body;
    });
    expect(found).toMatchObject({ paymentStatus: 'SUCCESS', orderId: 'Order_gone' });
  });
  it('keeps a second copy in the sidecar’s folder, which answers when no page is open', async () => {
    const copy = await eventually('the copy is written', async () => {
      const text = readFileSync(join(sidecar.home, 'records.jsonl'), 'utf8');
      return text.includes('"Order_12345"') && text;
    });
    expect(copy).not.toContain('4711690463168807');
    await page.goto('about:blank');
    await eventually('the sidecar has seen the page go', async () => {
      const { body } = await sidecar.call('GET', '/health');
      return body['page'] === 'not-open';
    });
    const { status, body } = await sidecar.call('POST', '/order', sampleOrder());
    expect(status).toBe(200);
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS', replayed: true });
    expect((await sidecar.call('GET', '/orders/Order_12345')).body).toMatchObject({
      paymentStatus: 'SUCCESS',
    });
    await page.goto(sidecar.origin);
  });
  it('works without the network after the first load', async () => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.reload();
    await eventually('the service worker is in charge', () =>
      page.evaluate(() => navigator.serviceWorker.controller !== null),
    );
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'Take a payment' }).waitFor();
    await page.context().setOffline(false);
  });
});

describe('the incumbent’s own configuration', () => {
  it('is loaded unchanged; with both contracts HiPay gets two notifications', async () => {
    const contract = {
      proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' },
      nfc: { payment_application: '00B', merchant_id: '1234568', rank: '001' },
    };
    const sidecar = await startSidecar({ config: shopConfig({ contract }), args: ['--simulate'] });
    const page = await openPairedPage(browser, sidecar);
    const { body } = await sidecar.call('POST', '/order', sampleOrder());
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      numberOfNotificationSent: 2,
      notificationHipaySent: true,
    });
    expect((await sidecar.gatewayOrders()).map(({ mid }) => mid).sort()).toEqual(['1234567', '1234568']);
    expect((await sidecar.call('GET', '/config')).body).toEqual({ deviceId: '1234567890' });
    await page.context().close();
    await sidecar.stop();
  });
  it('is refused in production together with anything simulated', async () => {
    const config = shopConfig({ environment: 'prod' });
    await expect(startSidecar({ config, args: ['--simulate'] })).rejects.toThrow(/prod/);
    await expect(startSidecar({ config, args: ['--simulate=gateway'] })).rejects.toThrow(/prod/);
    await expect(startSidecar({ config, args: ['--gateway', 'http://127.0.0.1:9'] })).rejects.toThrow(/prod/);
  });
});

describe('without a page or a terminal', () => {
  it('answers that the page is not open, in words a till can show', async () => {
    const sidecar = await startSidecar();
    const { status, body } = await sidecar.call('POST', '/order', sampleOrder());
    expect(status).toBe(503);
    expect(body['error']).toMatchObject({ paymentStatus: 'FAILURE', errorCode: '1004' });
    expect(JSON.stringify(body)).toContain('"POS terminal Not Connected');
    await sidecar.stop();
  });
  it('answers that no terminal is connected', async () => {
    const sidecar = await startSidecar({ args: ['--simulate=gateway'] });
    const page = await (await browser.newContext()).newPage();
    await page.goto(sidecar.pairingLink);
    await eventually('the page is there', async () => {
      const { body } = await sidecar.call('GET', '/health');
      return body['terminal'] === 'not-chosen';
    });
    const answer = await sidecar.call('POST', '/order', sampleOrder());
    expect(answer).toMatchObject({ status: 503, body: { error: { errorCode: '1004' } } });
    await page.context().close();
    await sidecar.stop();
  });
  it('refuses a taken port, and takes no other', async () => {
    const sidecar = await startSidecar();
    const port = Number(new URL(sidecar.origin).port);
    await expect(startSidecar({ port })).rejects.toThrow(new RegExp(`${port}`));
    await sidecar.stop();
  });
});
