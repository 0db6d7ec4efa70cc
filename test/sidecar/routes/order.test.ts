import { Hono } from 'hono';
import { describe, expect, test, vi } from 'vitest';
import type { PermitAnswer, PermitRequest } from '../../../src/core/connector-api/connector-api.ts';
import { type PaymentRequest, paymentRequest } from '../../../src/core/payment/payment-request.ts';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import type { WaitingTill } from '../../../src/core/till/till-side.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { takeOrder } from '../../../src/sidecar/routes/order.ts';
import { sampleReplyKeys, sampleRequest } from '../../core/rest/rest-samples.ts';
import { shopConfig } from '../../end-to-end/sample-order.ts';
import { aRecord, someSettings } from '../../fakes/payment-examples.ts';
import { fakePage, paidAnswer } from '../helpers/fake-page.ts';
import { asTill, postOrder, runningSidecar } from '../helpers/running-sidecar.ts';

const aRequest = paymentRequest.parse({ amountMinor: 100, currency: 'EUR' });
const sample = { ...sampleRequest, currency: 'EUR' };

describe("the sample request of HiPay's document", () => {
  test.each(['/order', '/'])("POST %s gives the sample answer of HiPay's document", async (path) => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar);
    const reply = await asTill(sidecar, path, { method: 'POST', body: JSON.stringify(sample) });
    expect(reply.status).toBe(200);
    const answer = (await reply.json()) as object;
    expect(Object.keys(answer).slice(0, sampleReplyKeys.length)).toEqual(sampleReplyKeys);
    expect(answer).toMatchObject({
      paymentStatus: 'SUCCESS',
      notificationHipaySent: true,
      numberOfNotificationSent: 1,
      amount: '10,23',
      currency: 'EUR',
      orderId: 'Order_12345',
      transationType: 'Debit',
      forceAuthorization: false,
      cart: sample.cart,
      customer: sample.customer,
      customData: sample.custom_data,
      simulated: true,
    });
    expect(page.payments).toMatchObject([{ orderId: 'Order_12345', amountMinor: 1023, cart: [] }]);
  });
});

test('refuses an amount or order number that is sent twice with different spellings, and an order number that no URL can hold', async () => {
  const sidecar = await runningSidecar();
  const page = await fakePage(sidecar);
  for (const [body, words] of [
    ['{"order_id":"A","amount":"10.00","amount":"1000.00"}', 'amount: stands twice in the request'],
    ['{"order_id":"A","amount":"10.00","order_id":"B"}', 'order_id: stands twice in the request'],
    ['{"order_id":"..","amount":"10.00"}', 'order_id: must not be ".."'],
    ['{"Order_ID":"A","amount":"10.00"}', 'Order_ID: is not a name of this call: write order_id'],
  ] as const) {
    const reply = await asTill(sidecar, '/order', { method: 'POST', body });
    expect(reply.status).toBe(400);
    expect(await reply.json()).toMatchObject({
      error: { errorCode: '1104', charge: 'nothing-sent', errorDescription: expect.stringContaining(words) },
    });
  }
  expect(page.payments).toEqual([]);
});

describe('a shop that configured its answers and order numbers', () => {
  /** Calls without the schemas of the usual answers, which have more fields. */
  const configured = async () => {
    const connector = { strict_answers: true, order_prefix: 'T1-' };
    const reading = readShopConfig(shopConfig({ connector }));
    if (!reading.ok) throw new Error(reading.errors.join());
    const sidecar = await runningSidecar({ config: reading.config, options: { simulate: 'all' } });
    await fakePage(sidecar);
    return async (path: string, order?: object, authorization = sidecar.basic) => {
      const init = order && { method: 'POST', body: JSON.stringify(order) };
      const reply = await fetch(`${sidecar.url}${path}`, { ...init, headers: { authorization } });
      return { status: reply.status, body: (await reply.json()) as { error: object; orderId: string } };
    };
  };

  test('answers a payment, a refusal and a wrong password with HiPay’s documented keys only', async () => {
    const call = await configured();
    const paidReply = await call('/order', { ...sample, cart: 'nonsense' });
    expect(Object.keys(paidReply.body)).toEqual(sampleReplyKeys);
    const errors = [
      await call('/order', { amount: 'abc' }),
      await call('/nowhere'),
      await call('/order', { amount: 1 }, 'Basic x'),
    ];
    expect(errors.map(({ status }) => status)).toEqual([400, 404, 401]);
    for (const { body } of errors)
      expect(Object.keys(body.error)).toEqual(['paymentStatus', 'errorCode', 'errorDescription']);
    expect((await call('/config')).body).toHaveProperty('deviceId');
  });

  test('gets order numbers that begin with its prefix, if the till sends none', async () => {
    const call = await configured();
    expect((await call('/order', { amount: 1 })).body.orderId).toMatch(/^T1-ecr-[\w-]{21}$/);
    expect((await call('/order', { amount: 2, order_id: '1001' })).body.orderId).toBe('1001');
  });
});

