import { describe, expect, it } from 'vitest';
import type { CallParams } from '../../../src/core/connector-api/connector-api.ts';
import type { SettingsInput } from '../../../src/core/settings/settings.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

type Decision = Partial<CallParams<'resolvePayment'>>;

const unknownShop = async (script = 'silent-at-6', settings: SettingsInput = {}) => {
  const shop = await Shop.open(script, settings);
  expect((await shop.pay()).outcome).toBe('UNKNOWN');
  return shop;
};
const idOf = (shop: Shop) => shop.records[0]!.paymentId;
const resolve = (shop: Shop, change: Decision = {}) =>
  shop.clock.until(
    shop.connector.resolvePayment({ paymentId: idOf(shop), paid: true, by: 'Ana', why: 'ticket', ...change }),
  );
/** The last snapshot, one second later. */
const nextSnapshot = async (shop: Shop) => {
  await shop.clock.advance(1000);
  return shop.snapshots.at(-1)!;
};

describe('an unknown payment', () => {
  it('stays unknown however often the till asks', async () => {
    const shop = await unknownShop();
    for (let times = 0; times < 2; times++) {
      expect(await shop.pay()).toMatchObject({ outcome: 'UNKNOWN', failure: 'outcome-unknown' });
    }
    expect(shop.records).toHaveLength(1);
  });
  it('resolved as paid is reported to HiPay and answered with success', async () => {
    const shop = await unknownShop();
    expect(await resolve(shop)).toMatchObject({ resolved: true, answer: { outcome: 'APPROVED' } });
    const snapshot = await nextSnapshot(shop);
    expect(shop.gateway.orders().map(({ orderid, amount }) => [orderid, amount])).toEqual([
      ['Order_1', '10.23'],
    ]);
    expect(snapshot.payments[0]).toMatchObject({ state: 'resolved', resolution: { paid: true, by: 'Ana' } });
    expect(snapshot.payment).toMatchObject({ phase: 'finished', outcome: 'APPROVED' });
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(await shop.connector.findOrder({ orderId: 'Order_1' })).toMatchObject({ outcome: 'APPROVED' });
  });
  it('resolved as not paid may be charged again, and only the second payment is reported to HiPay', async () => {
    const shop = await unknownShop();
    expect(await resolve(shop, { paid: false })).toMatchObject({
      resolved: true,
      answer: { outcome: 'DECLINED', detail: 'resolved as not paid by Ana: ticket' },
    });
    expect(await shop.connector.findOrder({ orderId: 'Order_1' })).toMatchObject({ outcome: 'DECLINED' });
    await shop.start('accept');
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: false });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('stays on the list however old it is', async () => {
    const shop = await Shop.open();
    await shop.storage.journal.write(aRecord({ state: 'unknown', outcome: 'UNKNOWN', createdAt: 1 }));
    await shop.start();
    expect((await nextSnapshot(shop)).payments).toMatchObject([{ paymentId: 'payment-1', state: 'unknown' }]);
    expect(await resolve(shop)).toMatchObject({ resolved: true });
  });
  it('can be resolved without a restart when its end could not be written', async () => {
    const shop = await Shop.open('silent-at-6');
    shop.storage.mustFail = ({ state }) => state === 'unknown';
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    expect(shop.records[0]?.state).not.toBe('unknown');
    shop.storage.mustFail = () => false;
    expect(await resolve(shop)).toMatchObject({ resolved: true });
  });
});

describe('a decision', () => {
  const decisionAt = (shop: Shop) => shop.records[0]!.resolution!.at;
  it('is corrected by a person who saw it; an alarm shows it, and the order may be charged again', async () => {
    const shop = await unknownShop();
    await resolve(shop);
    await shop.clock.advance(1000);
    const correction = { paid: false, by: 'Ben', corrects: decisionAt(shop) };
    expect(await resolve(shop, correction)).toMatchObject({
      resolved: true,
      answer: { outcome: 'DECLINED' },
    });
    const snapshot = await nextSnapshot(shop);
    expect(snapshot.alarms).toMatchObject([{ kind: 'late-answer', outcome: 'DECLINED', by: 'Ben' }]);
    expect(snapshot.payment).toMatchObject({ outcome: 'DECLINED', resolution: { by: 'Ben', paid: false } });
    await shop.start('accept');
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: false });
  });
  it('is not corrected by a person who saw an older decision', async () => {
    const shop = await unknownShop();
    await resolve(shop);
    const seen = decisionAt(shop);
    await shop.clock.advance(1000);
    expect(await resolve(shop, { paid: false, by: 'Ben', corrects: seen })).toMatchObject({ resolved: true });
    await shop.clock.advance(1000);
    expect(await resolve(shop, { paid: true, by: 'Eva', corrects: seen })).toMatchObject({
      resolved: false,
      failure: 'request-invalid',
    });
    expect(shop.records[0]).toMatchObject({ outcome: 'DECLINED', resolution: { by: 'Ben' } });
  });
  it('cannot correct a payment that the terminal ended', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const { updatedAt } = shop.records[0]!;
    expect(await resolve(shop, { paid: false, corrects: updatedAt })).toMatchObject({ resolved: false });
    expect(shop.records[0]).toMatchObject({ outcome: 'APPROVED' });
  });
});

