import { describe, expect, it } from 'vitest';
import { accepted, answered, Backlog, duplicate, noAnswer, orderIds, serverError } from './backlog.ts';

const minute = 60_000;
const many = orderIds(0, 10_000);
const down = () => noAnswer;
const up = () => accepted;

describe('10 000 pending notifications', () => {
  it.each([1, 10, 20])(
    'are each delivered once, oldest first, after HiPay was down for %i minutes',
    async (minutes) => {
      const backlog = new Backlog(many, down);
      await backlog.clock.advance(minutes * minute);
      expect(backlog.acceptedOrders).toEqual([]);
      backlog.answer = up;
      await backlog.clock.advance(15 * minute);
      backlog.expectAllInOrder();
    },
  );
  it('are each sent once, oldest first, if HiPay goes down after half of them', async () => {
    const backlog: Backlog = new Backlog(many, () =>
      backlog.acceptedOrders.length < 5000 ? accepted : noAnswer,
    );
    await backlog.clock.advance(10 * minute);
    expect(backlog.acceptedOrders).toEqual(many.slice(0, 5000));
    backlog.answer = up;
    await backlog.clock.advance(15 * minute);
    backlog.expectAllInOrder();
  });
  it('are sent oldest first after two reloads of the page, the second when HiPay is back', async () => {
    const backlog = new Backlog(many, down);
    await backlog.clock.advance(5 * minute);
    backlog.start();
    await backlog.clock.advance(5 * minute);
    backlog.answer = up;
    backlog.start();
    await backlog.clock.advance(1);
    backlog.expectAllInOrder();
  });
  it('are all sent at once, oldest first, when HiPay is back and a person presses "send now"', async () => {
    const backlog = new Backlog(many, down);
    await backlog.clock.advance(30 * minute);
    backlog.answer = up;
    await backlog.clock.until(backlog.delivery.sendNow());
    backlog.expectAllInOrder();
  });
  it('are looked up at HiPay, and not sent again, if each answer is lost once', async () => {
    const atHipay = new Set<string>();
    const backlog = new Backlog(orderIds(0, 200), (orderId) => {
      if (atHipay.has(orderId)) return duplicate;
      atHipay.add(orderId);
      return noAnswer;
    });
    await backlog.clock.advance(24 * 60 * minute);
    expect([...atHipay]).toEqual(backlog.orders);
    expect(backlog.notDelivered()).toEqual([]);
    expect(backlog.tries).toEqual(backlog.orders);
  });
});

describe('an outage', () => {
  it('does not cost a try for each entry', async () => {
    const backlog = new Backlog(many, down);
    await backlog.clock.advance(minute);
    // Rounds of 4, 8, 16, 32 and 64 tries, and the first part of 128.
    expect(backlog.tries.length).toBeLessThan(300);
  });
  it('is probed by the next payment: if HiPay is back, all are delivered, the oldest first and this payment’s last', async () => {
    const backlog = new Backlog(orderIds(0, 300), down);
    await backlog.clock.advance(20 * minute);
    backlog.answer = up;
    backlog.add('Order_now', 0);
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.acceptedOrders).toEqual([...backlog.orders, 'Order_now']);
  });
  it('costs the next payment one try while it lasts', async () => {
    const backlog = new Backlog(orderIds(0, 300), down);
    await backlog.clock.advance(20 * minute);
    const before = backlog.tries.length;
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.tries.slice(before)).toEqual(['Order_00000']);
  });
  it('is not probed before HiPay’s Retry-After, except on a person’s request', async () => {
    const backlog = new Backlog(orderIds(0, 300), () => answered(429, { code: '1' }, '50'));
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.tries).toEqual(['Order_00000']);
    backlog.answer = up;
    await backlog.clock.advance(49_000);
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.tries).toHaveLength(1);
    await backlog.clock.until(backlog.delivery.sendNow());
    // The order that HiPay asked to wait goes last.
    expect(backlog.acceptedOrders).toEqual([...orderIds(1, 300), 'Order_00000']);
  });
  it('is not assumed when HiPay fails for some orders: later orders are still delivered', async () => {
    const failing = new Set(orderIds(0, 50));
    const backlog = new Backlog(orderIds(0, 500), (orderId) =>
      failing.has(orderId) ? serverError : accepted,
    );
    await backlog.clock.advance(5 * minute);
    expect(backlog.acceptedOrders).toEqual(orderIds(50, 500));
    backlog.answer = up;
    await backlog.clock.advance(20 * minute);
    expect(backlog.notDelivered()).toEqual([]);
    expect(backlog.acceptedOrders).toHaveLength(500);
  });
});
