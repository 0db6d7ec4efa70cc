import { describe, expect, it } from 'vitest';
import { settings } from '../../../src/core/settings/settings.ts';
import { settingsOf } from '../../../src/core/settings/visible-settings.ts';
import { Shop } from '../shop.ts';

const proxy = { merchantId: '7654321', paymentApplication: '001', rank: '001' };
const used = { name: 'Bank cards', merchantId: '1234567', paymentApplication: '001', rank: '003' };

/** A shop whose terminal names the contract 1234567, and whose settings have another one. */
async function shopWithAnotherContract() {
  const shop = await Shop.open('accept', {
    contracts: { proxy },
    terminal: { language: 'caisse-ap-v3' },
  });
  const answer = await shop.pay();
  await shop.clock.advance(60_000);
  return { shop, answer };
}

const entriesOf = (shop: Shop) => [...shop.storage.notifications.values()];

describe('a payment under a contract that is not configured', () => {
  it('is paid, and HiPay is notified under no other contract, not even on a person’s request', async () => {
    const { shop, answer } = await shopWithAnotherContract();
    expect(answer).toMatchObject({
      outcome: 'APPROVED',
      notification: { sent: false, pending: 1, failure: 'contract-missing' },
    });
    expect(await shop.clock.until(shop.connector.sendNotificationsNow({}))).toEqual({
      delivered: 0,
      left: 1,
    });
    const entryId = entriesOf(shop)[0]?.entryId ?? '';
    expect(await shop.clock.until(shop.connector.sendNotificationsNow({ entryId }))).toEqual({
      delivered: 0,
      left: 1,
    });
    await shop.clock.advance(24 * 3_600_000);
    expect(shop.gateway.orders()).toEqual([]);
    expect(entriesOf(shop)).toEqual([
      expect.objectContaining({
        state: 'parked',
        missingContract: { application: '001', number: '1234567' },
      }),
    ]);
  });

  it('shows the contract in the list of notifications', async () => {
    const { shop } = await shopWithAnotherContract();
    const { notifications, outbox } = await shop.connector.snapshot();
    expect(outbox.parked).toBe(1);
    expect(notifications[0]?.missingContract).toEqual({ application: '001', number: '1234567' });
  });

  it('HiPay is notified automatically, once, as soon as the contract is configured', async () => {
    const { shop } = await shopWithAnotherContract();
    const [before] = entriesOf(shop);
    const now = settingsOf(await shop.connector.readSettings());
    const next = settings.parse({ ...now, contractList: [used] });
    expect(await shop.connector.saveSettings({ settings: next })).toEqual({ saved: true });
    await shop.clock.advance(60_000);
    const [order, ...more] = shop.gateway.orders();
    expect(more).toEqual([]);
    expect(order).toMatchObject({ mid: '1234567' });
    expect(entriesOf(shop)).toEqual([
      expect.objectContaining({ entryId: before?.entryId, state: 'delivered', contractName: 'Bank cards' }),
    ]);
  });

  it('is not completed with the contracts of another HiPay, and says why', async () => {
    const { shop } = await shopWithAnotherContract();
    const now = settingsOf(await shop.connector.readSettings());
    const hipay = { ...now.hipay, gatewayUrl: '', simulated: false };
    const save = (change: object) =>
      shop.connector.saveSettings({ settings: settings.parse({ ...now, contractList: [used], ...change }) });
    expect(await save({ hipay })).toEqual({ saved: true });
    await shop.clock.until(shop.connector.sendNotificationsNow({}));
    expect(entriesOf(shop)).toMatchObject([
      { state: 'parked', environment: 'simulated', parkedAs: 'other-environment', attempts: 0 },
    ]);
    expect(await save({})).toEqual({ saved: true });
    await shop.clock.advance(60_000);
    expect(entriesOf(shop)).toMatchObject([{ state: 'delivered', contractName: 'Bank cards' }]);
  });
});
