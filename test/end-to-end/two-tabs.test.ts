import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantSerialPorts } from '../rig/rig.ts';
import { eventually, terminalReady } from './connector-page.ts';
import { crashTab, openGuestTab } from './guest-tab.ts';
import type { RunningSidecar } from './running-sidecar.ts';
import { sampleOrder } from './sample-order.ts';
import { openShopOnRig, type ShopOnRig } from './shop-on-rig.ts';
import { plugTerminal, type RigTerminal } from './terminal-on-rig.ts';

let sidecar: RunningSidecar;
let terminal: RigTerminal;
let owner: Page;
let shop: ShopOnRig<RigTerminal>;

beforeAll(async () => {
  shop = await openShopOnRig({
    grant: grantSerialPorts,
    plug: plugTerminal,
  });
  ({ sidecar, terminal, page: owner } = shop);
});
afterAll(() => shop?.close());

const secondTab = () => openGuestTab(owner, sidecar.origin);
/** Returns a function that lists the terminal's charges since this call. */
function chargesSinceNow() {
  const before = terminal.twin.ledger.length;
  return () => terminal.twin.ledger.slice(before).map(({ amountMinor, verdict }) => [amountMinor, verdict]);
}

describe('two tabs, one terminal', () => {
  it('the second tab pays through the first', async () => {
    const charged = chargesSinceNow();
    const guest = await secondTab();
    await guest.getByLabel(/^amount/i).fill('7,77');
    await guest.keyboard.press('Enter');
    await guest.getByText('Yes, the customer has paid.', { exact: true }).waitFor();
    expect(charged()).toEqual([[777, 'accepted']]);
    await guest.close();
  });
  it('the second tab takes over when the first is closed, and pays', async () => {
    const guest = await secondTab();
    await owner.close();
    await terminalReady(sidecar);
    const { body } = await sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_closed' }));
    expect(body).toMatchObject({ paymentStatus: 'SUCCESS' });
    owner = guest;
  });
  it('if the first tab crashes while the customer pays, the till gets UNKNOWN first, then the terminal’s result', async () => {
    const charged = chargesSinceNow();
    terminal.follow('accept', 3000);
    terminal.wire();
    const guest = await secondTab();
    const answer = sidecar.call('POST', '/order', sampleOrder({ order_id: 'Order_crashed' }));
    // The till's EOT after the frame: the terminal has the amount and waits for its customer.
    const wire: string[] = [];
    const customer = eventually('the customer pays', async () => {
      wire.push(...terminal.wire());
      return wire.at(-1) === '> 04' && wire.length >= 5;
    });
    await Promise.race([customer, answer.then((early) => Promise.reject(new Error(JSON.stringify(early))))]);
    await crashTab(owner);
    expect((await answer).body).toMatchObject({
      paymentStatus: 'FAILURE',
      errorCode: '1102',
      outcome: 'UNKNOWN',
    });
    const found = await eventually('the late answer', async () => {
      const { body } = await sidecar.call('GET', '/orders/Order_crashed');
      return body['paymentStatus'] === 'SUCCESS' && body;
    });
    expect(found).toMatchObject({ outcome: 'APPROVED' });
    const crashedOrders = async () =>
      (await sidecar.gatewayOrders()).filter(({ orderid }) => orderid === 'Order_crashed');
    await eventually('HiPay has the order', async () => (await crashedOrders()).length > 0);
    expect(await crashedOrders()).toHaveLength(1);
    expect(charged()).toEqual([[1023, 'accepted']]);
    terminal.follow('accept');
    owner = guest;
  });
});
