import { describe, expect, it } from 'vitest';
import { Shop } from '../shop.ts';

const minute = 60_000;
const entries = (shop: Shop) => [...shop.storage.notifications.values()];
const reportedOffMs = (shop: Shop) => shop.snapshots.at(-1)?.clockOffMs ?? 0;

/** A shop that has taken a payment while HiPay's clock is behind its own; undefined: HiPay's answers carry no time. */
async function paidWithClockBehind(behindMs: number | undefined): Promise<Shop> {
  const shop = await Shop.open();
  shop.gatewayBehindMs = behindMs;
  expect((await shop.pay()).outcome).toBe('APPROVED');
  await shop.clock.advance(1000);
  return shop;
}

describe('HiPay’s own time', () => {
  it('is recorded with each delivery, and a wrong local clock is reported', async () => {
    const shop = await paidWithClockBehind(7 * minute);
    const [entry] = entries(shop);
    const { theirs = 0, ours = 0 } = entry?.hipayClock ?? {};
    expect(entry?.state).toBe('delivered');
    expect(ours).toBe(entry?.deliveredAt);
    // The Date header has whole seconds.
    expect(Math.abs(ours - theirs - 7 * minute)).toBeLessThan(1000);
    expect(reportedOffMs(shop)).toBe(7 * minute);
  });
  it('keeps the report until HiPay’s next answer agrees with the local clock', async () => {
    const shop = await paidWithClockBehind(-7 * minute);
    expect(reportedOffMs(shop)).toBe(-7 * minute);
    shop.gatewayBehindMs = 0;
    await shop.pay({ orderId: 'Order_2' });
    await shop.clock.advance(1000);
    expect(reportedOffMs(shop)).toBe(0);
  });
  it.each([0, 4 * minute, undefined])('%s ms behind: nothing is reported', async (behindMs) => {
    const shop = await paidWithClockBehind(behindMs);
    expect(reportedOffMs(shop)).toBe(0);
    expect(entries(shop)[0]?.hipayClock === undefined).toBe(behindMs === undefined);
  });
});
