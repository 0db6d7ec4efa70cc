import { describe, expect, it } from 'vitest';
import { maxPageRows } from '../../../src/core/ports/storage.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const copyOf = async (shop: Shop) => (await shop.connector.exportRecordsPiece({})).text;
const add = (shop: Shop, text: string) => shop.clock.until(shop.connector.importRecords({ text }));

describe('a copy of the records', () => {
  it('imported into an empty browser, answers the till as before, and notifies HiPay of nothing twice', async () => {
    const old = await Shop.open();
    await old.pay();
    const shop = await Shop.open();
    expect(await add(shop, await copyOf(old))).toEqual({ imported: true, added: 1, known: 0 });
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED', replayed: true });
    expect(shop.movedAmounts).toEqual([]);
    expect(shop.gateway.orders()).toEqual([]);
    expect(shop.records).toEqual(old.records);
  });
  it('imports pending notifications, and sends them', async () => {
    const old = await Shop.open();
    old.gatewayDown = true;
    await old.pay();
    const shop = await Shop.open();
    await add(shop, await copyOf(old));
    await shop.clock.advance(60_000);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('added again changes nothing', async () => {
    const shop = await Shop.open();
    await shop.pay();
    expect(await add(shop, await copyOf(shop))).toEqual({ imported: true, added: 0, known: 1 });
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('is refused while a payment runs, and when the file is no copy', async () => {
    const shop = await Shop.open();
    expect(await add(shop, 'hello')).toMatchObject({ imported: false, failure: 'request-invalid' });
    const paying = shop.payLater();
    expect(await shop.connector.importRecords({ text: '' })).toMatchObject({ failure: 'payment-running' });
    await shop.clock.until(paying);
  });
  it('of a long journal comes in complete pieces, which say if another follows', async () => {
    const old = await Shop.open();
    await old.pay();
    for (let n = 1; n <= maxPageRows; n++) {
      await old.storage.journal.write(aRecord({ paymentId: `p${n}`, createdAt: n, state: 'closed' }));
    }
    const first = await old.connector.exportRecordsPiece({});
    const second = await old.connector.exportRecordsPiece({ ...(first.next && { after: first.next }) });
    expect(second.next).toBeUndefined();
    const shop = await Shop.open();
    // The newest payments are in the first piece, each with its notification.
    expect(JSON.parse(first.text).notifications).toHaveLength(1);
    expect(JSON.parse(second.text).notifications).toEqual([]);
    expect(await add(shop, first.text)).toEqual({ imported: true, added: maxPageRows, known: 0, more: true });
    expect(await add(shop, second.text)).toEqual({ imported: true, added: 1, known: 0 });
    expect(shop.records).toHaveLength(old.records.length);
  });
  it('says how many records were added when the storage fails', async () => {
    const old = await Shop.open();
    for (const n of [1, 2]) {
      await old.storage.journal.write(aRecord({ paymentId: `p${n}`, createdAt: n, state: 'closed' }));
    }
    const shop = await Shop.open();
    shop.storage.mustFail = ({ paymentId }) => paymentId === 'p2';
    expect(await add(shop, await copyOf(old))).toMatchObject({
      imported: false,
      failure: 'cannot-record',
      detail: expect.stringContaining('1 added'),
    });
  });
});
