import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts, type PluggedDevice } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let shop: ShopOnRig<RigTerminal>;
let scales: PluggedDevice;
/** Bytes that the scales received. */
const receivedByScales: number[] = [];

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: (rig) => plugTerminal(rig),
    config: shopConfig({ baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }),
  });
  // Scales on a cable of the same kind are granted too, and the terminal is away, so the scales are opened next.
  await shop.terminal.device.unplug();
  scales = await shop.rig.plug('ttyACM1', { vid: '0b00', pid: '0080' });
  scales.socket.on('data', (bytes: Buffer) => receivedByScales.push(...bytes));
});
afterAll(() => shop?.close());

describe('find my terminal, with two granted ports of one kind', () => {
  it('tries both ports with ENQ only, shows which port it tries, and takes the port that answers', async () => {
    const { page, rig, sidecar } = shop;
    await page.goto(`${sidecar.origin}/#/pay`);
    // The search tries the open port first, which is now the port of the scales.
    await eventually('the scales are open', async () => (await scales.settings()).open);
    // The terminal is silent at first. Otherwise it would be found before the test can read which port is tried.
    const terminal = await plugTerminal(rig, 'silent-at-1');
    const pluggedIn = () =>
      page.evaluate(
        async () => (await navigator.serial.getPorts()).filter(({ connected }) => connected).length,
      );
    await eventually('both ports are plugged in', async () => (await pluggedIn()) === 2);
    await page.locator('#terminal').click();
    await page.getByRole('button', { name: 'Find my terminal' }).click();
    const triedPort = page.getByText(/Port [12] of 2: USB 0b00:0080/);
    await triedPort.waitFor({ timeout: 60_000 }).catch(async (cause: unknown) => {
      throw new Error(`no port is named on: ${await page.locator('body').innerText()}`, { cause });
    });
    terminal.follow('accept');
    await page.getByText('Terminal found').waitFor({ timeout: 60_000 });
    await terminalReady(sidecar);
    const { body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_found' }));
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(terminal.twin.ledger).toHaveLength(1);
    // Only ENQ, and the EOT after an ENQ without an answer: no frame, no amount.
    expect(receivedByScales).toContain(0x05);
    expect(receivedByScales.filter((byte) => byte !== 0x05 && byte !== 0x04)).toEqual([]);
  });
});
