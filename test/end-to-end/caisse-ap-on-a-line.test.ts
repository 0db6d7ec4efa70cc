import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caisseApLanguage } from '../../src/simulator/terminal/caisse-ap-language.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import {
  grantSerialPorts,
  grantUsbDevices,
  type PluggedDevice,
  type PluggedUsbDevice,
  type Rig,
} from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, plugUsbTerminal, type RigTerminal } from './terminal-on-rig.ts';

const links = [
  {
    link: 'web-serial',
    grant: grantSerialPorts,
    plug: (rig: Rig): Promise<RigTerminal<PluggedDevice | PluggedUsbDevice>> =>
      plugTerminal(rig, 'accept', caisseApLanguage),
  },
  {
    link: 'web-usb',
    grant: grantUsbDevices,
    plug: (rig: Rig): Promise<RigTerminal<PluggedDevice | PluggedUsbDevice>> =>
      plugUsbTerminal(rig, 'accept', {}, caisseApLanguage),
  },
] as const;

describe.each(links)('Caisse-AP V3 in the frames of a line: $link', ({ link, grant, plug }) => {
  let shop: ShopOnRig<RigTerminal<PluggedDevice | PluggedUsbDevice>>;
  let sidecar: RunningSidecar;
  let terminal: RigTerminal<PluggedDevice | PluggedUsbDevice>;
  let page: Page;

  beforeAll(async () => {
    const connector = { link, language: 'caisse-ap-v3', caisse_ap_version: '0310' };
    shop = await openShopOnRig({ grant, plug, config: shopConfig({ connector }) });
    ({ sidecar, terminal, page } = shop);
  });
  afterAll(() => shop?.close());

  const pay = async (orderId: string, change: Record<string, unknown> = {}) =>
    (await sidecar.call('POST', '/order', sampleOrder({ order_id: orderId, ...change }))).body as Record<
      string,
      unknown
    >;
  const terminalIdle = () => eventually('the terminal’s EOT', async () => terminal.twin.idle);
  const charged = () => terminal.twin.ledger.filter(movedMoney).map(({ amountMinor }) => amountMinor);

  it('takes a payment from a till’s POST, in the ten steps of a session', async () => {
    await terminalIdle();
    terminal.wire();
    expect(await pay('V3_1')).toMatchObject({
      paymentStatus: 'SUCCESS',
      outcome: 'APPROVED',
      contractNumber: '1234567',
      paymentApplication: '001',
      numberOfNotificationSent: 1,
    });
    await terminalIdle();
    const wire = terminal.wire();
    const steps = wire.map((line) =>
      line.length > 6
        ? `${line.slice(0, 1)} ${Buffer.from(line.slice(2), 'hex').toString('latin1').slice(0, 9)}`
        : line,
    );
    expect(steps).toEqual([
      '> 05',
      '< 06',
      '> \u0002CZ004031',
      '< 06',
      '> 04',
      '< 05',
      '> 06',
      '< \u0002CZ004031',
      '> 06',
      '< 04',
    ]);
    expect(charged()).toEqual([1023]);
  });
  it('takes a payment from the screen', async () => {
    await page.getByRole('button', { name: 'New payment' }).click();
    await page.getByLabel(/^amount/i).fill('12,50');
    await page.keyboard.press('Enter');
    await page.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
    await terminalIdle();
    expect(charged()).toEqual([1023, 1250]);
  });
  it.each([
    ['long-ticket', 'APPROVED'],
    ['single-bytes', 'APPROVED'],
    ['wrong-lrc-once', 'APPROVED'],
    ['partial-amount', 'PARTIALLY_APPROVED'],
    ['red-key-bare', 'CANCELLED'],
    ['wrong-echo-operation', 'OTHER_PAYMENT'],
  ])('the script %s ends with the outcome %s', async (script, outcome) => {
    terminal.follow(script);
    expect(await pay(`V3_${script}`)).toMatchObject({ outcome });
    await terminalIdle();
  });
  it('takes a refund, and answers a duplicate with the last payment', async () => {
    terminal.follow('accept');
    expect(await pay('V3_back', { transation_type: 'Credit' })).toMatchObject({ outcome: 'APPROVED' });
    await terminalIdle();
    expect(await pay('V3_back', { transation_type: 'Duplicate' })).toMatchObject({ duplicateOf: 'V3_back' });
    await terminalIdle();
  });
  it('the terminal is ready again by itself after unplug and re-plug, and takes a payment', async () => {
    await terminal.device.unplug();
    await eventually(
      'the terminal is away',
      async () => (await sidecar.call('GET', '/health')).body['terminal'] === 'away',
    );
    terminal = await plug(shop.rig);
    await terminalReady(sidecar);
    expect(await pay('V3_again')).toMatchObject({ outcome: 'APPROVED' });
    await terminalIdle();
  });
  it('a payment is unknown when the cable comes out during it, and it is not sent again', async () => {
    terminal.follow('unplug-at-5');
    expect(await pay('V3_cable')).toMatchObject({ outcome: 'UNKNOWN', errorCode: '1102' });
    terminal = await plug(shop.rig);
    await terminalReady(sidecar);
    expect(await pay('V3_cable')).toMatchObject({ outcome: 'UNKNOWN' });
    expect(charged()).toEqual([]);
  });
});
