import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { eventually } from './connector-page.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let sidecar: RunningSidecar;
let terminal: RigTerminal;
let owner: Page;
let display: Page;
let shop: ShopOnRig<RigTerminal>;

beforeAll(async () => {
  shop = await openShopOnRig({ grant: grantSerialPorts, plug: plugTerminal });
  ({ sidecar, terminal, page: owner } = shop);
});
afterAll(() => shop?.close());

const charges = () => terminal.twin.ledger.map(({ amountMinor, verdict }) => [amountMinor, verdict]);
const ready = async () => (await sidecar.call('GET', '/health')).body['terminal'] === 'ready';

describe('the customer’s window', () => {
  it('opens from the menu', async () => {
    const opened = owner.waitForEvent('popup');
    await owner.locator('#menu').click();
    await owner.locator('#customer-display').click();
    display = await opened;
    await display.getByText('Welcome').waitFor();
    expect(await display.evaluate(() => document.querySelector('ecr-app'))).toBe(null);
  });
  it('shows the payment of a till, which is taken once', async () => {
    terminal.follow('accept', 3000);
    const answer = sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_display' }));
    await display.getByText('Present your card').waitFor();
    expect((await answer).body).toMatchObject({ paymentStatus: 'SUCCESS' });
    await display.getByText('Paid, thank you!').waitFor();
    expect(charges()).toHaveLength(1);
  });
  it('never drives the terminal or serves the sidecar, also when no other window is open', async () => {
    const alone = await owner.context().newPage();
    await alone.goto(`${sidecar.origin}/?display=customer#pair=never-used`);
    await alone.getByText('Paid, thank you!').or(alone.getByText('Welcome')).first().waitFor();
    expect(alone.workers()).toEqual([]);
    const closed = display.waitForEvent('close');
    await owner.close();
    await closed;
    await eventually('the terminal is free', async () => !(await ready()));
    const held = await alone.evaluate(async () =>
      (await navigator.locks.query()).held?.map(({ name }) => name),
    );
    expect(held).not.toContain('hipay-ecr-terminal');
    expect(await ready()).toBe(false);
  });
});
