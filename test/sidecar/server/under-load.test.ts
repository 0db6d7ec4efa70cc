import { describe, expect, test, vi } from 'vitest';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, postOrder, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

/** A page with one terminal: it answers a second payment with 1101, as the connector does. */
async function pageWithOneTerminal(sidecar: RunningSidecar) {
  let atTerminal: string | undefined;
  const finish: (() => void)[] = [];
  const page = await fakePage(sidecar, {
    takePayment: async (request: PaymentRequest) => {
      if (atTerminal !== undefined) {
        const detail = `order ${atTerminal} is being paid, for 3 s now`;
        return paidAnswer(request, { outcome: 'NOT_SENT', failure: 'payment-running', detail });
      }
      atTerminal = request.orderId;
      await new Promise<void>((resolve) => finish.push(resolve));
      atTerminal = undefined;
      return paidAnswer(request);
    },
  });
  /** Waits until this order's payment is at the terminal, and ends it. */
  const finishPayment = async (orderId: string) => {
    await vi.waitUntil(() => atTerminal === orderId, 20_000);
    finish.at(-1)?.();
  };
  return { page, finishPayment, requestedOrders: () => page.payments.map(({ orderId }) => orderId) };
}

function withQueue(queue: number, waitSeconds = 60) {
  const reading = readShopConfig(shopConfig({ connector: { queue, queue_wait: waitSeconds } }));
  if (!reading.ok) throw new Error(reading.errors.join());
  return runningSidecar({ config: reading.config, options: { simulate: 'all' } });
}

const order = (order_id: string) => ({ amount: 1, order_id });
const bodyOf = async (reply: Promise<Response>) => (await reply).json();

test('refuses a second payment with 1101 at once, and names the number and the age of the running payment', async () => {
  const sidecar = await runningSidecar();
  const { finishPayment, page } = await pageWithOneTerminal(sidecar);
  const first = postOrder(sidecar, order('A'));
  await vi.waitUntil(() => page.payments.length === 1, 20_000);
  await vi.waitUntil(async () => (await postOrder(sidecar, order('B'))).status === 409, 20_000);
  const second = await postOrder(sidecar, order('C'));
  expect(await second.json()).toMatchObject({
    error: {
      errorCode: '1101',
      errorDescription: expect.stringContaining('order A is being paid, for 3 s now'),
    },
  });
  await finishPayment('A');
  expect(await bodyOf(first)).toMatchObject({ paymentStatus: 'SUCCESS' });
});

describe('connector.queue', () => {
  test('payments wait and are taken one after the other, in the order of their arrival', async () => {
    const sidecar = await withQueue(2);
    const { finishPayment, page } = await pageWithOneTerminal(sidecar);
    const first = postOrder(sidecar, order('A'));
    await vi.waitUntil(() => page.payments.length === 1, 20_000);
    const second = postOrder(sidecar, order('B'));
    await vi.waitUntil(() => page.payments.length > 1, 20_000);
    const third = postOrder(sidecar, order('C'));
    await finishPayment('A');
    await finishPayment('B');
    await finishPayment('C');
    for (const answer of [first, second, third])
      expect(await bodyOf(answer)).toMatchObject({ paymentStatus: 'SUCCESS' });
  });

  test('refuses a payment with 1101 if the queue is full', async () => {
    const sidecar = await withQueue(1);
    const { finishPayment, requestedOrders } = await pageWithOneTerminal(sidecar);
    const first = postOrder(sidecar, order('A'));
    await vi.waitUntil(() => requestedOrders().includes('A'), 20_000);
    const second = postOrder(sidecar, order('B'));
    await vi.waitUntil(() => requestedOrders().includes('B'), 20_000);
    expect(await bodyOf(postOrder(sidecar, order('C')))).toMatchObject({ error: { errorCode: '1101' } });
    await finishPayment('A');
    await finishPayment('B');
    await Promise.all([first, second]);
    expect(requestedOrders().filter((id) => id === 'C')).toEqual(['C']);
  });

  test('refuses a payment with 1101 after the maximum time in the queue', async () => {
    const sidecar = await withQueue(1, 1);
    const { finishPayment, requestedOrders } = await pageWithOneTerminal(sidecar);
    const first = postOrder(sidecar, order('A'));
    await vi.waitUntil(() => requestedOrders().includes('A'), 20_000);
    expect(await bodyOf(postOrder(sidecar, order('B')))).toMatchObject({ error: { errorCode: '1101' } });
    await finishPayment('A');
    await first;
  });

  test('takes no payment for a till that leaves while it waits', async () => {
    const sidecar = await withQueue(2);
    const { finishPayment, requestedOrders } = await pageWithOneTerminal(sidecar);
    const first = postOrder(sidecar, order('A'));
    await vi.waitUntil(() => requestedOrders().includes('A'), 20_000);
    const leaving = new AbortController();
    const init = { method: 'POST', body: JSON.stringify(order('B')), signal: leaving.signal };
    const left = asTill(sidecar, '/order', init);
    await vi.waitUntil(() => requestedOrders().includes('B'), 20_000);
    leaving.abort();
    await expect(left).rejects.toThrow();
    // The sidecar has noticed the closed connection, ended the request, and counted it like an answered one.
    const closed = 'hipay_ecr_http_requests_total{method="POST",status="409"} 1';
    const counted = async () => (await (await asTill(sidecar, '/metrics')).text()).includes(closed);
    await vi.waitUntil(counted, 20_000);
    const asksOfB = () => requestedOrders().filter((id) => id === 'B').length;
    const asksBefore = asksOfB();
    const third = postOrder(sidecar, order('C'));
    await finishPayment('A');
    await finishPayment('C');
    expect(await bodyOf(first)).toMatchObject({ paymentStatus: 'SUCCESS' });
    expect(await bodyOf(third)).toMatchObject({ paymentStatus: 'SUCCESS', orderId: 'C' });
    expect(asksOfB()).toBe(asksBefore);
  });
});

