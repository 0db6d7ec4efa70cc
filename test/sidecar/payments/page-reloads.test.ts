import { expect, test, vi } from 'vitest';
import { aRecord } from '../../fakes/payment-examples.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, postOrder, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

const noPageOpen = (sidecar: RunningSidecar) =>
  vi.waitUntil(async () => (await (await asTill(sidecar, '/health')).json()).page !== 'open', 20_000);
const nothingYet = () => new Promise((resolve) => setTimeout(resolve, 200, 'nothing yet'));

test('a till that posts while the page is being reloaded is answered by the page that comes back', async () => {
  const sidecar = await runningSidecar({ timeouts: { reloadMs: 20_000 } });
  const page = await fakePage(sidecar);
  page.socket.terminate();
  await noPageOpen(sidecar);
  const answering = postOrder(sidecar, { amount: 5, order_id: 'Order_reload' });
  expect(await Promise.race([answering, nothingYet()])).toBe('nothing yet');
  await fakePage(sidecar, {}, page.cookie);
  expect(await (await answering).json()).toMatchObject({ paymentStatus: 'SUCCESS' });
});

test('a till that asks for an order meanwhile is answered by the page that comes back too', async () => {
  const sidecar = await runningSidecar({ timeouts: { reloadMs: 20_000 } });
  const page = await fakePage(sidecar);
  page.socket.terminate();
  await noPageOpen(sidecar);
  const answering = asTill(sidecar, '/orders/Order_1');
  expect(await Promise.race([answering, nothingYet()])).toBe('nothing yet');
  const known = paidAnswer(aRecord({ orderId: 'Order_1' }).request, { orderId: 'Order_1', replayed: true });
  await fakePage(sidecar, { findOrder: () => known }, page.cookie);
  expect(await (await answering).json()).toMatchObject({ paymentStatus: 'SUCCESS', orderId: 'Order_1' });
});

test('an order that is known as paid is answered without a page, at once', async () => {
  const sidecar = await runningSidecar({ timeouts: { reloadMs: 20_000 } });
  const page = await fakePage(sidecar);
  await page.isReady();
  page.store(aRecord({ orderId: 'Order_1', state: 'answered', outcome: 'APPROVED' }));
  await vi.waitUntil(async () => (await asTill(sidecar, '/orders/Order_1')).status === 200, 20_000);
  page.socket.terminate();
  await noPageOpen(sidecar);
  const begin = performance.now();
  const reply = await asTill(sidecar, '/orders/Order_1');
  expect(performance.now() - begin).toBeLessThan(10_000);
  expect(await reply.json()).toMatchObject({ paymentStatus: 'SUCCESS' });
});
