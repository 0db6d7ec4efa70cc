import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { GatewayScript } from '../../../src/simulator/gateway/gateway-script.ts';
import { Shop } from '../shop.ts';

/** A paid sale under one gateway script: the till's answer, and the state two hours later. */
async function paidUnder(script: GatewayScript) {
  const shop = await Shop.open();
  shop.gateway.play(script);
  const answer = await shop.pay();
  expect(answer.outcome).toBe('APPROVED');
  await shop.clock.advance(2 * 3600 * 1000);
  const [entry] = [...shop.storage.notifications.values()];
  return { shop, answer, entry: entry! };
}

describe('the delivery of a paid sale’s notification', () => {
  it.each<[GatewayScript, boolean, string, number]>([
    ['accept', true, 'delivered', 1],
    ['error-500-then-fine', false, 'delivered', 1],
    ['too-many-429-then-fine', false, 'delivered', 1],
    ['lost-answer', false, 'delivered', 1],
    ['error-500', false, 'pending', 0],
    ['html', false, 'pending', 0],
    ['too-many-429', false, 'pending', 0],
    ['unauthorised-401', false, 'parked', 0],
    ['refused-400', false, 'parked', 0],
    ['answers-for-another', false, 'parked', 0],
    ['unknown-state', false, 'pending', 0],
    // In this script the one order is the sale of another till.
    ['number-taken', false, 'parked', 1],
    ['lookup-401', false, 'parked', 1],
    ['lookup-404', false, 'parked', 1],
    ['lookup-list', false, 'delivered', 1],
    ['lookup-proxy-404', false, 'pending', 1],
    ['lookup-endless', false, 'parked', 1],
    ['duplicate', false, 'parked', 0],
  ])(
    '%s: the till’s answer says sent: %s, and two hours later the notification is %s',
    async (script, sent, state, orders) => {
      const { shop, answer, entry } = await paidUnder(script);
      expect(answer.notification.sent).toBe(sent);
      expect(entry.state).toBe(state);
      expect(shop.gateway.orders()).toHaveLength(orders);
    },
  );
  it.each<[GatewayScript, object]>([
    ['number-taken', { parkedAs: 'order-number-taken', attempts: 1, mayHaveArrived: false }],
    ['lookup-401', { parkedAs: 'probably-sent', attempts: 2, mayHaveArrived: true }],
    ['lookup-404', { parkedAs: 'cannot-tell', attempts: 4, mayHaveArrived: true }],
    ['lookup-endless', { parkedAs: 'answer-not-understood', attempts: 13, mayHaveArrived: true }],
    ['duplicate', { parkedAs: 'cannot-tell', attempts: 3, mayHaveArrived: false }],
  ])('%s: the notification waits for a person, and says why', async (script, expected) => {
    expect((await paidUnder(script)).entry).toMatchObject({
      state: 'parked',
      lastFailure: 'hipay-refused',
      ...expected,
    });
  });
  it('asks HiPay after a lost answer, and sends nothing again', async () => {
    const { shop, entry } = await paidUnder('lost-answer');
    expect(shop.gateway.calls()).toBe(1);
    expect(entry).toMatchObject({ attempts: 2, transactionReference: '800000000001' });
  });
  it('still counts as arrived after a lost answer if HiPay refuses the next tries', async () => {
    const shop = await Shop.open();
    const stored = () => [...shop.storage.notifications.values()][0];
    shop.gateway.play('lost-answer');
    await shop.pay();
    expect(stored()).toMatchObject({ state: 'pending', mayHaveArrived: true });
    shop.gateway.play('unauthorised-401');
    await shop.clock.advance(60_000);
    expect(stored()).toMatchObject({ state: 'parked', attempts: 2, mayHaveArrived: true });
    shop.gateway.play('refused-400');
    await shop.clock.until(shop.connector.sendNotificationsNow({}));
    expect(stored()).toMatchObject({ state: 'delivered', attempts: 3 });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('asks HiPay after a crash during a try', async () => {
    const shop = await Shop.open();
    const { update } = shop.storage.outbox;
    const written: OutboxEntry[] = [];
    // Only the write before the try reaches the disk.
    shop.storage.outbox.update = async (entry) => {
      written.push(entry);
      if (written.length > 1) throw new DOMException('the power is off', 'AbortError');
      await update(entry);
    };
    await shop.pay();
    expect(written[0]).toMatchObject({ attempts: 1, mayHaveArrived: true });
    shop.storage.outbox.update = update;
    await shop.clock.advance(2 * 60_000);
    expect([...shop.storage.notifications.values()]).toMatchObject([{ state: 'delivered' }]);
    expect(shop.gateway.calls()).toBe(1);
  });
  it('tries for days, and never drops a notification', async () => {
    const { shop } = await paidUnder('error-500');
    await shop.clock.advance(72 * 3600 * 1000);
    shop.gateway.play('accept');
    await shop.clock.advance(3600 * 1000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('sends a parked notification on a person’s request, after the credentials were corrected', async () => {
    const { shop } = await paidUnder('unauthorised-401');
    shop.gateway.play('accept');
    expect(await shop.clock.until(shop.connector.sendNotificationsNow({}))).toEqual({
      delivered: 1,
      left: 0,
    });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('does not let a slow gateway hold the till longer than the shop allows', async () => {
    const shop = await Shop.open('accept', { notificationWaitMs: 2000 });
    shop.gateway.play('slow');
    const before = shop.clock.now();
    const answer = await shop.pay();
    expect(answer).toMatchObject({ outcome: 'APPROVED', notification: { sent: false, pending: 1 } });
    expect(shop.clock.now() - before).toBeLessThan(4000);
    await shop.clock.advance(10_000);
    expect((await shop.pay()).notification).toMatchObject({ sent: true, count: 1 });
  });
  it('is repeated automatically after the storage failed during delivery', async () => {
    const shop = await Shop.open();
    const { update } = shop.storage.outbox;
    let fails = 1;
    shop.storage.outbox.update = (entry) =>
      fails-- > 0 ? Promise.reject(new DOMException('no room', 'QuotaExceededError')) : update(entry);
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', notification: { sent: false } });
    await shop.clock.advance(2 * 60_000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('is not delayed by a clock that is set back', async () => {
    const { shop } = await paidUnder('error-500');
    shop.clock.setBack(7 * 24 * 3600 * 1000);
    shop.gateway.play('accept');
    await shop.clock.advance(2 * 60_000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('is not delayed by a clock that is set back while many older ones wait for a person', async () => {
    const { shop } = await paidUnder('error-500');
    const [entry] = shop.storage.notifications.values();
    for (let i = 0; i < 60; i++)
      shop.storage.notifications.set(`parked ${i}`, {
        ...entry!,
        entryId: `parked ${i}`,
        paymentId: `parked ${i}`,
        state: 'parked',
        createdAt: i,
      });
    shop.clock.setBack(365 * 24 * 3600 * 1000);
    shop.gateway.play('accept');
    await shop.clock.advance(2 * 60_000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('delivers the oldest first', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    for (const orderId of ['A', 'B', 'C']) await shop.pay({ orderId });
    shop.gatewayDown = false;
    await shop.clock.until(shop.connector.sendNotificationsNow({}));
    expect(shop.gateway.orders().map(({ orderid }) => orderid)).toEqual(['A', 'B', 'C']);
  });
});

describe('the notification to HiPay', () => {
  it('has the order’s fields, the parameters and the hash', async () => {
    const shop = await Shop.open();
    await shop.pay({
      customer: { id: '283749291', firstName: 'John', lastName: 'Doe', email: 'john@example.org' },
      customData: { shop: 'Opera', newCustomer: true, event: 42 },
    });
    const [order] = shop.gateway.orders();
    expect(order?.fields).toMatchObject({
      orderid: 'Order_1',
      eci: '10',
      operation: 'Sale',
      payment_product: 'tpe',
      initialize_payment_terminal: '0',
      currency: 'EUR',
      amount: '10.23',
      cid: '283749291',
      firstname: 'John',
      lastname: 'Doe',
      email: 'john@example.org',
    });
    const [{ paymentId }] = shop.records as [PaymentRecord];
    const tills = { shop: 'Opera', newCustomer: true, event: 42 };
    expect(order?.customData).toEqual({ ...tills, _reporting_data_3: paymentId });
    // sha1("Order_110.23EUR"), with an empty passphrase.
    expect(order?.paymentProductParameters).toMatchObject({
      code: '200100',
      mid: '1234567',
      hash: 'cbc0bbaad7aa5c248d38498a3c7c86c43190056d',
    });
  });
});
