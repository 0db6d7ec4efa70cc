import { describe, expect, test, vi } from 'vitest';
import type { PaymentContext } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, postOrder, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

const noPageOpen = (sidecar: RunningSidecar) =>
  vi.waitUntil(async () => (await (await asTill(sidecar, '/health')).json()).page !== 'open', 20_000);
const permitted = (request: PaymentRequest) =>
  aRecord({ orderId: 'Order_reload', request: { ...request, orderId: 'Order_reload' } });
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

describe('a page that begins no payment, because it is about to be reloaded', () => {
  const leaving = (request: PaymentRequest): PaymentAnswer =>
    paidAnswer(request, {
      outcome: 'NOT_SENT',
      charge: 'not-charged',
      failure: 'page-not-open',
      detail: 'loading',
    });
  const order = { amount: 5, order_id: 'Order_reload' };

  test('the order waits for the next page, and is charged once', async () => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar, { takePayment: leaving });
    const answering = postOrder(sidecar, order);
    await vi.waitUntil(() => page.payments.length > 1, 20_000);
    page.socket.terminate();
    const next = await fakePage(sidecar, {}, page.cookie);
    expect(await (await answering).json()).toMatchObject({
      paymentStatus: 'SUCCESS',
      orderId: 'Order_reload',
    });
    expect(next.payments).toHaveLength(1);
  });

  test('the till gets the refusal if the page stays, and may repeat the order', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 100 } });
    let takesPayments = false;
    const page = await fakePage(sidecar, {
      takePayment: (request) => (takesPayments ? paidAnswer(request) : leaving(request)),
    });
    const reply = await postOrder(sidecar, order);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({
      error: {
        errorCode: '1004',
        charge: 'not-charged',
        errorDescription: expect.stringMatching(/If it is being loaded, wait a few seconds; .*loading/),
      },
    });
    expect(page.payments.length).toBeLessThan(20);
    takesPayments = true;
    expect((await (await postOrder(sidecar, order)).json()).paymentStatus).toBe('SUCCESS');
  });

  test('the till is told to open the page if it does not come back', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 300 } });
    const page = await fakePage(sidecar, {
      takePayment: (request) => {
        setTimeout(() => page.socket.terminate(), 10);
        return leaving(request);
      },
    });
    const reply = await postOrder(sidecar, order);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({
      error: { errorCode: '1004', errorDescription: expect.stringContaining(`open ${sidecar.pageUrl}`) },
    });
  });

  test.each<[string, (request: PaymentRequest, context: PaymentContext) => Promise<PaymentAnswer>]>([
    [
      'that had a permit',
      async (request, { givePermit }) => {
        expect(
          await givePermit?.({
            paymentId: 'payment-1',
            orderId: 'Order_reload',
            payments: [permitted(request)],
          }),
        ).toBe(true);
        return leaving(request);
      },
    ],
    ['that has a record', async (request) => ({ ...leaving(request), paymentId: 'payment-1' })],
    ['of an order in doubt', async (request) => ({ ...leaving(request), charge: 'unknown' })],
    [
      'of a payment that was not looked up',
      async (request) => ({ ...leaving(request), charge: 'nothing-sent' }),
    ],
    ['for another reason', async (request) => ({ ...leaving(request), failure: 'terminal-away' })],
  ])('a refusal %s is given to no other page', async (_, takePayment) => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 300 } });
    const page = await fakePage(sidecar, { takePayment });
    await postOrder(sidecar, order);
    expect(page.payments).toHaveLength(1);
  });
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
