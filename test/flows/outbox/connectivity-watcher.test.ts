import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import { runs } from '../../property-runs.ts';
import { Shop } from '../shop.ts';
import {
  accepted,
  answered,
  Backlog,
  duplicate,
  noAnswer,
  noSidecar,
  orderIds,
  serverError,
} from './backlog.ts';

const minute = 60_000;
/** Too few failures for an outage: each is retried only at its own time. */
const threeOrders = orderIds(0, 3);
const up = () => accepted;

const backlogAfterOutage = async (orders: readonly string[], reply: GatewayReply, ms = 40 * minute) => {
  const backlog = new Backlog(orders, () => reply);
  await backlog.clock.advance(ms);
  backlog.answer = up;
  return backlog;
};

describe('the connection to HiPay is back', () => {
  it.each([
    ['the sidecar', noSidecar, 'sidecar'],
    ['the network', noAnswer, 'network'],
  ] as const)(
    '%s: each notification that failed without it is sent at once, the oldest first',
    async (_, reply, route) => {
      const backlog = await backlogAfterOutage(threeOrders, reply);
      await backlog.clock.until(backlog.delivery.deliverNow());
      expect(backlog.acceptedOrders).toEqual([]);
      const before = backlog.clock.now();
      await backlog.clock.until(backlog.delivery.restored(route));
      backlog.expectAllInOrder();
      expect(backlog.clock.now()).toBe(before);
    },
  );
  it.each([
    ['failed because of the other route', noAnswer],
    ['were answered with an error', serverError],
    ['got no answer in time', { kind: 'no-answer', reason: 'timeout' }],
    ['wait for a person', answered(401, {})],
  ] as const)('does not retry notifications that %s', async (_, reply) => {
    const backlog = await backlogAfterOutage(threeOrders, reply);
    const before = backlog.tries.length;
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.tries).toHaveLength(before);
    expect(backlog.notDelivered()).toHaveLength(3);
  });
  it('retries only the notifications that failed because of this route', async () => {
    const backlog = new Backlog(threeOrders, (orderId) =>
      orderId === threeOrders[1] ? noSidecar : serverError,
    );
    await backlog.clock.advance(40 * minute);
    backlog.answer = up;
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.acceptedOrders).toEqual([threeOrders[1]]);
  });
  it('writes the new due times before it sends anything', async () => {
    const backlog = await backlogAfterOutage(threeOrders, noSidecar);
    backlog.answer = (orderId) => {
      const notDue = backlog.notDelivered().filter((each) => each.nextAttemptAt > backlog.clock.now());
      // Only the notification that is being sent is not due: its try is already counted.
      expect(notDue.map((each) => each.orderId)).toEqual([orderId]);
      return accepted;
    };
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    backlog.expectAllInOrder();
  });
  it('ends the pause of 10 000 notifications: all are sent at once, oldest first', async () => {
    const backlog = await backlogAfterOutage(orderIds(0, 10_000), noSidecar, 20 * minute);
    const before = backlog.clock.now();
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    backlog.expectAllInOrder();
    expect(backlog.clock.now()).toBe(before);
  });
  it('does not end a pause caused by HiPay’s errors', async () => {
    const backlog = await backlogAfterOutage(orderIds(0, 300), serverError, 20 * minute);
    const before = backlog.tries.length;
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.tries).toHaveLength(before);
  });
  it('costs one try if HiPay is still unreachable', async () => {
    const backlog = await backlogAfterOutage(orderIds(0, 300), noSidecar, 20 * minute);
    backlog.answer = () => noSidecar;
    const before = backlog.tries.length;
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.tries.slice(before)).toEqual(['Order_00000']);
  });
  it('does not try before HiPay’s Retry-After', async () => {
    const backlog = new Backlog(threeOrders, (orderId) =>
      orderId === threeOrders[2] ? answered(429, { code: '1' }, '50') : noSidecar,
    );
    await backlog.clock.until(backlog.delivery.deliverNow());
    backlog.answer = up;
    await backlog.clock.advance(45_000);
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.acceptedOrders).toEqual([]);
    await backlog.clock.advance(10 * minute);
    expect([...backlog.acceptedOrders].sort()).toEqual(threeOrders);
  });
  it('delivers later if the storage fails at that moment', async () => {
    const backlog = await backlogAfterOutage(threeOrders, noSidecar);
    const { outbox } = backlog.storage;
    const { wakeForRoutes } = outbox;
    outbox.wakeForRoutes = () => {
      outbox.wakeForRoutes = wakeForRoutes;
      return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
    };
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.acceptedOrders).toEqual([]);
    await backlog.clock.advance(minute);
    backlog.expectAllInOrder();
  });
  it('does not keep the next payment from trying HiPay during the pause', async () => {
    const backlog = await backlogAfterOutage(orderIds(0, 300), serverError, 20 * minute);
    void backlog.delivery.restored('sidecar');
    void backlog.delivery.restored('network');
    await backlog.clock.until(backlog.delivery.deliverNow());
    backlog.expectAllInOrder();
  });
});

