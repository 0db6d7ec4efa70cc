import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts, type PluggedDevice } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let shop: ShopOnRig<RigTerminal>;
let scales: PluggedDevice;
/** The bytes that the other device received. */
const heard: number[] = [];

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: (rig) => plugTerminal(rig),
    config: shopConfig({ baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }),
  });
  // Scales on a cable of the same kind are granted too, and the terminal is away, so the scales are opened next.
  await shop.terminal.device.unplug();
  scales = await shop.rig.plug('ttyACM1', { vid: '0b00', pid: '0080' });
  scales.socket.on('data', (bytes: Buffer) => heard.push(...bytes));
});
afterAll(() => shop?.close());

describe('find my terminal, with two granted ports of one kind', () => {
  it('tries both with ENQ only, shows which, and takes the one that answers', async () => {
    const { page, rig, sidecar } = shop;
    await page.goto(`${sidecar.origin}/#/pay`);
    // The device in use is tried first: the scales, the only port for now.
    await eventually('the scales are open', async () => (await scales.settings()).open);
    // Silent at first: a terminal that answers at once is found before the test could read which port is tried.
    const terminal = await plugTerminal(rig, 'silent-at-1');
    const granted = () => page.evaluate(async () => (await navigator.serial.getPorts()).length);
    await eventually('both ports are there', async () => (await granted()) === 2);
    await page.getByRole('button', { name: 'Find my terminal' }).click();
    await page.getByText(/Port [12] of 2: USB 0b00:0080/).waitFor();
    terminal.follow('accept');
    await page.getByText('Terminal found').waitFor({ timeout: 60_000 });
    await terminalReady(sidecar);
    const { body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_found' }));
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(terminal.twin.ledger).toHaveLength(1);
    // Only ENQ, and the EOT after an ENQ without an answer: no frame, no amount.
    expect(heard).toContain(0x05);
    expect(heard.filter((byte) => byte !== 0x05 && byte !== 0x04)).toEqual([]);
  });
});