test('creates an order number for a till that sends none, and sends it to the connector', async () => {
  const sidecar = await runningSidecar();
  const page = await fakePage(sidecar);
  const answer = (await (await postOrder(sidecar, { amount: 1 })).json()) as { orderId: string };
  expect(answer.orderId).toMatch(/^[\w-]{1,32}$/);
  expect(page.payments[0]?.orderId).toBe(answer.orderId);
});

test('a till that left while its password was checked counts as gone when its payment is taken', async () => {
  const tills: WaitingTill[] = [];
  const handler = takeOrder({
    settings: someSettings(),
    relay: {
      takePayment: async (request, till = {}) => {
        tills.push(till);
        return paidAnswer(request);
      },
      findOrder: async () => null,
      keptElsewhere: async () => undefined,
      lostDetail: async () => undefined,
      countRunning: () => 0,
      waitForNotes: async () => {},
    },
    metrics: { payment: () => {} },
    log: silentLog(),
  });
  const app = new Hono().post('/order', handler);
  const init = { method: 'POST', body: JSON.stringify(sample) };
  await app.request('/order', init, { tillLeft: AbortSignal.abort() });
  await app.request('/order', init, { tillLeft: new AbortController().signal });
  expect(tills.map(({ left }) => left?.aborted)).toEqual([true, false]);
});

test('a declined payment is 200 with the flat failure', async () => {
  const sidecar = await runningSidecar();
  await fakePage(sidecar, {
    takePayment: (request) =>
      paidAnswer(request, {
        outcome: 'DECLINED',
        failure: 'declined',
        notification: { sent: false, count: 0, pending: 0 },
      }),
  });
  const reply = await postOrder(sidecar, sample);
  expect(reply.status).toBe(200);
  expect(await reply.json()).toMatchObject({
    paymentStatus: 'FAILURE',
    errorCode: '1006',
    outcome: 'DECLINED',
  });
});

describe('the connector page', () => {
  test('if it is not open, the till gets 503 at once, with the address to open', async () => {
    const sidecar = await runningSidecar();
    const reply = await postOrder(sidecar, sample);
    expect(reply.status).toBe(503);
    const { error } = (await reply.json()) as { error: Record<string, string> };
    expect(error).toMatchObject({ paymentStatus: 'FAILURE', errorCode: '1004' });
    expect(error['errorDescription']).toMatch(/^POS terminal Not Connected/);
    expect(error['errorDescription']).toContain(sidecar.pageUrl);
  });

  test('if it has no terminal, the till gets 503 too', async () => {
    const sidecar = await runningSidecar();
    await fakePage(sidecar, {
      takePayment: (request) => paidAnswer(request, { outcome: 'NOT_SENT', failure: 'terminal-away' }),
    });
    const reply = await postOrder(sidecar, sample);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1004' } });
  });

  test('gets the settings before the first payment, with the address of the simulated gateway', async () => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar);
    await postOrder(sidecar, sample);
    expect(page.provisioned).toMatchObject([
      {
        environment: 'dev',
        terminal: { link: 'simulated' },
        hipay: { simulated: true, gatewayUrl: `${sidecar.pageUrl}/simulator/gateway` },
      },
    ]);
  });

  test('that owns the terminal is preferred to a newer page that does not', async () => {
    const sidecar = await runningSidecar();
    const owner = await fakePage(sidecar);
    const other = await fakePage(sidecar, { owner: false }, owner.cookie);
    await postOrder(sidecar, sample);
    expect(owner.payments).toHaveLength(1);
    expect(other.payments).toHaveLength(0);
  });

  test('is disconnected if it has another relay version, and the till is told to update it', async () => {
    const sidecar = await runningSidecar();
    const page = await fakePage(sidecar);
    const closed = new Promise((resolve) => page.socket.once('close', resolve));
    page.socket.send(JSON.stringify({ kind: 'hello', relayVersion: 999, program: 'future' }));
    await closed;
    const refused = await postOrder(sidecar, sample);
    expect(refused.status).toBe(503);
    const advice = expect.stringContaining('is of another version: press "Update now" there');
    expect(await refused.json()).toMatchObject({ error: { errorDescription: advice } });
    expect(await (await asTill(sidecar, '/health')).json()).toMatchObject({
      page: 'not-open',
      warnings: expect.arrayContaining([advice]),
    });
  });
});

