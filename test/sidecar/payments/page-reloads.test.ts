import { describe, expect, test, vi } from 'vitest';
import type { PaymentContext } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { aRecord } from '../../fakes/payment-examples.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { openRawSocket } from '../helpers/raw-socket.ts';
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

describe('a till that closes its side while its order waits for the page', () => {
  const body = '{"amount":5,"order_id":"Order_reload"}';
  const rawOrder = (sidecar: RunningSidecar) =>
    openRawSocket(
      { port: sidecar.port, host: '127.0.0.1' },
      `POST /order HTTP/1.1\r\nHost: localhost:${sidecar.port}\r\nAuthorization: ${sidecar.basic}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
  const leaving = (request: PaymentRequest) =>
    paidAnswer(request, { outcome: 'NOT_SENT', charge: 'not-charged', failure: 'page-not-open' });

  test.each(['closed', 'half-closed'])(
    '%s: the page that comes back asks no customer to pay',
    async (how) => {
      const sidecar = await runningSidecar({ timeouts: { reloadMs: 20_000 } });
      const page = await fakePage(sidecar);
      page.socket.terminate();
      await noPageOpen(sidecar);
      const { socket, received } = await rawOrder(sidecar);
      await nothingYet();
      if (how === 'closed') socket.destroy();
      else socket.end();
      await nothingYet();
      const next = await fakePage(sidecar, { findOrder: () => null }, page.cookie);
      await next.isReady();
      if (how === 'half-closed') {
        await vi.waitUntil(() => received().includes('errorCode'), 20_000);
        expect(received()).toContain('"1112"');
        expect(received()).toContain('"not-charged"');
      } else await nothingYet();
      expect(next.payments).toHaveLength(0);
      // The same order is taken as soon as a till waits for it.
      const again = await postOrder(sidecar, { amount: 5, order_id: 'Order_reload' });
      expect(await again.json()).toMatchObject({ paymentStatus: 'SUCCESS' });
      expect(next.payments).toHaveLength(1);
    },
  );

  test('closed after a page that is about to be reloaded has refused it: nothing is asked of the next one', async () => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar, { takePayment: leaving, findOrder: () => null });
    const { socket } = await rawOrder(sidecar);
    await vi.waitUntil(() => page.payments.length > 1, 20_000);
    socket.destroy();
    await nothingYet();
    page.socket.terminate();
    const next = await fakePage(sidecar, { findOrder: () => null }, page.cookie);
    await next.isReady();
    await nothingYet();
    expect(next.payments).toHaveLength(0);
  });

  test('half-closed with a page that is ready: it is paid', async () => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar, {
      takePayment: async (request) => {
        await nothingYet();
        return paidAnswer(request);
      },
    });
    await page.isReady();
    const { socket, received } = await rawOrder(sidecar);
    socket.end();
    await vi.waitUntil(() => received().includes('SUCCESS'), 20_000);
    expect(page.payments).toHaveLength(1);
  });
});

// A page of an older program says what it knows of the order.
test.each(['nothing-sent', 'charged', 'not-charged'] as const)(
  'a duplicate waits for the next page as a payment does, and is never answered with its order’s charge: %s',
  async (charge) => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 300 } });
    const page = await fakePage(sidecar, {
      takePayment: (request) =>
        paidAnswer(request, { outcome: 'NOT_SENT', charge, failure: 'page-not-open', detail: 'loading' }),
    });
    const reply = await postOrder(sidecar, { amount: 5, order_id: 'Order_1', transaction_type: 'Duplicate' });
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1004', charge: 'nothing-sent' } });
    expect(page.payments.length).toBeGreaterThan(1);
  },
);

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
