import { describe, expect, it } from 'vitest';
import { accepted, answered, Backlog, orderIds } from './backlog.ts';

const refusedLogin = answered(403, '<html>proxy</html>');
const minute = 60_000;

/** Five sales whose login was refused, for whatever reason. */
async function parkedBacklog(): Promise<Backlog> {
  const backlog = new Backlog(orderIds(0, 5), () => refusedLogin, true);
  await backlog.clock.advance(30 * minute);
  expect(backlog.notDelivered().map(({ state }) => state)).toEqual(Array(5).fill('parked'));
  return backlog;
}

const sell = async (backlog: Backlog, orderId: string) => {
  backlog.add(orderId, 0);
  await backlog.clock.until(backlog.delivery.deliverNow());
};

describe('notifications parked for a refused login', () => {
  it('are delivered in the same run when HiPay accepts a later sale with this login', async () => {
    const backlog = await parkedBacklog();
    backlog.answer = () => accepted;
    await sell(backlog, 'Order_now');
    expect(backlog.acceptedOrders).toEqual(['Order_now', ...orderIds(0, 5)]);
    expect(backlog.notDelivered()).toEqual([]);
  });
  it('are delivered after HiPay accepted the one that a person sent', async () => {
    const backlog = await parkedBacklog();
    backlog.answer = () => accepted;
    await backlog.clock.until(backlog.delivery.sendOne('Order_00003'));
    await backlog.clock.advance(1000);
    expect(backlog.notDelivered()).toEqual([]);
  });
  it('are tried at most once for each acceptance, and less and less often if HiPay refuses them again', async () => {
    const backlog = await parkedBacklog();
    backlog.answer = (orderId) => (orderId === 'Order_00000' ? refusedLogin : accepted);
    const before = backlog.tries.length;
    await sell(backlog, 'Order_now');
    await backlog.clock.advance(60 * minute);
    // One try after the first acceptance, and one after the acceptance of the four others.
    const triesOfRefused = () => backlog.tries.slice(before).filter((id) => id === 'Order_00000').length;
    expect(triesOfRefused()).toBeLessThanOrEqual(2);
    for (const orderId of orderIds(100, 400)) await sell(backlog, orderId);
    expect(triesOfRefused()).toBeLessThanOrEqual(3);
    expect(backlog.notDelivered()).toMatchObject([{ entryId: 'Order_00000', attempts: expect.any(Number) }]);
    for (const orderId of orderIds(400, 500)) {
      await backlog.clock.advance(minute);
      await sell(backlog, orderId);
    }
    expect(triesOfRefused()).toBeLessThan(20);
  });
  it('stay parked when HiPay accepts another login, or does not accept the later sale', async () => {
    const backlog = await parkedBacklog();
    backlog.login = 'another';
    backlog.answer = () => accepted;
    await sell(backlog, 'Order_other');
    backlog.login = 'shop';
    backlog.answer = () => answered(400, { code: '1', message: 'no' });
    await sell(backlog, 'Order_bad');
    await backlog.clock.advance(30 * minute);
    expect(backlog.acceptedOrders).toEqual(['Order_other']);
    const parked = backlog.notDelivered().filter(({ state }) => state === 'parked');
    expect(parked.map(({ entryId }) => entryId)).toEqual(expect.arrayContaining(orderIds(0, 5)));
  });
  it('are delivered by a service worker, which ends after one run', async () => {
    const backlog = await parkedBacklog();
    backlog.delivery.stop();
    backlog.answer = () => accepted;
    backlog.add('Order_now', 0);
    backlog.start();
    await backlog.clock.until(backlog.delivery.deliverNow());
    backlog.delivery.stop();
    expect(backlog.notDelivered()).toEqual([]);
  });
});
