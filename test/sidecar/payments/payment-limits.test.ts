import { expect, test } from 'vitest';
import type { ConnectorApi } from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import { settings } from '../../../src/core/settings/settings.ts';
import { paymentLimits } from '../../../src/sidecar/payments/payment-limits.ts';
import { createPaymentRelay } from '../../../src/sidecar/payments/payment-relay.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { paid } from '../helpers/fake-page.ts';
import { hubInMemory } from '../helpers/pages-in-memory.ts';

const request = { ...aRequest(), orderId: 'Order_1' };
const customerMs = 60_000;
const notificationMs = 20_000;
const limits = paymentLimits(
  settings.parse({ terminal: { timers: { customerMs } }, hipay: {}, notificationWaitMs: notificationMs }),
  15_000,
);
const hungMs = customerMs + 15_000;

async function shop(calls: Partial<ConnectorApi>, stored?: PaymentAnswer) {
  const memory = hubInMemory();
  const { clock, hub, join } = memory;
  const page = await join({ journal: 'one' }, calls);
  const pending = new Map<string, string>();
  const relay = createPaymentRelay({
    hub,
    recordStore: {
      find: async () => (clock.monotonic() > begunAt ? stored : undefined),
      recordsOf: () => Promise.reject(new Error('not used')),
    },
    pendingOrders: {
      add: async (orderId, journal) => void pending.set(orderId, journal ?? ''),
      settle: (orderId) => void pending.delete(orderId),
      isPending: (orderId) => pending.has(orderId),
      journalOf: (orderId) => pending.get(orderId),
    },
    log: silentLog(),
    createOrderId: () => 'made',
    simulated: true,
    home: 'http://localhost:1',
    timeouts: {
      settleMs: 0,
      returnMs: 0,
      browserMs: 0,
      reloadMs: 0,
      askAgainMs: 500,
      overrunMs: 15_000,
      heartbeat: { everyMs: 2000, silentMs: 5000 },
    },
    clock,
    limits,
    reconnectMs: () => 0,
  });
  const begunAt = clock.monotonic();
  const take = () => {
    const taken = { answer: undefined as PaymentAnswer | undefined, afterMs: 0 };
    void relay.takePayment(request).then((answer) => {
      Object.assign(taken, { answer, afterMs: clock.monotonic() - begunAt });
    });
    return taken;
  };
  return { ...memory, page, pending, take, begunAt };
}

const never = () => new Promise<never>(() => {});
const unknown = { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail: expect.stringContaining('answer') };

test('a hung page’s payment is unknown at the payment’s limit and 15 s; not before, and not for ever', async () => {
  const { clock, page, pending, take } = await shop({ takePayment: never });
  const taken = take();
  await clock.advance(1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: unknown, afterMs: hungMs });
  expect([...pending.keys()]).toEqual(['Order_1']);
});
test('the second copy’s answer says more', async () => {
  const stored = paid(request, { paymentId: 'payment-1' });
  const { clock, page, take } = await shop({ takePayment: never }, stored);
  const taken = take();
  await clock.advance(1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: stored, afterMs: hungMs });
});
test('a page that hangs and goes on before the limit gives its own answer', async () => {
  const { clock, page, take } = await shop({ takePayment: async (asked) => paid(asked) });
  page.hang();
  const taken = take();
  await clock.advance(50_000);
  page.goOn();
  await clock.advance(0);
  expect(taken).toMatchObject({ answer: { outcome: 'APPROVED' }, afterMs: 50_000 });
});
test('a page that answers after the limit settles the order', async () => {
  let answer = (_: PaymentAnswer) => {};
  const takePayment = () =>
    new Promise<PaymentAnswer>((resolve) => {
      answer = resolve;
    });
  const { clock, page, pending, take } = await shop({ takePayment });
  const taken = take();
  await clock.advance(1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken.answer).toMatchObject(unknown);
  answer(paid(request));
  page.goOn();
  await clock.advance(0);
  expect([...pending.keys()]).toEqual([]);
});
test('a page that answers heartbeats has also the time for the first notification', async () => {
  const { clock, take } = await shop({ takePayment: never });
  const taken = take();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: unknown, afterMs: hungMs + notificationMs });
});
test('a page that hangs after the payment’s limit ends it when that is noticed', async () => {
  const { clock, page, take } = await shop({ takePayment: never });
  const taken = take();
  await clock.advance(hungMs + 1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken.answer).toMatchObject(unknown);
  expect(taken.afterMs).toBeGreaterThan(hungMs + 4000);
  expect(taken.afterMs).toBeLessThan(hungMs + 8000);
});
test('a lost page’s payment that runs on in another tab for ever ends too', async () => {
  const { clock, join, page, take } = await shop({ takePayment: never });
  const running = { ...paid(request), outcome: 'NOT_SENT', failure: 'payment-running' } as const;
  await join({ owner: false, journal: 'one' }, { findOrder: async () => running });
  const taken = take();
  await clock.advance(1000);
  page.close();
  await clock.advance(3_600_000);
  expect(taken.answer).toMatchObject({ outcome: 'UNKNOWN' });
  expect(taken.afterMs).toBeLessThanOrEqual(hungMs + notificationMs + 1000);
});
test('a page that hangs before it gets the order does not get it: nothing was sent', async () => {
  let asked = 0;
  const { clock, hub, page, pending, take } = await shop({
    takePayment: async (order) => {
      asked += 1;
      return paid(order);
    },
  });
  page.hang();
  await clock.advance(6000);
  expect(hub.pageState()).toBe('not-answering');
  const taken = take();
  await clock.advance(0);
  expect(taken.answer).toMatchObject({ outcome: 'NOT_SENT', detail: expect.stringContaining('reload') });
  page.goOn();
  await clock.advance(1000);
  expect(asked).toBe(0);
  expect([...pending.keys()]).toEqual([]);
});
test('a page that hangs while the relay asks it about an order does not get that order', async () => {
  let asked = 0;
  const takePayment = () => {
    asked += 1;
    return never();
  };
  const { clock, page, pending, take } = await shop({ takePayment, findOrder: never });
  pending.set('Order_1', 'another');
  page.hang();
  const taken = take();
  await clock.advance(6000);
  expect(taken).toMatchObject({ answer: { outcome: 'UNKNOWN' }, afterMs: 6000 });
  page.goOn();
  await clock.advance(1000);
  expect(asked).toBe(0);
});