/** The request for a permit of a payment that the page has written to its journal. */
const permitRequest = (request: PaymentRequest): PermitRequest => {
  const record = aRecord({ leave: 'needed', installation: 'journal-1', orderId: request.orderId ?? '' });
  return { paymentId: record.paymentId, orderId: record.orderId, payments: [record] };
};

describe('a page that is lost before its payment begins', () => {
  test('the order is not charged if the page does not come back, because it got no permit', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 30 } });
    const page = await fakePage(sidecar, {
      takePayment: () => {
        page.socket.terminate();
        return new Promise(() => {});
      },
    });
    const reply = await postOrder(sidecar, sample);
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1004' } });
  });

  test('the page gets no permit if it asks too late, because the till has its answer', async () => {
    const sidecar = await runningSidecar({ timeouts: { beginMs: 50 } });
    let given: PermitAnswer | undefined;
    const page = await fakePage(sidecar, {
      async takePayment(request, { givePermit }) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        given = await givePermit?.(permitRequest(request));
        return paidAnswer(request, { outcome: 'NOT_SENT', charge: 'not-charged', failure: 'page-not-open' });
      },
    });
    expect((await postOrder(sidecar, sample)).status).toBe(503);
    await vi.waitUntil(() => given !== undefined, 20_000);
    expect(given).toMatchObject({ failure: 'till-left' });
    expect(page.payments).toHaveLength(1);
  });
});

