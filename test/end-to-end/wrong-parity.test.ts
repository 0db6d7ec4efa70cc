import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { terminalReady } from './connector-page.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

const sevenEven = { baud: 9600, data: 7, parity: 'even', stop: 1 };
let shop: ShopOnRig<RigTerminal>;

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: (rig) => plugTerminal(rig),
    config: shopConfig({
      baudRate: 9600,
      dataBits: 7,
      parity: 'odd',
      stopBits: 1,
      connector: { timers: { customer_ms: 4000 } },
    }),
  });
  // Until here the cable passes all bytes; from now on only those with the terminal's line settings.
  await shop.terminal.device.menu(sevenEven);
  shop.terminal.wire();
  await shop.page.goto(`${shop.sidecar.origin}/#/pay`);
  await shop.page.reload();
});
afterAll(() => shop?.close());

const pay = (orderId: string, amount = 10.23) =>
  shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount }));
const charges = () => shop.terminal.twin.ledger.length;

describe('the terminal uses even parity, the connector’s settings odd', () => {
  it('the page says that the terminal does not answer, and offers the search for line settings', async () => {
    const { page, terminal } = shop;
    await page.getByText('Terminal silent').first().waitFor();
    await page.getByText('“Find my terminal” tries the line settings').first().waitFor();
    // The terminal recognized none of our bytes.
    expect(terminal.wire()).toEqual([]);
  });
  it('the search skips 8N1, with which ENQ and ACK pass but a frame does not, finds 7E1, and writes it into the file', async () => {
    const { page, sidecar, terminal } = shop;
    await page.getByRole('button', { name: 'Terminal silent' }).click();
    await page.getByRole('button', { name: 'Find my terminal' }).first().click();
    await page.getByText('Terminal found').waitFor({ timeout: 40_000 });
    await page.getByText('It stands in the configuration file of the local service now').waitFor();
    await terminalReady(sidecar);
    // At 8N1 the terminal accepted only the ENQ.
    expect(terminal.wire().join()).toContain('> 05,< 06');
    expect((await terminal.device.settings()).settings).toMatchObject(sevenEven);
    expect(readFileSync(`${sidecar.home}/shop.yml`, 'utf8')).toMatch(/dataBits: 7\nparity: even/);
  });
  it('a payment is approved after the search and a reload', async () => {
    await shop.page.reload();
    await terminalReady(shop.sidecar);
    expect((await pay('Order_found')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(charges()).toBe(1);
  });
});

describe('a person sets the terminal to 8N1 in its menu', () => {
  it('the next payment is unknown, and the status says why', async () => {
    const { page, terminal, sidecar } = shop;
    await terminal.device.menu({ baud: 9600, data: 8, parity: 'none', stop: 1 });
    // A newly opened line has carried nothing yet. ENQ passes with either parity, so the fault does not show.
    await page.reload();
    await terminalReady(sidecar);
    expect((await sidecar.call('GET', '/check')).body).toMatchObject({ ready: true });
    // Uses another amount: while a payment is in doubt, an answer with its amount is in doubt too (decision 0034).
    expect((await pay('Order_met', 11.23)).body).toMatchObject({ outcome: 'UNKNOWN' });
    await page.getByText('Wrong line settings').first().waitFor();
    expect(charges()).toBe(1);
  });
  it('a later payment is not sent; the answer says that the customer was not charged, and what to do', async () => {
    shop.terminal.wire();
    const { status, body } = await pay('Order_later');
    expect(status).toBe(503);
    expect(JSON.stringify(body)).toMatch(/garbled.*was not charged.*Find my terminal/);
    expect(charges()).toBe(1);
    expect(shop.terminal.wire().join()).not.toContain(Buffer.from('00001023').toString('hex'));
  });
  it('the terminal is ready again by itself after its menu is set back, and takes payments', async () => {
    await shop.terminal.device.menu(sevenEven);
    await terminalReady(shop.sidecar);
    expect((await pay('Order_again')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(charges()).toBe(2);
  });
});
