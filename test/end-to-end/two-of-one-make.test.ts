import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts, type PluggedDevice } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

const make = { vid: '0b00', pid: '0080' };
let shop: ShopOnRig<RigTerminal>;
let terminal: RigTerminal;
let silentDevice: PluggedDevice;
/** Every byte that the silent device received, over all its connections. */
const receivedBySilentDevice: number[] = [];
/** Milliseconds until ready: for information only. */
const readyAfterMs: Record<string, number> = {};

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: (rig) => plugTerminal(rig),
    config: shopConfig({ baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 }),
  });
  terminal = shop.terminal;
  silentDevice = await plugSilentDevice();
});
afterAll(async () => {
  await shop?.close();
  process.stderr.write(`to ready, ms: ${JSON.stringify(readyAfterMs)}\n`);
});

/** A silent device of the terminal’s make, in its own socket. */
async function plugSilentDevice(socket = 'ttyACM1'): Promise<PluggedDevice> {
  const device = await shop.rig.plug(socket, make);
  device.socket.on('data', (bytes: Buffer) => receivedBySilentDevice.push(...bytes));
  return device;
}

const measureUntilReady = async (what: string, begun = performance.now()) => {
  await shop.page.getByText('The terminal answers. You can take payments.').first().waitFor();
  await terminalReady(shop.sidecar);
  readyAfterMs[what] = Math.round(performance.now() - begun);
};
const terminalNotReady = () =>
  eventually(
    'not ready any more',
    async () => (await shop.sidecar.call('GET', '/health')).body['terminal'] !== 'ready',
  );
const silentDeviceOpen = () =>
  eventually('the silent device is open', async () => (await silentDevice.settings()).open);
async function expectPaid(orderId: string): Promise<void> {
  const { body } = await shop.sidecar.call('POST', '/order', sampleOrder({ order_id: orderId }));
  expect(body).toMatchObject({ paymentStatus: 'SUCCESS' });
  expect((await silentDevice.settings()).open).toBe(false);
}

/** Opens the terminal's panel. It closes when a payment begins. */
async function openTerminal(): Promise<void> {
  if ((await shop.page.locator('ecr-terminal-panel').count()) > 0) return;
  await shop.page.locator('#terminal').click();
}

describe('the terminal and a silent device of the same make', () => {
  it('uses the terminal that answers at each of three loads', async () => {
    await shop.page.goto(`${shop.sidecar.origin}/#/pay`);
    for (const time of [1, 2, 3]) {
      const begun = performance.now();
      await shop.page.reload();
      await measureUntilReady(`load ${time}`, begun);
    }
    await expectPaid('Order_load');
  });
  it('finds the terminal after a re-plug while the silent device is open', async () => {
    await terminal.device.unplug();
    await terminalNotReady();
    await silentDeviceOpen();
    terminal = await plugTerminal(shop.rig);
    await measureUntilReady('terminal alone');
    await expectPaid('Order_alone');
  });
  it('finds the terminal after both come back as new devices, the silent device first and in the terminal’s socket', async () => {
    await terminal.device.unplug();
    await silentDevice.unplug();
    await terminalNotReady();
    silentDevice = await plugSilentDevice('ttyACM0');
    await silentDeviceOpen();
    terminal = await plugTerminal(shop.rig, 'accept', undefined, 'ttyACM1');
    await measureUntilReady('mute first');
    await expectPaid('Order_mute_first');
  });
  it('finds the terminal after both come back as new devices, the terminal first', async () => {
    await terminal.device.unplug();
    await silentDevice.unplug();
    await terminalNotReady();
    terminal = await plugTerminal(shop.rig);
    silentDevice = await plugSilentDevice();
    await measureUntilReady('terminal first');
    await expectPaid('Order_terminal_first');
  });
  it('skips a device that another program holds, and names it', async () => {
    await silentDevice.busy(true);
    const begun = performance.now();
    await shop.page.reload();
    await measureUntilReady('held', begun);
    await openTerminal();
    await shop.page.getByText(/another program or tab has it: USB 0b00:0080/).waitFor();
    await silentDevice.busy(false);
  });
  it('says that no device answers without the terminal, and finds the terminal once it is plugged in', async () => {
    await terminal.device.unplug();
    const other = await shop.rig.plug('ttyACM2', make);
    await openTerminal();
    await shop.page.getByText(/None of the 2 connected devices answers/).waitFor();
    await other.unplug();
    terminal = await plugTerminal(shop.rig);
    await measureUntilReady('after none');
  });
  it('reports two terminals that answer, and only one of them charges', async () => {
    const other = await plugTerminal(shop.rig, 'accept', undefined, 'ttyACM2');
    const begun = performance.now();
    await shop.page.reload();
    await measureUntilReady('two terminals', begun);
    await openTerminal();
    await shop.page.getByText(/2 terminals answer; payments go to one of them only/).waitFor();
    const before = terminal.twin.ledger.length;
    await expectPaid('Order_two');
    expect(terminal.twin.ledger.length - before + other.twin.ledger.length).toBe(1);
    await other.device.unplug();
  });
  it('the silent device only ever received ENQ and the EOT that ends a session', () => {
    expect(receivedBySilentDevice).toContain(0x05);
    expect(receivedBySilentDevice.filter((byte) => byte !== 0x05 && byte !== 0x04)).toEqual([]);
  });
});
