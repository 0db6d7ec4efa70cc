import { describe, expect, it } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { monthsBefore } from '../../../src/core/records/erasing.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const day = 24 * 3_600_000;
const { request } = aRecord();
const sale = (paymentId: string, createdAt: number, customer: string, change: Partial<PaymentRecord> = {}) =>
  aRecord({
    paymentId,
    orderId: paymentId,
    createdAt,
    state: 'answered',
    outcome: 'APPROVED',
    request: { ...request, orderId: paymentId, customer: { id: customer } },
    ...change,
  });

/** A shop that has taken these sales. HiPay has the notifications of all but the payment `parkedId`. */
async function shopWith(sales: readonly PaymentRecord[], parkedId = '') {
  const shop = await Shop.open();
  for (const record of sales) {
    const { paymentId } = record;
    const entry = anEntry({
      entryId: paymentId,
      paymentId,
      nextAttemptAt: Number.MAX_SAFE_INTEGER,
      state: paymentId === parkedId ? 'parked' : 'delivered',
    });
    await shop.storage.journal.writeWithNotifications(record, [entry]);
  }
  return shop;
}
const customersOf = (shop: Shop) =>
  Object.fromEntries(
    shop.records.map(({ paymentId, request: { customer } }) => [paymentId, customer.id ?? 'erased']),
  );

describe('old payments', () => {
  it('lose their customer after 24 months, some minutes after the start and then each day', async () => {
    const empty = await Shop.open();
    const now = empty.clock.now();
    const limit = monthsBefore(now, 24);
    const shop = await shopWith([sale('old', limit - day, 'C1'), sale('young', limit + day / 2, 'C1')]);
    await shop.start('accept');
    expect(customersOf(shop)).toEqual({ old: 'C1', young: 'C1' });
    await shop.clock.advance(6 * 60_000);
    expect(customersOf(shop)).toEqual({ old: 'erased', young: 'C1' });
    await shop.clock.advance(day);
    expect(customersOf(shop)).toEqual({ old: 'erased', young: 'erased' });
    expect(shop.records.map(({ outcome }) => outcome)).toEqual(['APPROVED', 'APPROVED']);
  });
  it('keep their customer while HiPay has not been notified, or the payment is in doubt', async () => {
    const shop = await shopWith(
      [sale('parked', 1000, 'C1'), sale('doubtful', 1000, 'C1', { state: 'unknown', outcome: 'UNKNOWN' })],
      'parked',
    );
    await shop.start('accept');
    await shop.clock.advance(6 * 60_000);
    expect(customersOf(shop)).toEqual({ parked: 'C1', doubtful: 'C1' });
  });
});

describe('one customer', () => {
  it('is erased from all finished payments at once; the answer counts the payments that must wait', async () => {
    const sales = Array.from({ length: 250 }, (_, i) => sale(`s${i}`, 1000 + i, i % 2 === 0 ? 'C1' : 'C2'));
    const shop = await shopWith(sales, 's0');
    expect(await shop.clock.until(shop.connector.eraseCustomer({ customerId: 'C1' }))).toEqual({
      erased: 124,
      waiting: 1,
    });
    const left = Object.values(customersOf(shop)).filter((id) => id !== 'erased');
    expect([left.filter((id) => id === 'C1').length, left.filter((id) => id === 'C2').length]).toEqual([
      1, 125,
    ]);
  });
});

describe('the time some calendar months before', () => {
  it.each([
    ['2026-12-01T10:00:00Z', 24, '2024-12-01T10:00:00Z'],
    ['2028-02-29T00:00:00Z', 12, '2027-02-28T00:00:00Z'],
    ['2026-05-31T23:59:59Z', 3, '2026-02-28T23:59:59Z'],
    ['2026-01-15T00:00:00Z', 1, '2025-12-15T00:00:00Z'],
  ])('%s, %d months: %s', (now, months, before) => {
    expect(new Date(monthsBefore(Date.parse(now), months)).toISOString()).toBe(before.replace('Z', '.000Z'));
  });
});
