import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import { accepted, answered, Backlog, duplicate, noAnswer, notFound, orderIds } from './backlog.ts';

const replyWithRetryAfter = (retryAfter: number) => answered(503, { code: '1' }, String(retryAfter));
/** HiPay's look-up works, also for the orders that HiPay answers with an error. */
const withLookUps = (orders: readonly string[], answer: (orderId: string) => GatewayReply) =>
  new Backlog(orders, answer, true);

describe('an order that HiPay always answers with Retry-After', () => {
  it('does not block the others: they are all delivered after at most one pause', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 120 }),
        fc.nat(),
        fc.integer({ min: 0, max: 90 }),
        async (count, index, retryAfter) => {
          const orders = orderIds(0, count);
          const blocked = orders[index % count]!;
          const backlog = withLookUps(orders, (id) =>
            id === blocked ? replyWithRetryAfter(retryAfter) : accepted,
          );
          await backlog.clock.advance(retryAfter * 1000 + 3000);
          expect(backlog.acceptedOrders).toEqual(orders.filter((id) => id !== blocked));
          backlog.delivery.stop();
        },
      ),
    );
  });
  it('does not block the others if there are several such orders: each costs one pause', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 59 }), { maxLength: 5 }), async (indexes) => {
        const orders = orderIds(0, 60);
        const blocked = new Set(indexes.map((index) => orders[index]!));
        const good = orders.filter((id) => !blocked.has(id));
        const backlog = withLookUps(orders, (id) => (blocked.has(id) ? replyWithRetryAfter(1) : accepted));
        await backlog.clock.advance(5 * 60_000);
        expect(backlog.acceptedOrders).toEqual(good);
        const triesBeforeLastGood = backlog.tries.slice(0, backlog.tries.indexOf(good.at(-1)!));
        const blockedTries = triesBeforeLastGood.filter((id) => blocked.has(id));
        expect(blockedTries.length).toBeLessThanOrEqual(blocked.size);
        backlog.delivery.stop();
      }),
    );
  });
  it.each(['3600', '86400', '9'.repeat(300)])(
    'blocks the others for a minute at most, and itself for an hour: Retry-After %s',
    async (retryAfter) => {
      const html = { ...answered(502, '<html>', retryAfter), body: '<html>' };
      const backlog = withLookUps(orderIds(0, 3), (id) => (id === 'Order_00000' ? html : accepted));
      await backlog.clock.advance(0);
      backlog.add('Order_00003', 0);
      await backlog.clock.until(backlog.delivery.deliverNow());
      await backlog.clock.advance(61_000);
      expect(backlog.acceptedOrders).toEqual(orderIds(1, 4));
      await backlog.clock.advance(58 * 60_000);
      expect(backlog.tries.filter((id) => id === 'Order_00000')).toHaveLength(1);
      await backlog.clock.advance(60_000);
      expect(backlog.tries.filter((id) => id === 'Order_00000')).toHaveLength(2);
    },
  );
  it('blocks no other with a Retry-After that cannot be read', async () => {
    const replyOf = (id: string) => (id === 'Order_00000' ? answered(503, '', 'Wednesday 2027') : accepted);
    const backlog = withLookUps(orderIds(0, 3), replyOf);
    await backlog.clock.advance(0);
    expect(backlog.acceptedOrders).toEqual(orderIds(1, 3));
  });
  it('is not tried first by a new page or service worker, which does not know of the pause', async () => {
    const backlog = withLookUps(orderIds(0, 4), (id) =>
      id === 'Order_00000' ? replyWithRetryAfter(1) : accepted,
    );
    await backlog.clock.advance(0);
    expect(backlog.tries).toEqual(['Order_00000']);
    backlog.start();
    await backlog.clock.advance(0);
    expect(backlog.acceptedOrders).toEqual(orderIds(1, 4));
  });
  it('delays a later sale only until the end of its Retry-After, also when its own pause has become long', async () => {
    const backlog = withLookUps(orderIds(0, 1), (id) =>
      id === 'Order_00000' ? replyWithRetryAfter(5) : accepted,
    );
    await backlog.clock.advance(2 * 3_600_000);
    const tries = backlog.tries.length;
    expect(tries).toBeLessThan(25);
    for (const orderId of orderIds(1, 20)) {
      backlog.add(orderId, 0);
      await backlog.clock.until(backlog.delivery.deliverNow());
      await backlog.clock.advance(6000);
      expect(backlog.acceptedOrders.at(-1)).toBe(orderId);
    }
    // The later sales do not change the schedule of this order: it is tried once more at most.
    expect(backlog.tries.filter((id) => id === 'Order_00000').length).toBeLessThanOrEqual(tries + 1);
  });
  it('delays a later sale until the end of its Retry-After, then the sale is tried without a new call', async () => {
    const backlog = withLookUps(orderIds(0, 1), () => replyWithRetryAfter(60));
    await backlog.clock.advance(0);
    backlog.add('Order_00001', 0);
    await backlog.clock.until(backlog.delivery.deliverNow());
    await backlog.clock.advance(59_000);
    expect(backlog.tries).toEqual(['Order_00000']);
    await backlog.clock.advance(2000);
    expect(backlog.tries).toEqual(['Order_00000', 'Order_00001']);
  });
  it.each([1, 60, 3600])(
    'delays good sales by about two minutes, if there are twelve such orders: Retry-After %i',
    async (seconds) => {
      const bad = new Set(orderIds(0, 12));
      const backlog = withLookUps(orderIds(0, 13), (id) =>
        bad.has(id) ? replyWithRetryAfter(seconds) : accepted,
      );
      await backlog.clock.advance(125_000);
      expect(backlog.acceptedOrders).toEqual(['Order_00012']);
      backlog.add('Order_00013', 0);
      await backlog.clock.until(backlog.delivery.deliverNow());
      await backlog.clock.advance(61_000);
      expect(backlog.acceptedOrders).toEqual(['Order_00012', 'Order_00013']);
      backlog.delivery.stop();
    },
  );
  it('delays good sales by about two minutes, if every second order is such an order', async () => {
    const isBad = (id: string) => Number(id.slice(-5)) % 2 === 0;
    const backlog = withLookUps(orderIds(0, 20), (id) => (isBad(id) ? replyWithRetryAfter(60) : accepted));
    await backlog.clock.advance(125_000);
    expect(backlog.acceptedOrders).toEqual(orderIds(0, 20).filter((id) => !isBad(id)));
    backlog.delivery.stop();
  });
  it('delays a later sale by at most a minute, also after hours and with many such orders', async () => {
    const bad = new Set(orderIds(0, 40));
    const backlog = withLookUps(orderIds(0, 40), (id) => (bad.has(id) ? replyWithRetryAfter(30) : accepted));
    await backlog.clock.advance(2 * 3_600_000);
    for (const orderId of orderIds(40, 50)) {
      backlog.add(orderId, 0);
      await backlog.clock.until(backlog.delivery.deliverNow());
      await backlog.clock.advance(61_000);
      expect(backlog.acceptedOrders.at(-1)).toBe(orderId);
    }
    backlog.delivery.stop();
  });
});

