import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal, tenSteps } from './terminal-on-rig.ts';

let sidecar: RunningSidecar;
let terminal: RigTerminal;
let page: Page;
let shop: ShopOnRig<RigTerminal>;
const sevenE1 = { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1 };
// The expected bytes have no digits of our own.
const withoutDigits = { connector: { private_digits: false } };

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: plugTerminal,
    config: shopConfig({ ...sevenE1, ...withoutDigits }),
  });
  ({ sidecar, terminal, page } = shop);
});
afterAll(() => shop?.close());

const pay = (orderId: string, amount = 10.23) =>
  sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount }));
// Another amount: while a payment is in doubt, an answer with its amount is in doubt too (decision 0034).
const amountInDoubt = 11.23;
// After a reload, an answer that is equal to the last one and comes sooner than a customer can pay is in doubt (decision 0066).
const afterReload = 12.34;
const customerMs = 1600;
/** Waits for the ACK: the till gets its answer before the terminal gets our ACK. */
async function charged() {
  await eventually('the terminal is idle', async () => terminal.twin.idle);
  return terminal.twin.ledger.map(({ amountMinor, verdict, answered }) => [amountMinor, verdict, answered]);
}

describe('a payment over real Web Serial', () => {
  it('opens the granted port by itself, with the shop’s line settings', async () => {
    const { open, settings } = await terminal.device.settings();
    expect(open).toBe(true);
    expect(settings).toMatchObject({ baud: 9600, data: 7, parity: 'even', stop: 1 });
  });
  it('sends the exact bytes of the session', async () => {
    await eventually('the end of the first identification', async () => terminal.twin.idle);
    terminal.wire();
    const { status, body } = await pay('Order_1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      numberOfNotificationSent: 1,
      outcome: 'APPROVED',
    });
    // Only the gateway is simulated here.
    expect(body).not.toHaveProperty('simulated');
    await eventually('the terminal’s EOT', async () => terminal.twin.idle);
    const request = '0100001023010978          A010B010';
    const answer = '010000010231978          ';
    expect(terminal.wire()).toEqual(tenSteps(request, '06', answer, '35'));
    expect(await charged()).toEqual([[1023, 'accepted', true]]);
  });
  it('the terminal is ready again by itself after unplug and re-plug, and takes a payment', async () => {
    await terminal.device.unplug();
    await eventually('the page has seen the unplug', async () => {
      const { body } = await sidecar.call('GET', '/health');
      return body['terminal'] !== 'ready';
    });
    terminal = await plugTerminal(shop.rig);
    await terminalReady(sidecar);
    expect((await pay('Order_2')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await charged()).toEqual([[1023, 'accepted', true]]);
  });
  it('reopens the port after a reload without a click', async () => {
    await page.reload();
    await terminalReady(sidecar);
    expect((await pay('Order_3', afterReload)).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
  it('a payment is answered by one tab while a second tab is open', async () => {
    const second = await page.context().newPage();
    await second.goto(sidecar.origin);
    await second
      .getByText(/another tab|other tab/i)
      .first()
      .waitFor();
    expect((await pay('Order_4')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    await second.close();
  });
  it('shows that another program holds the port', async () => {
    await page.goto('about:blank');
    await terminal.device.busy(true);
    await page.goto(sidecar.origin);
    await eventually(
      'the port is reported as in use',
      async () => (await sidecar.call('GET', '/health')).body['terminal'] === 'in-use',
    );
    expect(await pay('Order_5', afterReload + 1)).toMatchObject({
      status: 503,
      body: { error: { errorCode: '1004' } },
    });
    await terminal.device.busy(false);
    await terminalReady(sidecar);
    expect((await pay('Order_5', afterReload + 1)).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});

describe('a terminal that a policy grants', () => {
  it('cannot be forgotten by the page, which says so and still takes payments', async () => {
    await page.goto(`${sidecar.origin}/#/settings`);
    await page.getByRole('button', { name: 'Forget this terminal…' }).click();
    await page.getByRole('button', { name: 'Forget it', exact: true }).click();
    await page.getByText(/a policy of this computer says so/).waitFor();
    await terminalReady(sidecar);
    expect((await pay('Order_granted')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});

describe('faults on the wire', () => {
  it.each([
    ['refuse', 'FAILURE', 'DECLINED', '1006'],
    ['cancel', 'FAILURE', 'DECLINED', '1006'],
    ['wrong-lrc-once', 'SUCCESS', 'APPROVED', undefined],
    ['nak-once', 'SUCCESS', 'APPROVED', undefined],
    ['other-amount', 'FAILURE', 'OTHER_PAYMENT', '1105'],
    ['long-answer', 'SUCCESS', 'APPROVED', undefined],
  ])('the script %s ends with %s, %s, error code %s', async (script, paymentStatus, outcome, errorCode) => {
    terminal.follow(script, customerMs);
    const amount = outcome === 'OTHER_PAYMENT' ? amountInDoubt : undefined;
    const { status, body } = await pay(`Order_${script}`, amount);
    expect(status).toBe(200);
    expect(body).toMatchObject({ paymentStatus, outcome });
    expect(body['errorCode']).toBe(errorCode);
    await page.reload();
    await page.goto(`${sidecar.origin}/#/payments`);
    await page.getByText(`Order_${script}`).first().waitFor();
    await terminalReady(sidecar);
  });
  it('leaves no card number anywhere in the browser’s storage', async () => {
    const stored = await page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const all = names.map(
        (name) =>
          new Promise<string>((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const database = opening.result;
              const stores = [...database.objectStoreNames];
              const tx = database.transaction(stores);
              const rows = stores.map((store) => tx.objectStore(store).getAll());
              tx.oncomplete = () => resolve(JSON.stringify(rows.map(({ result }) => result)));
            };
          }),
      );
      return (await Promise.all(all)).join();
    });
    expect(stored).toContain('471169******8807');
    expect(stored).not.toContain('4711690463168807');
    expect(stored).not.toContain('Test_password');
  });
  it('delivers the notification after a failure of the gateway and a reload of the page', async () => {
    terminal.follow('accept');
    await sidecar.gatewayScript('error-500-then-fine');
    const { body } = await pay('Order_gateway');
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: false,
      numberOfNotificationSent: 0,
    });
    await page.reload();
    await eventually('HiPay has the order after the reload', async () =>
      (await sidecar.gatewayOrders()).some(({ orderid }) => orderid === 'Order_gateway'),
    );
    await sidecar.gatewayScript('accept');
  });
  it('reports a payment as unknown when the cable comes out after the amount was sent, and never sends it again', async () => {
    terminal.follow('unplug-at-5');
    const { status, body } = await pay('Order_unplugged', amountInDoubt);
    expect(status).toBe(200);
    expect(body).toMatchObject({ paymentStatus: 'FAILURE', errorCode: '1102', outcome: 'UNKNOWN' });
    terminal = await plugTerminal(shop.rig);
    await terminalReady(sidecar);
    expect((await pay('Order_unplugged', amountInDoubt)).body).toMatchObject({
      outcome: 'UNKNOWN',
      replayed: true,
    });
    expect(terminal.twin.ledger).toEqual([]);
    expect((await pay('Order_after', afterReload)).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});