test('fifty tills post orders and ask /check: each gets its own result or 1101, and the terminal is checked once per second', async () => {
  const sidecar = await runningSidecar();
  let isPaying = false;
  let probes = 0;
  const page = await fakePage(sidecar, {
    takePayment: async (request) => {
      if (isPaying) return paidAnswer(request, { outcome: 'NOT_SENT', failure: 'payment-running' });
      isPaying = true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      isPaying = false;
      return paidAnswer(request);
    },
    probe: () => {
      probes += 1;
    },
  });
  const till = async (i: number) => {
    const results: string[] = [];
    for (let round = 0; round < 4; round++) {
      const [check, payment] = await Promise.all([
        asTill(sidecar, '/check'),
        bodyOf(postOrder(sidecar, { amount: i + 1, order_id: `${i}-${round}` })) as Promise<{
          orderId?: string;
          amount?: number;
          error?: { errorCode: string };
        }>,
      ]);
      expect(await check.json()).toMatchObject({ ready: true });
      if (payment.error) results.push(payment.error.errorCode);
      else expect(payment).toMatchObject({ orderId: `${i}-${round}`, amount: i + 1 });
    }
    return results;
  };
  const began = performance.now();
  const errors = new Set((await Promise.all(Array.from({ length: 50 }, (_, i) => till(i)))).flat());
  expect([...errors]).toEqual(['1101']);
  expect(page.payments).toHaveLength(200);
  // At most one check per second, for any number of callers.
  expect(probes).toBeLessThanOrEqual(Math.ceil((performance.now() - began) / 1000));
});

test('refuses payments above the maximum with 1101 without a call to the page, but a repeated order still joins its running payment', async () => {
  const sidecar = await runningSidecar();
  const leaving = new AbortController();
  const answers: (() => void)[] = [];
  const page = await fakePage(sidecar, {
    takePayment: (request) => new Promise((resolve) => answers.push(() => resolve(paidAnswer(request)))),
  });
  const hanging = Array.from({ length: 100 }, (_, i) =>
    asTill(sidecar, '/order', {
      method: 'POST',
      body: JSON.stringify(order(`O${i}`)),
      signal: leaving.signal,
    }),
  );
  await vi.waitUntil(() => page.payments.length === 100, 20_000);
  expect(await bodyOf(postOrder(sidecar, order('one-more')))).toMatchObject({ error: { errorCode: '1101' } });
  const joined = bodyOf(postOrder(sidecar, order('O7')));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(page.payments).toHaveLength(100);
  for (const answer of answers) answer();
  expect(await joined).toMatchObject({ paymentStatus: 'SUCCESS', orderId: 'O7' });
  leaving.abort();
  await Promise.allSettled(hanging);
  page.socket.terminate();
});
