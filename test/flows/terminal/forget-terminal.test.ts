import { describe, expect, it } from 'vitest';
import { Shop } from '../shop.ts';

/** The simulated terminal behind a permission, like a terminal on a cable. */
async function shopWithPermission(): Promise<Shop> {
  const shop = await Shop.open();
  // A shop keeps the same link from its second start on.
  await shop.start();
  shop.link.forget = async () => {
    shop.link.open = async () => ({ ok: false, failure: 'not-chosen', detail: 'forgotten' });
    return 'forgotten';
  };
  return shop;
}
const forget = (shop: Shop) => shop.clock.until(shop.connector.forgetTerminal({}));
const status = (shop: Shop) => shop.snapshots.at(-1)?.terminal.state;

describe('forgetting the terminal', () => {
  it('shows that no terminal is chosen, sends nothing, and keeps payments and notifications', async () => {
    const shop = await shopWithPermission();
    shop.gatewayDown = true;
    await shop.pay();
    const before = structuredClone([shop.records, [...shop.storage.notifications.values()]]);
    expect(await forget(shop)).toEqual({ how: 'forgotten' });
    expect(status(shop)).toBe('not-chosen');
    expect([shop.records, [...shop.storage.notifications.values()]]).toEqual(before);
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('makes the next payment end as not sent', async () => {
    const shop = await shopWithPermission();
    await forget(shop);
    expect(await shop.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'terminal-not-chosen' });
    expect(shop.movedAmounts).toEqual([]);
  });
  it('is refused while a payment runs, which goes on', async () => {
    const shop = await shopWithPermission();
    const running = shop.payLater();
    expect(await shop.connector.forgetTerminal({})).toEqual({ how: 'payment-running' });
    expect((await shop.clock.until(running)).outcome).toBe('APPROVED');
    await shop.clock.advance(1000);
    expect(status(shop)).toBe('ready');
  });
  it('has nothing to do for a link without permissions, and keeps the terminal', async () => {
    const shop = await Shop.open();
    expect(await forget(shop)).toEqual({ how: 'nothing-granted' });
    expect((await shop.pay()).outcome).toBe('APPROVED');
  });
  it('leaves the terminal usable when it fails', async () => {
    const shop = await shopWithPermission();
    shop.link.forget = () => Promise.reject(new Error('the browser will not'));
    await expect(forget(shop)).rejects.toThrow('will not');
    expect((await shop.pay()).outcome).toBe('APPROVED');
  });
});