describe('an order that HiPay calls a duplicate and does not find', () => {
  const createBacklog = (answer: (orderId: string) => GatewayReply) => {
    const backlog = new Backlog(orderIds(0, 6), (id) => (id === 'Order_00000' ? duplicate : answer(id)));
    backlog.lookUpReply = (id) => (id === 'Order_00000' ? notFound : undefined);
    return backlog;
  };
  const gapsOf = ({ lookUps }: Backlog) => {
    const own = lookUps.filter(({ orderId }) => orderId === 'Order_00000').map(({ at }) => at);
    return own.slice(1).map((at, index) => at - own[index]!);
  };
  it.each([
    ['fail', () => noAnswer],
    ['get a Retry-After', () => replyWithRetryAfter(20)],
  ])('waits five minutes between its tries while the others %s', async (_, answer) => {
    const backlog = createBacklog(answer);
    await backlog.clock.advance(9 * 60_000);
    expect(Math.min(...gapsOf(backlog))).toBeGreaterThanOrEqual(300_000);
    const [entry] = await backlog.storage.outbox.findAll(['Order_00000']);
    expect(entry).toMatchObject({ state: 'pending', lastFailure: 'hipay-refused' });
    backlog.delivery.stop();
  });
  it('keeps its five minutes after a new start, and is delivered once HiPay finds it', async () => {
    const backlog = createBacklog(() => noAnswer);
    await backlog.clock.advance(60_000);
    backlog.start();
    await backlog.clock.advance(60_000);
    expect(gapsOf(backlog)).toEqual([]);
    backlog.lookUpReply = () => undefined;
    await backlog.clock.advance(20 * 60_000);
    expect((await backlog.storage.outbox.findAll(['Order_00000']))[0]?.state).toBe('delivered');
    backlog.delivery.stop();
  });
});