describe('a resolution is refused', () => {
  it('of a payment that runs', async () => {
    const shop = await Shop.open('slow-customer');
    const paying = shop.payLater();
    await shop.clock.advance(5000);
    expect(await resolve(shop)).toMatchObject({ resolved: false, failure: 'payment-running' });
    expect((await shop.clock.until(paying)).outcome).toBe('APPROVED');
  });
  it('of a payment whose outcome is known, and of one that does not exist', async () => {
    const shop = await Shop.open();
    await shop.pay();
    expect(await resolve(shop)).toMatchObject({ resolved: false, failure: 'request-invalid' });
    expect(await resolve(shop, { paymentId: 'x' })).toMatchObject({ resolved: false });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('that cannot be written down', async () => {
    const shop = await unknownShop();
    shop.storage.mustFail = () => true;
    expect(await resolve(shop)).toMatchObject({ resolved: false, failure: 'cannot-record' });
    shop.storage.mustFail = () => false;
    expect(shop.records[0]?.state).toBe('unknown');
  });
  it('of the second of two persons who decide at the same moment', async () => {
    const shop = await unknownShop();
    const both = await Promise.all([resolve(shop), resolve(shop, { paid: false })]);
    expect(both.map(({ resolved }) => resolved)).toEqual([true, false]);
  });
});

describe('a late answer', () => {
  const resolvedShop = async (paid: boolean) => {
    const shop = await unknownShop('too-slow-customer');
    expect(await resolve(shop, { paid })).toMatchObject({ resolved: true });
    await shop.clock.advance(60_000);
    return shop;
  };
  it('that contradicts a decision raises an alarm that outlives a restart; the payment is in doubt until the next decision', async () => {
    const shop = await resolvedShop(false);
    const alarm = { kind: 'contradiction', orderId: 'Order_1', amountMinor: 1023, outcome: 'APPROVED' };
    expect((await nextSnapshot(shop)).alarms).toMatchObject([alarm]);
    await shop.start();
    expect((await nextSnapshot(shop)).alarms).toMatchObject([alarm]);
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    expect(shop.movedAmounts).toEqual([1023]);
    const seen = await shop.clock.until(shop.connector.dismissAlarm({ paymentId: idOf(shop) }));
    expect(seen).toEqual({ dismissed: true });
    expect((await nextSnapshot(shop)).alarms).toEqual([]);
    expect(shop.records[0]).toMatchObject({ state: 'unknown', decisions: [{ verdict: 'not-paid' }] });
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    await resolve(shop, { paid: true });
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('that confirms a decision is kept, and HiPay is notified once', async () => {
    const shop = await resolvedShop(true);
    expect(shop.records[0]).toMatchObject({ state: 'resolved', lateAnswer: { amountMinor: 1023 } });
    expect((await nextSnapshot(shop)).alarms).toEqual([]);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('to a resolved payment settles no other payment of the same amount', async () => {
    const shop = await unknownShop('too-slow-customer', { terminal: { privateDigits: false } });
    await resolve(shop, { paid: false });
    const older = aRecord({ paymentId: 'older', orderId: 'Order_0', state: 'unknown', outcome: 'UNKNOWN' });
    await shop.storage.journal.write(older);
    await shop.clock.advance(60_000);
    expect(shop.records.map(({ state }) => state).sort()).toEqual(['resolved', 'unknown']);
  });
  it('to an unknown payment raises an alarm too', async () => {
    const shop = await unknownShop('too-slow-customer');
    await shop.clock.advance(60_000);
    expect((await nextSnapshot(shop)).alarms).toMatchObject([{ kind: 'late-answer', outcome: 'APPROVED' }]);
    expect(await shop.connector.dismissAlarm({ paymentId: 'x' })).toEqual({ dismissed: false });
  });
});
