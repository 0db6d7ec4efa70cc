import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { type Decision, resolve } from '../../../src/core/payment/resolution.ts';
import { Shop } from '../shop.ts';

const fileOf = (record: PaymentRecord, notifications: OutboxEntry[] = []) => ({
  kind: 'hipay-ecr-records' as const,
  version: 1 as const,
  payments: [record],
  notifications,
});
const decision = (paid: boolean, by: string): Decision => ({ paid, by, why: 'ticket' });

/** A shop whose payment is in doubt, and its record before anyone decided. */
async function doubtfulShop(): Promise<{ shop: Shop; doubtful: PaymentRecord }> {
  const shop = await Shop.open('silent-at-6');
  expect((await shop.pay()).outcome).toBe('UNKNOWN');
  return { shop, doubtful: structuredClone(shop.records[0]!) };
}
const decide = (shop: Shop, paid: boolean) =>
  shop.clock.until(
    shop.connector.resolvePayment({ paymentId: shop.records[0]!.paymentId, ...decision(paid, 'Ana') }),
  );
const join = (shop: Shop, record: PaymentRecord, entries: OutboxEntry[] = []) =>
  shop.clock.until(shop.connector.joinRecords({ file: fileOf(record, entries) }));

describe('an order that was charged in two browsers', () => {
  it('is marked in the details of both payments, and not in those of a declined payment', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const [first] = shop.records;
    for (const [paymentId, change] of [
      ['second', {}],
      ['declined', { state: 'closed', outcome: 'DECLINED' }],
    ] as const)
      await join(shop, { ...first!, paymentId, installation: 'journal-2', ...change });
    const marked = async (paymentId: string) =>
      (await shop.connector.readPayment({ paymentId }))?.chargedTwice ?? false;
    expect(await marked(first!.paymentId)).toBe(true);
    expect(await marked('second')).toBe(true);
    expect(await marked('declined')).toBe(false);
  });
});

describe('the finished payment on the screen', () => {
  it.each([true, false])(
    'is in doubt as soon as another journal has the opposite decision (here paid: %s)',
    async (paid) => {
      const { shop, doubtful } = await doubtfulShop();
      await decide(shop, paid);
      expect((await shop.connector.snapshot()).payment).toMatchObject({ resolution: { paid } });
      const theirs = resolve(doubtful, decision(!paid, 'Ben'), shop.clock.now()).record;
      expect(await join(shop, theirs)).toMatchObject({ joined: 1 });
      const { payment, payments } = await shop.connector.snapshot();
      expect(payments[0]).toMatchObject({ state: 'unknown', charge: 'unknown', contested: true });
      expect(payment).toMatchObject({ phase: 'finished', outcome: 'UNKNOWN', charge: 'unknown' });
      expect(payment?.resolution).toBeUndefined();
    },
  );
  it('is decided as soon as another journal has the decision', async () => {
    const { shop, doubtful } = await doubtfulShop();
    await join(shop, resolve(doubtful, decision(true, 'Ben'), shop.clock.now()).record);
    const { payment } = await shop.connector.snapshot();
    expect(payment).toMatchObject({ outcome: 'APPROVED', charge: 'charged', resolution: { by: 'Ben' } });
  });
  it('follows a file of records that a person imports', async () => {
    const { shop, doubtful } = await doubtfulShop();
    const theirs = resolve(doubtful, decision(true, 'Ben'), shop.clock.now()).record;
    await shop.clock.until(shop.connector.importRecords({ text: JSON.stringify(fileOf(theirs)) }));
    expect((await shop.connector.snapshot()).payment).toMatchObject({ outcome: 'APPROVED' });
  });
  it('keeps an end that could not be written', async () => {
    const shop = await Shop.open('silent-at-6');
    shop.storage.mustFail = ({ state }) => state === 'unknown';
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    await shop.clock.advance(1000);
    expect((await shop.connector.snapshot()).payment).toMatchObject({ outcome: 'UNKNOWN' });
  });
  it('counts as notified as soon as another journal has notified HiPay', async () => {
    const { shop, doubtful } = await doubtfulShop();
    const other = await Shop.open('accept', {}, false, { gateway: shop.gateway, idsFrom: 100 });
    other.storage.payments.set(doubtful.paymentId, structuredClone(doubtful));
    await decide(other, true);
    await other.clock.advance(1000);
    shop.gatewayDown = true;
    await decide(shop, true);
    await shop.clock.advance(1000);
    expect((await shop.connector.snapshot()).payments[0]?.notification).toMatchObject({ pending: 1 });
    await join(shop, other.records[0]!, [...other.storage.notifications.values()]);
    await shop.clock.advance(1000);
    expect((await shop.connector.snapshot()).payments[0]).toMatchObject({
      charge: 'charged',
      notification: { sent: true, pending: 0 },
    });
    shop.gatewayDown = false;
    await shop.clock.advance(3_600_000);
    expect((await shop.connector.snapshot()).outbox).toMatchObject({ pending: 0, parked: 0 });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
});
