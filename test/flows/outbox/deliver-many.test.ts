import { describe, expect, it } from 'vitest';
import { accepted, answered, Backlog, duplicate, names, noAnswer, serverError } from './backlog.ts';

const minute = 60_000;
const many = names(0, 10_000);
const down = () => noAnswer;
const up = () => accepted;

describe('10 000 pending notifications', () => {
  it.each([1, 10, 20])('HiPay down for %i minutes, then up: each once, in order of age', async (minutes) => {
    const backlog = new Backlog(many, down);
    await backlog.clock.advance(minutes * minute);
    expect(backlog.acceptedOrders).toEqual([]);
    backlog.answer = up;
    await backlog.clock.advance(15 * minute);
    backlog.expectAllInOrder();
  });
  it('HiPay goes down after half of them: the rest follow in order, and none is sent twice', async () => {
    const backlog: Backlog = new Backlog(many, () =>
      backlog.acceptedOrders.length < 5000 ? accepted : noAnswer,
    );
    await backlog.clock.advance(10 * minute);
    expect(backlog.acceptedOrders).toEqual(many.slice(0, 5000));
    backlog.answer = up;
    await backlog.clock.advance(15 * minute);
    backlog.expectAllInOrder();
  });
  it('the page is reloaded twice, the second time when HiPay is back: the oldest goes first', async () => {
    const backlog = new Backlog(many, down);
    await backlog.clock.advance(5 * minute);
    backlog.start();
    await backlog.clock.advance(5 * minute);
    backlog.answer = up;
    backlog.start();
    await backlog.clock.advance(1);
    backlog.expectAllInOrder();
  });
  it('a person presses "send now" once HiPay is back: all go at once, in order', async () => {
    const backlog = new Backlog(many, down);
    await backlog.clock.advance(30 * minute);
    backlog.answer = up;
    await backlog.clock.until(backlog.delivery.sendNow());
    backlog.expectAllInOrder();
  });
  it('each answer is lost once: HiPay is asked, and nothing is sent again', async () => {
    const atHipay = new Set<string>();
    const backlog = new Backlog(names(0, 200), (orderId) => {
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
    const backlog = new Backlog(names(0, 300), down);
    await backlog.clock.advance(20 * minute);
    backlog.answer = up;
    backlog.add('Order_now', 0);
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.acceptedOrders).toEqual([...backlog.orders, 'Order_now']);
  });
  it('costs the next payment one try while it lasts', async () => {
    const backlog = new Backlog(names(0, 300), down);
    await backlog.clock.advance(20 * minute);
    const before = backlog.tries.length;
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.tries.slice(before)).toEqual(['Order_00000']);
  });
  it('is not probed before HiPay’s Retry-After, except on a person’s request', async () => {
    const backlog = new Backlog(names(0, 300), () => answered(429, { code: '1' }, '50'));
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.tries).toEqual(['Order_00000']);
    backlog.answer = up;
    await backlog.clock.advance(49_000);
    await backlog.clock.until(backlog.delivery.deliverNow());
    expect(backlog.tries).toHaveLength(1);
    await backlog.clock.until(backlog.delivery.sendNow());
    // The order that HiPay asked to wait goes last.
    expect(backlog.acceptedOrders).toEqual([...names(1, 300), 'Order_00000']);
  });
  it('is not assumed when HiPay fails for some orders: later orders are still delivered', async () => {
    const failing = new Set(names(0, 50));
    const backlog = new Backlog(names(0, 500), (orderId) => (failing.has(orderId) ? serverError : accepted));
    await backlog.clock.advance(5 * minute);
    expect(backlog.acceptedOrders).toEqual(names(50, 500));
    backlog.answer = up;
    await backlog.clock.advance(20 * minute);
    expect(backlog.notDelivered()).toEqual([]);
    expect(backlog.acceptedOrders).toHaveLength(500);
  });
});
