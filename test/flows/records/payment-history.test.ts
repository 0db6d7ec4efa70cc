import { describe, expect, it } from 'vitest';
import { paymentStory, type TimelineStep } from '../../../src/core/connector-api/timeline.ts';
import { FlightRecorder } from '../../../src/flows/records/flight-recorder.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const kinds = (steps: readonly TimelineStep[] = [], without = ['frame']) =>
  steps.filter(({ kind }) => !without.includes(kind)).map(({ kind }) => kind);

const recordedShop = async (script: string) => {
  const shop = await Shop.open(script);
  shop.recorder = new FlightRecorder({ clock: shop.clock });
  await shop.start(script);
  return shop;
};

const storyOf = async (shop: Shop) => {
  const { paymentId } = shop.records.at(-1)!;
  const story = await shop.clock.until(shop.connector.readPayment({ paymentId }));
  expect(paymentStory.parse(story)).toEqual(story);
  return story!;
};

describe('a list of payments', () => {
  it('comes page by page, each payment with its notification state', async () => {
    const shop = await Shop.open();
    for (const [at, paymentId] of ['a', 'b', 'c'].entries())
      await shop.storage.journal.writeWithNotifications(
        aRecord({ paymentId, createdAt: at, state: 'answered', outcome: 'APPROVED' }),
        [anEntry({ entryId: paymentId, paymentId, state: at === 1 ? 'delivered' : 'parked' })],
      );
    const first = await shop.connector.listPayments({ from: 0, to: 10, limit: 2 });
    expect(first.rows.map(({ paymentId, notification }) => [paymentId, notification.sent])).toEqual([
      ['c', false],
      ['b', true],
    ]);
    expect(first.rows[0]).toMatchObject({ contracts: ['proxy'], contested: false });
    const second = await shop.connector.listPayments({ from: 0, to: 10, limit: 2, after: first.next! });
    expect(second.rows.map(({ paymentId }) => paymentId)).toEqual(['a']);
    expect(second.next).toBeUndefined();
  });
});

describe('what happened to a payment', () => {
  it('lists each step from the record to HiPay’s answer, with the frames between', async () => {
    const shop = await recordedShop('accept');
    // The probe at the start does not belong to the payment.
    await shop.clock.advance(1000);
    await shop.pay();
    const { row, steps } = await storyOf(shop);
    expect(row).toMatchObject({ orderId: 'Order_1', outcome: 'APPROVED' });
    expect(kinds(steps)).toEqual([
      'recorded',
      'sending',
      'accepted',
      'answered',
      'kept',
      'acknowledged',
      'queued',
      'told',
    ]);
    const frames = steps.filter(({ kind }) => kind === 'frame').map(({ detail }) => detail);
    expect(frames[0]).toBe('ENQ');
    expect(frames.join()).toContain('amount 10.23 EUR debit');
    const times = steps.map(({ at }) => at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
  it('lists the steps without frames when the recorder is off', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const { steps } = await storyOf(shop);
    expect(kinds(steps, [])).toEqual([
      'recorded',
      'sending',
      'accepted',
      'answered',
      'kept',
      'queued',
      'told',
    ]);
  });
  it('lists each try to notify HiPay, and the next try', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    await shop.pay();
    await shop.clock.advance(10_000);
    const { steps } = await storyOf(shop);
    const tries = steps.filter(({ kind }) => kind === 'tried');
    expect(tries.length).toBeGreaterThan(1);
    expect(tries.map(({ attempt }) => attempt)).toEqual(tries.map((_, place) => place + 1));
    expect(tries.every(({ failure }) => failure === 'hipay-unreachable')).toBe(true);
    expect(steps.at(-1)).toMatchObject({ kind: 'next-try', attempt: tries.length + 1 });
    shop.gatewayDown = false;
    await shop.clock.until(shop.connector.sendNotificationsNow({}));
    expect((await storyOf(shop)).steps.at(-1)).toMatchObject({ kind: 'told', attempt: tries.length + 1 });
  });
  it('names the person who resolved the payment, and the reason', async () => {
    const shop = await Shop.open('silent-at-6');
    await shop.pay();
    const { paymentId } = shop.records[0]!;
    const decision = { paymentId, paid: true, by: 'Ana', why: 'Ticket says accepted' };
    await shop.clock.until(shop.connector.resolvePayment(decision));
    await shop.clock.advance(1000);
    const { steps } = await storyOf(shop);
    expect(kinds(steps)).toEqual([
      'recorded',
      'sending',
      'accepted',
      'unknown',
      'resolved',
      'queued',
      'told',
    ]);
    expect(steps.find(({ kind }) => kind === 'resolved')).toMatchObject({
      by: 'Ana',
      paid: true,
      detail: 'Ticket says accepted',
    });
  });
  it('is null for an unknown payment id', async () => {
    const shop = await Shop.open();
    expect(await shop.connector.readPayment({ paymentId: 'never' })).toBeNull();
  });
});

describe('one notification sent now', () => {
  it('is sent alone, even if it is parked, and the others keep their time', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    await shop.pay({ orderId: 'A' });
    await shop.pay({ orderId: 'B' });
    await shop.clock.advance(20_000);
    const [first, second] = [...shop.storage.notifications.values()];
    await shop.storage.outbox.update({ ...second!, state: 'parked', lastFailure: 'hipay-credentials' });
    await shop.storage.outbox.update({ ...first!, nextAttemptAt: shop.clock.now() + 600_000 });
    shop.gatewayDown = false;
    const result = await shop.clock.until(shop.connector.sendNotificationsNow({ entryId: second!.entryId }));
    expect(result).toEqual({ delivered: 1, left: 1 });
    expect(shop.gateway.orders().map(({ orderid }) => orderid)).toEqual(['B']);
  });
  it('is not sent again when it is delivered already', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const [entry] = [...shop.storage.notifications.values()];
    const calls = shop.gateway.calls();
    await shop.clock.until(shop.connector.sendNotificationsNow({ entryId: entry!.entryId }));
    expect(shop.gateway.calls()).toBe(calls);
  });
});
