import { describe, expect, it } from 'vitest';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import type { OrderKey } from '../../../src/simulator/gateway/gateway-ledger.ts';
import { type GatewayTwin, gatewayTwin } from '../../../src/simulator/gateway/gateway-twin.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { Shop } from '../shop.ts';

const contact = { merchantId: '1234567', paymentApplication: '001', rank: '001' };
const contactless = { merchantId: '1234568', paymentApplication: '00B', rank: '001' };
const both = { contracts: { proxy: contact, nfc: contactless } };
const account = { login: 'shop', password: 'secret', hashKey: '' };
const keys: readonly OrderKey[] = ['number', 'number-and-mid'];

/** Shops of one HiPay account. */
async function shopsOf(orderKey: OrderKey, settings: SettingsInput = {}) {
  const gateway = gatewayTwin({ clock: new VirtualClock(), account, orderKey });
  return { gateway, first: await openShop(gateway, settings), second: await openShop(gateway, settings) };
}

let openedShops = 0;
async function openShop(gateway: GatewayTwin, settings: SettingsInput): Promise<Shop> {
  openedShops += 1;
  return Shop.open('accept', settings, false, { gateway, idsFrom: openedShops * 1000 });
}

const entriesOf = (shop: Shop) => [...shop.storage.notifications.values()];
const amounts = (gateway: GatewayTwin) =>
  gateway.orders().map(({ orderid, amount }) => `${orderid} ${amount}`);

describe.each(keys)('two shops of one account use the same number (HiPay’s key: %s)', (orderKey) => {
  it.each([1023, 1500])(
    'the second shop’s notification waits for a person, even if its first try was refused (amount %i)',
    async (amountMinor) => {
      const { gateway, first, second } = await shopsOf(orderKey);
      await first.pay({ orderId: '1001', amountMinor: 1023 });
      gateway.play('too-many-429');
      const answer = await second.pay({ orderId: '1001', amountMinor });
      gateway.play('accept');
      await second.clock.advance(3_600_000);
      expect(answer).toMatchObject({ outcome: 'APPROVED', notification: { sent: false } });
      expect(entriesOf(second)).toMatchObject([
        { state: 'parked', parkedAs: 'order-number-taken', held: { amount: '10.23', currency: 'EUR' } },
      ]);
      expect(amounts(gateway)).toEqual(['1001 10.23']);
      expect((await second.connector.snapshot()).outbox).toMatchObject({ pending: 0, parked: 1 });
    },
  );
  it('sends the sale under a new number, on a person’s request', async () => {
    const { gateway, first, second } = await shopsOf(orderKey, { ...both, orderPrefix: 'T2-' });
    await first.pay({ orderId: '1001', amountMinor: 1000 });
    await second.pay({ orderId: '1001', amountMinor: 1500 });
    await second.clock.advance(60_000);
    const [row] = (await second.connector.snapshot()).notifications;
    expect(row).toMatchObject({ state: 'parked', parkedAs: 'order-number-taken', mayRenumber: true });
    const result = await second.clock.until(
      second.connector.sendUnderNewNumber({ entryId: row?.entryId ?? '' }),
    );
    expect(result).toMatchObject({ renumbered: true, orderId: expect.stringMatching(/^T2-/) });
    const orderId = result.renumbered ? result.orderId : '';
    const ofSecond = gateway.orders().filter(({ orderid }) => orderid === orderId);
    expect(ofSecond).toHaveLength(orderKey === 'number' ? 1 : 2);
    for (const order of ofSecond)
      expect(order).toMatchObject({ amount: '15.00', customData: { ecr_order_id: '1001' } });
    expect(entriesOf(second).every(({ state }) => state === 'delivered')).toBe(true);
    expect((await second.pay({ orderId: '1001', amountMinor: 1500 })).notification.sent).toBe(true);
  });
  it('gives no new number to a notification that HiPay has, nor to one that does not exist', async () => {
    const { gateway, first } = await shopsOf(orderKey);
    await first.pay({ orderId: '1001' });
    const [entry] = entriesOf(first);
    expect(await first.connector.sendUnderNewNumber({ entryId: entry?.entryId ?? '' })).toEqual({
      renumbered: false,
    });
    expect(await first.connector.sendUnderNewNumber({ entryId: 'no such' })).toEqual({ renumbered: false });
    expect(gateway.orders()).toHaveLength(1);
  });
  it('a try that may have arrived does not count as delivered because of the other shop’s order', async () => {
    const { gateway, first, second } = await shopsOf(orderKey);
    await first.pay({ orderId: '1001' });
    gateway.play('error-500');
    await second.pay({ orderId: '1001' });
    gateway.play('accept');
    await second.clock.advance(3_600_000);
    expect(entriesOf(second)).toMatchObject([{ state: 'parked', parkedAs: 'order-number-taken' }]);
    expect(gateway.orders()).toHaveLength(1);
  });
});

describe('two contracts of one payment', () => {
  it('with the number and MID as key, HiPay takes both', async () => {
    const { gateway, first } = await shopsOf('number-and-mid', both);
    const answer = await first.pay();
    expect(answer.notification).toMatchObject({ sent: true, count: 2, pending: 0 });
    expect(gateway.orders().map(({ mid }) => mid)).toEqual(['1234567', '1234568']);
  });
  it('with the number alone as key, the second is covered by the first, and nothing waits for a person', async () => {
    const { gateway, first } = await shopsOf('number', both);
    const answer = await first.pay();
    expect(answer.notification).toMatchObject({ sent: true, count: 1, pending: 0 });
    expect(entriesOf(first)).toMatchObject([{ state: 'delivered' }, { coveredBySibling: true }]);
    expect((await first.connector.snapshot()).outbox).toMatchObject({ pending: 0, parked: 0 });
    const { calls } = gateway;
    const before = calls();
    await first.clock.until(first.connector.sendNotificationsNow({}));
    await first.clock.advance(24 * 3_600_000);
    expect(calls()).toBe(before);
    const story = await first.connector.readPayment({ paymentId: first.records[0]?.paymentId ?? '' });
    expect(story?.steps.filter(({ kind }) => kind === 'told' || kind === 'covered')).toMatchObject([
      { kind: 'told', contract: 'proxy' },
      { kind: 'covered', contract: 'nfc' },
    ]);
  });
  it.each(keys)(
    'both are settled after a lost answer to the first, too (HiPay’s key: %s)',
    async (orderKey) => {
      const { gateway, first } = await shopsOf(orderKey, both);
      gateway.play('lost-answer');
      await first.pay();
      await first.clock.advance(3_600_000);
      const covered = entriesOf(first).filter(({ coveredBySibling }) => coveredBySibling);
      expect(covered).toHaveLength(orderKey === 'number' ? 1 : 0);
      expect(gateway.orders()).toHaveLength(orderKey === 'number' ? 1 : 2);
      expect(entriesOf(first).every(({ state }) => state === 'delivered')).toBe(true);
    },
  );
});