describe('a page that is lost in the middle of a payment', () => {
  test('if the page does not come back, the answer is UNKNOWN, and its text says so', async () => {
    const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 30 } });
    const page = await fakePage(sidecar, {
      takePayment: async (request, { givePermit }) => {
        expect(await givePermit?.(permitRequest(request))).toBe(true);
        page.socket.terminate();
        return new Promise(() => {});
      },
    });
    const reply = await postOrder(sidecar, sample);
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({
      paymentStatus: 'FAILURE',
      errorCode: '1102',
      outcome: 'UNKNOWN',
      orderId: 'Order_12345',
      errorDescription: expect.stringContaining('NOT KNOWN whether the customer was charged'),
    });
  });

  test('the till gets the result if the page comes back with it', async () => {
    const sidecar = await runningSidecar();
    const lookedUp: string[] = [];
    const first = await fakePage(sidecar, {
      journal: 'journal-1',
      takePayment: async (request, { givePermit }) => {
        expect(await givePermit?.(permitRequest(request))).toBe(true);
        first.socket.terminate();
        void fakePage(
          sidecar,
          {
            journal: 'journal-1',
            findOrder: (orderId) => {
              lookedUp.push(orderId);
              return paidAnswer(request, { replayed: true });
            },
          },
          first.cookie,
        );
        return new Promise(() => {});
      },
    });
    const answer = (await (await postOrder(sidecar, { amount: 5 })).json()) as { orderId: string };
    expect(answer).toMatchObject({ paymentStatus: 'SUCCESS', outcome: 'APPROVED' });
    expect(lookedUp).toEqual([answer.orderId]);
  });

  test('the next page takes the payment if the page comes back with a record of nothing sent', async () => {
    const sidecar = await runningSidecar();
    const taken: string[] = [];
    const first = await fakePage(sidecar, {
      takePayment: async (request, { givePermit }) => {
        expect(await givePermit?.(permitRequest(request))).toBe(true);
        first.socket.terminate();
        const closed = paidAnswer(request, {
          paymentId: 'payment-1',
          outcome: 'NOT_SENT',
          charge: 'not-charged',
          failure: 'page-not-open',
        });
        const takePayment = (again: typeof request) => {
          taken.push(again.orderId ?? '');
          return paidAnswer(again);
        };
        void fakePage(sidecar, { findOrder: () => closed, takePayment }, first.cookie);
        return new Promise(() => {});
      },
    });
    const answer = await (await postOrder(sidecar, sample)).json();
    expect(answer).toMatchObject({ paymentStatus: 'SUCCESS', orderId: 'Order_12345' });
    expect(taken).toEqual(['Order_12345']);
  });

  test.each([
    ['without a permit: the next page, of any profile, takes the payment', false, 'SUCCESS', 1],
    ['with a permit: the outcome stays unknown, whatever the profile', true, 'FAILURE', 0],
  ])('the next page has no record of a payment %s', async (_, hasPermit, paymentStatus, payments) => {
    for (const journal of ['journal-1', 'journal-2', undefined]) {
      const sidecar = await runningSidecar({ timeouts: { pageReturnMs: 300 } });
      let next: Awaited<ReturnType<typeof fakePage>> | undefined;
      const first = await fakePage(sidecar, {
        journal: 'journal-1',
        takePayment: async (request, { givePermit }) => {
          if (hasPermit) expect(await givePermit?.(permitRequest(request))).toBe(true);
          first.socket.terminate();
          const script = { findOrder: () => null, ...(journal && { journal }) };
          next = await fakePage(sidecar, script, first.cookie);
          return new Promise(() => {});
        },
      });
      expect(await (await postOrder(sidecar, sample)).json()).toMatchObject({ paymentStatus });
      expect(next?.payments).toHaveLength(payments);
    }
  });

  test('a page that fails without a permit has sent nothing', async () => {
    const sidecar = await runningSidecar();
    await fakePage(sidecar, { takePayment: () => Promise.reject(new Error('bug')), findOrder: () => null });
    const reply = await postOrder(sidecar, sample);
    expect(reply.status).toBe(500);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1000' } });
  });
});

test('a till that goes away does not disturb the payment', async () => {
  const sidecar = await runningSidecar();
  const tillLeft = new AbortController();
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const page = await fakePage(sidecar, {
    takePayment: async (request) => {
      tillLeft.abort();
      finish();
      return paidAnswer(request);
    },
    findOrder: () => paidAnswer(page.payments[0] ?? aRequest),
  });
  const left = asTill(sidecar, '/order', {
    method: 'POST',
    body: JSON.stringify(sample),
    signal: tillLeft.signal,
  });
  await expect(left).rejects.toThrow();
  await finished;
  const reply = await asTill(sidecar, '/orders/Order_12345');
  expect(await reply.json()).toMatchObject({ paymentStatus: 'SUCCESS', amount: 10.23 });
});

describe('GET /orders/{order_id}', () => {
  test('finds a failed payment', async () => {
    const sidecar = await runningSidecar();
    const away = paidAnswer(aRequest, { outcome: 'NOT_SENT', failure: 'terminal-away' });
    await fakePage(sidecar, { findOrder: () => away });
    const reply = await asTill(sidecar, '/orders/A%201');
    expect(reply.status).toBe(200);
    expect(await reply.json()).toMatchObject({
      paymentStatus: 'FAILURE',
      errorCode: '1004',
      outcome: 'NOT_SENT',
    });
  });

  test.each([
    ['/orders/unknown', 404],
    [`/orders/${'x'.repeat(33)}`, 400],
  ])('%s: %i', async (path, status) => {
    const sidecar = await runningSidecar();
    await fakePage(sidecar);
    const reply = await asTill(sidecar, path);
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1104' } });
  });

  test('answers 503 without a page, and never "not charged"', async () => {
    const reply = await asTill(await runningSidecar(), '/orders/A1');
    expect(reply.status).toBe(503);
    expect(await reply.json()).toMatchObject({ error: { errorCode: '1102' } });
  });
});