describe('a connection that comes and goes', () => {
  it('tries each notification at most every five seconds, and delivers it once', async () => {
    const returnsOfRoutes = fc.array(
      fc.record({ ms: fc.integer({ min: 1, max: 3000 }), route: fc.constantFrom('network', 'sidecar') }),
      { minLength: 1, maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(
        returnsOfRoutes,
        fc.integer({ min: 1, max: 6 }),
        fc.boolean(),
        async (returns, count, isLost) => {
          const atHipay = new Set<string>();
          const triedAt = new Map<string, number[]>();
          const backlog = new Backlog(orderIds(0, count), () => noSidecar);
          await backlog.clock.advance(60 * minute);
          backlog.answer = (orderId) => {
            triedAt.set(orderId, [...(triedAt.get(orderId) ?? []), backlog.clock.now()]);
            // The connection breaks after HiPay took the order, so the answer is lost.
            if (isLost) atHipay.add(orderId);
            return noSidecar;
          };
          const begin = backlog.clock.now();
          for (const { ms, route } of returns) {
            await backlog.clock.advance(ms);
            void backlog.delivery.restored(route);
          }
          const spent = backlog.clock.now() - begin;
          await backlog.clock.advance(0);
          // After an hour a notification waits 15 minutes, and a pause lasts at least half of that. So only restored routes
          // cause tries here.
          for (const times of triedAt.values()) expect(times.length).toBeLessThanOrEqual(2 + spent / 5000);
          backlog.answer = (orderId) => (atHipay.has(orderId) ? duplicate : accepted);
          void backlog.delivery.restored('sidecar');
          await backlog.clock.advance(6000);
          expect(backlog.notDelivered()).toEqual([]);
          expect(backlog.maxParallelOrders).toBe(1);
          expect([...backlog.acceptedOrders, ...atHipay].sort()).toEqual(backlog.orders);
        },
      ),
      runs(30),
    );
  });
  it('does not send again at once when an answer was lost', async () => {
    const backlog = new Backlog(threeOrders.slice(0, 1), () => noSidecar);
    await backlog.clock.until(backlog.delivery.deliverNow());
    backlog.answer = up;
    await backlog.clock.until(backlog.delivery.restored('sidecar'));
    expect(backlog.acceptedOrders).toEqual([]);
    await backlog.clock.advance(2000);
    backlog.expectAllInOrder();
  });
});

describe('the connector', () => {
  /** After so long without HiPay, the next try by the schedule is minutes away. */
  const longOutage = 40 * minute;

  it('delivers at once when its sidecar is connected again', async () => {
    const shop = await Shop.open();
    shop.connector.showSidecar('connected');
    shop.sidecarAway = true;
    shop.connector.showSidecar('away');
    await shop.pay();
    await shop.clock.advance(longOutage);
    shop.sidecarAway = false;
    const before = shop.clock.now();
    shop.connector.showSidecar('connected');
    await shop.clock.advance(0);
    expect(shop.gateway.orders()).toHaveLength(1);
    expect(shop.clock.now()).toBe(before);
  });
  it('delivers at once when the network is back', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    await shop.pay();
    await shop.clock.advance(longOutage);
    shop.gatewayDown = false;
    shop.connector.restored('network');
    await shop.clock.advance(0);
    expect(shop.gateway.orders()).toHaveLength(1);
  });
  it('leaves the delivery to the tab that owns the terminal', async () => {
    const shop = await Shop.open();
    shop.gatewayDown = true;
    await shop.pay();
    await shop.clock.advance(longOutage);
    const otherTab = await shop.anotherTab();
    shop.gatewayDown = false;
    otherTab.restored('network');
    await shop.clock.advance(0);
    expect(shop.gateway.orders()).toEqual([]);
  });
});
