import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts as common } from '../../src/texts/en/common.ts';
import { grantUsbDevices, type PluggedUsbDevice } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugUsbTerminal, type RigTerminal, tenSteps } from './terminal-on-rig.ts';

const { usb, words } = common;

let sidecar: RunningSidecar;
let terminal: RigTerminal<PluggedUsbDevice>;
let page: Page;
let shop: ShopOnRig<RigTerminal<PluggedUsbDevice>>;
const overUsb = {
  baudRate: 9600,
  dataBits: 7,
  parity: 'even',
  stopBits: 1,
  connector: { link: 'web-usb', private_digits: false },
};

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantUsbDevices,
    plug: plugUsbTerminal,
    config: shopConfig(overUsb),
  });
  ({ sidecar, terminal, page } = shop);
});
afterAll(() => shop?.close());

// After a reload, an answer that is equal to the last one and comes sooner than a customer can pay is in doubt (decision 0066).
const customerMs = 1600;
const pay = (orderId: string, amount = 10.23) =>
  sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, amount }));
// Another amount: while a payment is in doubt, an answer with its amount is in doubt too (decision 0034).
const amountInDoubt = 11.23;
/** Waits for the ACK: the till gets its answer before the terminal gets our ACK. */
async function charged() {
  await eventually('the terminal is idle', async () => terminal.twin.idle);
  return terminal.twin.ledger.map(({ amountMinor, verdict, answered }) => [amountMinor, verdict, answered]);
}
const terminalBecomes = (state: string) =>
  eventually(`the terminal is ${state}`, async () => {
    const { body } = await sidecar.call('GET', '/health');
    return body['terminal'] === state;
  });
const waitUntilIdle = () => eventually('the terminal’s EOT', async () => terminal.twin.idle);

describe('a payment over real WebUSB', () => {
  it('opens the granted device by itself, with both interfaces, the line settings, DTR and RTS', async () => {
    expect(terminal.device.terminal.open).toBe(true);
    expect(terminal.device.terminal.done).toEqual(['claim 0', 'claim 1', 'coding 80250000000207', 'lines 3']);
  });
  it('sends the exact bytes of the session for a till’s POST', async () => {
    await waitUntilIdle();
    terminal.wire();
    const { status, body } = await pay('Order_1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      paymentStatus: 'SUCCESS',
      numberOfNotificationSent: 1,
      outcome: 'APPROVED',
    });
    await waitUntilIdle();
    const request = '0100001023010978          A010B010';
    const answer = '010000010231978          ';
    expect(terminal.wire()).toEqual(tenSteps(request, '06', answer, '35'));
    expect(await charged()).toEqual([[1023, 'accepted', true]]);
  });
  it('sends the exact bytes for a payment from the screen', async () => {
    await page.getByRole('button', { name: 'New payment' }).click();
    await page.getByLabel(/^amount/i).fill('12,50');
    await page.keyboard.press('Enter');
    await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
    await waitUntilIdle();
    const request = '0100001250010978          A010B010';
    const answer = '010000012501978          ';
    expect(terminal.wire()).toEqual(tenSteps(request, '00', answer, '33'));
    expect((await charged()).at(-1)).toEqual([1250, 'accepted', true]);
  });
  it('the terminal is ready again by itself after unplug and re-plug, and takes a payment', async () => {
    await terminal.device.unplug();
    await terminalBecomes('away');
    terminal = await plugUsbTerminal(shop.rig);
    await terminalReady(sidecar);
    expect((await pay('Order_2')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await charged()).toEqual([[1023, 'accepted', true]]);
  });
  it('opens the device again after a reload, with nothing clicked', async () => {
    terminal.follow('accept', customerMs);
    await page.reload();
    await terminalReady(sidecar);
    expect((await pay('Order_3')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
  it.each(['stall', 'babble'] as const)('goes on after a transfer with the fault %s', async (fault) => {
    terminal.device.terminal.fault(fault);
    expect((await pay(`Order_${fault}`)).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(terminal.device.terminal.done.at(-1)).toBe('clear 82');
    await waitUntilIdle();
  });
  it.each([
    ['refuse', 'FAILURE', 'DECLINED', '1006'],
    ['wrong-lrc-once', 'SUCCESS', 'APPROVED', undefined],
    ['nak-once', 'SUCCESS', 'APPROVED', undefined],
    ['long-answer', 'SUCCESS', 'APPROVED', undefined],
  ])('the script %s ends with %s, %s, error code %s', async (script, paymentStatus, outcome, errorCode) => {
    terminal.follow(script);
    const { body } = await pay(`Order_${script}`);
    expect(body).toMatchObject({ paymentStatus, outcome });
    expect(body['errorCode']).toBe(errorCode);
    await waitUntilIdle();
  });
});

describe('a device that another program has', () => {
  it.each(['cdc_acm', 'usbfs'] as const)(
    'held by %s: the page says so and what to do; the device works when it is free',
    async (holder) => {
      terminal.follow('accept', customerMs);
      await page.goto('about:blank');
      await terminal.device.hold(holder);
      await page.goto(sidecar.origin);
      await terminalBecomes('in-use');
      await page.getByText(usb.inUseLabel).waitFor();
      await page.getByText(usb.linux).waitFor();
      // The browser's own message is below ours, collapsed.
      await page.locator('#terminal').click();
      await page.getByText(words.detail, { exact: true }).click();
      await page.getByText(/^Simulated Terminal \(0b00:0080\): .*Unable to claim interface\.$/).waitFor();
      const refused = await pay(`Order_${holder}`);
      expect(refused).toMatchObject({ status: 503, body: { error: { errorCode: '1004' } } });
      await terminal.device.hold(undefined);
      await terminalReady(sidecar);
      expect((await pay(`Order_${holder}`)).body).toMatchObject({ paymentStatus: 'SUCCESS' });
      await waitUntilIdle();
    },
  );
});

describe('the cable comes out in the middle of a payment', () => {
  it('reports the payment as unknown, never sends it again, and takes the next payment', async () => {
    terminal.follow('unplug-at-5');
    const { status, body } = await pay('Order_unplugged', amountInDoubt);
    expect(status).toBe(200);
    expect(body).toMatchObject({ paymentStatus: 'FAILURE', errorCode: '1102', outcome: 'UNKNOWN' });
    terminal = await plugUsbTerminal(shop.rig);
    await terminalReady(sidecar);
    await waitUntilIdle();
    terminal.wire();
    expect((await pay('Order_unplugged', amountInDoubt)).body).toMatchObject({
      outcome: 'UNKNOWN',
      replayed: true,
    });
    expect(terminal.wire()).toEqual([]);
    expect(terminal.twin.ledger).toEqual([]);
    expect((await pay('Order_after')).body).toMatchObject({ paymentStatus: 'SUCCESS' });
  });
});
