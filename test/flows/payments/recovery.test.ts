import { describe, expect, it } from 'vitest';
import type { RecordState } from '../../../src/core/payment/payment-record.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

describe('after a restart', () => {
  it.each<[RecordState, RecordState, string | undefined]>([
    ['intended', 'closed', 'NOT_SENT'],
    ['sending', 'unknown', 'UNKNOWN'],
    ['waiting', 'unknown', 'UNKNOWN'],
    ['answered', 'answered', undefined],
    ['closed', 'closed', undefined],
    ['unknown', 'unknown', undefined],
  ])('turns a record left at %s into %s', async (left, found, outcome) => {
    const shop = await Shop.open();
    await shop.storage.journal.write(aRecord({ state: left }));
    await shop.start();
    expect(shop.records.map((record) => [record.state, record.outcome])).toEqual([[found, outcome]]);
  });
  it('charges an order that was left at intended, not an order that was left at sending', async () => {
    for (const [state, outcome] of [
      ['intended', 'APPROVED'],
      ['sending', 'UNKNOWN'],
    ] as const) {
      const shop = await Shop.open();
      await shop.storage.journal.write(aRecord({ state }));
      await shop.start();
      expect((await shop.pay()).outcome).toBe(outcome);
    }
  });
  it('writes the recovered state as soon as the storage works again', async () => {
    const shop = await Shop.open();
    await shop.storage.journal.write(aRecord({ state: 'sending' }));
    let fails = 2;
    shop.storage.mustFail = () => fails-- > 0;
    await shop.start();
    expect(shop.records[0]?.state).toBe('sending');
    await shop.clock.advance(15_000);
    expect(shop.records[0]).toMatchObject({ state: 'unknown', outcome: 'UNKNOWN' });
  });
  it('does not touch a payment that a till has begun meanwhile', async () => {
    const shop = await Shop.open();
    const [paid] = await shop.clock.until(Promise.all([shop.payLater(), shop.connector.start()]));
    expect(paid.outcome).toBe('APPROVED');
    expect(shop.records[0]?.history.map(({ state }) => state)).not.toContain('closed');
  });
  it('delivers the notifications that were pending before', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    expect((await shop.pay()).notification).toMatchObject({
      sent: false,
      pending: 1,
      failure: 'hipay-unreachable',
    });
    shop.gatewayDown = false;
    await shop.start();
    await shop.clock.advance(10_000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
});

/** A terminal whose answers have no private digits: nothing in them proves to which payment they belong. */
const withoutDigits = { terminal: { privateDigits: false } };

describe('a payment in doubt', () => {
  it('is on the screen of every tab after a restart, with the time of the restart as the beginning of the doubt', async () => {
    const shop = await Shop.open();
    await shop.storage.journal.write(aRecord({ state: 'waiting' }));
    await shop.clock.advance(60_000);
    await shop.start();
    const restarted = shop.records[0]?.updatedAt;
    expect(restarted).toBeGreaterThan(1000);
    const doubt = { paymentId: 'payment-1', state: 'unknown', createdAt: 1000, doubtfulSince: restarted };
    expect(shop.snapshots.at(-1)?.payments).toMatchObject([doubt]);
    const other = await shop.anotherTab();
    await shop.clock.until(other.recover());
    expect((await other.snapshot()).payments).toMatchObject([doubt]);
  });
  it('does not prevent that another order of the same amount is sent', async () => {
    const shop = await Shop.open('silent-at-3', withoutDigits);
    expect((await shop.pay({ orderId: 'Order_1' })).outcome).toBe('UNKNOWN');
    await shop.start('accept');
    // Order_2 is sent and charged. Its answer also fits the payment in doubt, so a person decides about both
    // (decision 34).
    expect((await shop.pay({ orderId: 'Order_2' })).outcome).toBe('UNKNOWN');
    expect(shop.movedAmounts).toEqual([1023]);
  });
});

describe('an answer that comes late', () => {
  it('settles the only unknown payment that it fits, and notifies HiPay', async () => {
    const shop = await Shop.open('too-slow-customer');
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    await shop.clock.advance(60_000);
    expect(shop.records.map(({ outcome, answer }) => [outcome, answer?.late])).toEqual([['APPROVED', true]]);
    expect(shop.gateway.orders()).toHaveLength(1);
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(shop.movedAmounts).toEqual([1023]);
  });
  it('settles nothing when two unknown payments would fit', async () => {
    const shop = await Shop.open('too-slow-customer', withoutDigits);
    await shop.storage.journal.write(
      aRecord({ paymentId: 'older', orderId: 'Order_0', state: 'unknown', outcome: 'UNKNOWN' }),
    );
    await shop.pay();
    await shop.clock.advance(60_000);
    expect(shop.records.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
    expect(shop.gateway.orders()).toEqual([]);
  });
  it('settles a payment whose end could not be written to the journal', async () => {
    const shop = await Shop.open('too-slow-customer');
    shop.storage.mustFail = ({ state }) => state === 'unknown';
    expect((await shop.pay()).outcome).toBe('UNKNOWN');
    expect(shop.records[0]?.state).toBe('waiting');
    shop.storage.mustFail = () => false;
    await shop.clock.advance(60_000);
    expect(shop.records[0]).toMatchObject({ outcome: 'APPROVED', answer: { late: true } });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('does not settle an older payment of the same amount when it repeats a later payment’s answer', async () => {
    const shop = await Shop.open('silent-at-3');
    expect((await shop.pay({ orderId: 'Order_1' })).outcome).toBe('UNKNOWN');
    await shop.start('answer-twice');
    // After this answer the terminal cannot hold the answer to the first payment any more.
    expect((await shop.pay({ orderId: 'Order_2', amountMinor: 500 })).outcome).toBe('APPROVED');
    await shop.clock.advance(60_000);
    expect((await shop.pay({ orderId: 'Order_3' })).outcome).toBe('APPROVED');
    await shop.clock.advance(60_000);
    expect(shop.records.map(({ orderId, outcome }) => [orderId, outcome])).toEqual([
      ['Order_1', 'UNKNOWN'],
      ['Order_2', 'APPROVED'],
      ['Order_3', 'APPROVED'],
    ]);
    expect(shop.gateway.orders()).toHaveLength(2);
  });
  it('for an earlier payment does not make the next payment a success', async () => {
    const shop = await Shop.open('too-slow-customer');
    await shop.pay({ orderId: 'Order_1', amountMinor: 500 });
    const next = await shop.pay({ orderId: 'Order_2', amountMinor: 999 });
    expect(next.outcome).not.toBe('APPROVED');
  });
});
