import { describe, expect, it, vi } from 'vitest';
import { newerTabFailure } from '../../../src/core/connector-api/snapshot.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const order = (orderId: string) => aRequest({ orderId });

it('lets the running payment end, and refuses new orders meanwhile and afterwards', async () => {
  const shop = await Shop.open();
  const before = await shop.clock.until(shop.connector.takePayment(order('Before')));
  expect(before.outcome).toBe('APPROVED');
  const running = shop.connector.takePayment(order('Running'));
  let gaveWay = false;
  const giving = shop.connector.giveWay().then(() => {
    gaveWay = true;
  });
  const joined = shop.connector.takePayment(order('Running'));
  const refused = await shop.connector.takePayment(order('Other'));
  expect(refused).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record', detail: newerTabFailure });
  expect(gaveWay).toBe(false);
  const [answer, same] = await shop.clock.until(Promise.all([running, joined]));
  expect(answer.outcome).toBe('APPROVED');
  expect(same.paymentId).toBe(answer.paymentId);
  await shop.clock.until(giving);

  expect(await shop.connector.takePayment(order('Next'))).toMatchObject({
    outcome: 'NOT_SENT',
    failure: 'cannot-record',
    detail: newerTabFailure,
  });
  // An order that was paid is still answered as paid.
  for (const id of ['Before', 'Running'])
    expect(await shop.connector.takePayment(order(id))).toMatchObject({
      outcome: 'APPROVED',
      replayed: true,
    });
  expect(shop.snapshots.at(-1)?.storageFailure).toBe(newerTabFailure);
  expect(shop.storage.payments.size).toBe(2);
});

it('refuses a new order between the end of the running payment and the closing', async () => {
  const shop = await Shop.open();
  const running = shop.connector.takePayment(order('Running'));
  const giving = shop.connector.giveWay();
  await shop.clock.until(running);
  const next = await shop.connector.takePayment(order('Next'));
  expect(next).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record' });
  await shop.clock.until(giving);
});

describe('before a reload of the page', () => {
  it('keeps the page while a payment runs', async () => {
    const shop = await Shop.open();
    const running = shop.connector.takePayment(order('Running'));
    expect(shop.connector.tryLeave()).toBe(false);
    expect((await shop.clock.until(running)).outcome).toBe('APPROVED');
    expect((await shop.clock.until(shop.connector.takePayment(order('Next')))).outcome).toBe('APPROVED');
  });
  it('begins no payment any more, answers paid orders, and begins again if no reload came', async () => {
    const shop = await Shop.open();
    await shop.clock.until(shop.connector.takePayment(order('Before')));
    expect(shop.connector.tryLeave()).toBe(true);
    expect(await shop.connector.takePayment(order('Meanwhile'))).toMatchObject({
      outcome: 'NOT_SENT',
      charge: 'not-charged',
      failure: 'page-not-open',
    });
    expect(await shop.connector.takePayment(order('Before'))).toMatchObject({ replayed: true });
    expect(shop.storage.payments.size).toBe(1);
    await shop.clock.advance(50_000);
    // A second reload has a whole minute too.
    expect(shop.connector.tryLeave()).toBe(true);
    await shop.clock.advance(50_000);
    expect(await shop.connector.takePayment(order('Meanwhile'))).toMatchObject({ outcome: 'NOT_SENT' });
    await shop.clock.advance(10_000);
    const later = await shop.clock.until(shop.connector.takePayment(order('Meanwhile')));
    expect(later.outcome).toBe('APPROVED');
  });
  it('lets the running payment end, and begins no other one after it', async () => {
    const shop = await Shop.open();
    const running = shop.connector.takePayment(order('Running'));
    const holding = shop.connector.holdPayments();
    await shop.clock.advance(100);
    // The terminal is used: this is the reason, as always.
    expect(await shop.connector.takePayment(order('Second'))).toMatchObject({ failure: 'payment-running' });
    const next = running.then(() => shop.connector.takePayment(order('Next')));
    expect((await shop.clock.until(running)).outcome).toBe('APPROVED');
    expect(await shop.clock.until(next)).toMatchObject({ outcome: 'NOT_SENT', failure: 'page-not-open' });
    expect(await shop.clock.until(holding)).toBe(true);
    shop.connector.payAgain();
    expect((await shop.clock.until(shop.connector.takePayment(order('Next')))).outcome).toBe('APPROVED');
  });
  it('begins no payment while the last one waits for HiPay, so that tills in turn do not keep the page', async () => {
    const shop = await Shop.open();
    vi.spyOn(shop.gateway.app, 'request').mockReturnValue(new Promise(() => {}));
    const running = shop.connector.takePayment(order('Running'));
    let isHeld: boolean | undefined;
    const holding = shop.connector.holdPayments().then((held) => {
      isHeld = held;
    });
    while (shop.snapshots.at(-1)?.payment?.phase !== 'notifying') await shop.clock.advance(100);
    expect(await shop.connector.takePayment(order('Next'))).toMatchObject({
      outcome: 'NOT_SENT',
      charge: 'not-charged',
      failure: 'page-not-open',
    });
    expect(isHeld).toBeUndefined();
    await shop.clock.until(Promise.all([running, holding]));
    expect(isHeld).toBe(true);
    expect(shop.movedAmounts).toHaveLength(1);
  });
  it('names the reload, and no payment, to orders of the same moment', async () => {
    const shop = await Shop.open();
    await shop.clock.until(shop.connector.takePayment(order('Before')));
    expect(shop.connector.tryLeave()).toBe(true);
    const answers = ['Before', 'Second', 'Third'].map((id) => shop.connector.takePayment(order(id)));
    const refused = { outcome: 'NOT_SENT', charge: 'not-charged', failure: 'page-not-open' };
    expect(await Promise.all(answers)).toMatchObject([{ replayed: true }, refused, refused]);
  });
  it('says of a duplicate only that it sent nothing', async () => {
    const shop = await Shop.open('accept', { terminal: { language: 'caisse-ap-v3' } });
    await shop.pay();
    expect(shop.connector.tryLeave()).toBe(true);
    expect(await shop.pay({ transactionType: 'Duplicate' })).toMatchObject({
      failure: 'page-not-open',
      charge: 'nothing-sent',
    });
  });
  it('ends the hold as soon as payments may begin again', async () => {
    const shop = await Shop.open('slow-customer');
    const running = shop.connector.takePayment(order('Running'));
    const holding = shop.connector.holdPayments();
    shop.connector.payAgain();
    const next = running.then(() => shop.connector.takePayment(order('Next')));
    expect((await shop.clock.until(next)).outcome).toBe('APPROVED');
    expect(await shop.clock.until(holding)).toBe(false);
  });
  it('holds payments for five minutes at most', async () => {
    const shop = await Shop.open('silent-at-6', { terminal: { timers: { customerMs: 301_000 } } });
    const running = shop.connector.takePayment(order('Running'));
    const holding = shop.connector.holdPayments();
    expect((await shop.clock.until(running)).outcome).toBe('UNKNOWN');
    expect(await shop.clock.until(holding)).toBe(false);
    const next = await shop.clock.until(shop.connector.takePayment(order('Next')));
    expect(next.failure).not.toBe('page-not-open');
  });
});
