import { expect, test } from 'vitest';
import type {
  ConnectorApi,
  PaymentContext,
  PermitAnswer,
} from '../../../src/core/connector-api/connector-api.ts';
import type { PaymentAnswer } from '../../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import type { PaymentRequest } from '../../../src/core/payment/payment-request.ts';
import { joinPayments } from '../../../src/core/records/ledger.ts';
import { settings } from '../../../src/core/settings/settings.ts';
import { OrderLedger } from '../../../src/sidecar/payments/order-ledger.ts';
import { paymentLimits } from '../../../src/sidecar/payments/payment-limits.ts';
import { createPaymentRelay } from '../../../src/sidecar/payments/payment-relay.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import type { PaymentPermits, Permit } from '../../../src/sidecar/records/payment-permits.ts';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { paidAnswer } from '../helpers/fake-page.ts';
import { hubInMemory } from '../helpers/pages-in-memory.ts';

const request = { ...aRequest(), orderId: 'Order_1' };
const customerMs = 60_000;
const notificationMs = 20_000;
const limits = paymentLimits(
  settings.parse({ terminal: { timers: { customerMs } }, hipay: {}, notificationWaitMs: notificationMs }),
  15_000,
);
const hungMs = customerMs + 15_000;

const stored = (change: Partial<PaymentRecord>) => aRecord({ leave: 'needed', ...change });

/** The end of the payment that another page brings to the second copy after the till's request. */
async function shop(
  calls: Partial<ConnectorApi>,
  end?: PaymentRecord,
  awaitOwnPage?: () => Promise<boolean>,
) {
  const memory = hubInMemory();
  const { clock, hub, join } = memory;
  const page = await join({ journal: 'one' }, calls);
  const open = new Map<string, Permit>();
  const program = { isStopping: false };
  const permits: PaymentPermits = {
    earlier: [],
    give: async (permit) => Boolean(open.set(permit.paymentId ?? '', permit)),
    end: ({ paymentId }) => void open.delete(paymentId ?? ''),
    ofOrder: () => [...open.values()],
    endedOf: () => [],
    all: () => [...open.values()],
    endedRefundsOf: () => [],
    isOfThisStart: () => true,
    mayHaveLostPermit: () => false,
    noteNewest() {},
    writeFailure: () => undefined,
    onWriteFailure() {},
    close: async () => {},
  };
  const kept: PaymentRecord[] = [];
  const ledger = new OrderLedger({
    recordStore: {
      mayLackRecordsOf: () => false,
      noteWhole() {},
      saleOf: () => undefined,
      acceptedAt: () => undefined,
      keep: async (copy) => void (copy.kind === 'payment' && kept.push(copy.record)),
      recordsOf: async () => ({
        kind: 'hipay-ecr-records',
        version: 1,
        payments: [...joinPayments(kept, end && clock.monotonic() > begunAt ? [end] : [])],
        notifications: [],
      }),
    },
    permits,
    log: silentLog(),
    now: clock.now,
    simulated: true,
  });
  const relay = createPaymentRelay({
    hub,
    ledger,
    recordStore: {
      newestUnnumbered: async () => [],
      newestAway: () => undefined,
      damage: () => undefined,
    },
    permits,
    log: silentLog(),
    createOrderId: () => 'made',
    noteRequest: () => {},
    askSameSale: async () => 'none',
    stopping: () => program.isStopping,
    replayMs: 0,
    simulated: true,
    pageUrl: 'http://localhost:1',
    timeouts: {
      pageReadyMs: 0,
      pageReturnMs: 0,
      recordsReturnMs: 300,
      browserMs: 0,
      reloadMs: 0,
      askAgainMs: 500,
      beginMs: 30_000,
      askMs: 0,
      overrunMs: 15_000,
      heartbeat: { everyMs: 2000, silentMs: 5000 },
      reconcile: { takeOverMs: 30_000, pauseMs: 10, callMs: 20_000, retryMs: 60_000 },
    },
    clock,
    limits,
    reconnectMs: () => 0,
    awaitOwnPage,
  });
  const begunAt = clock.monotonic();
  const take = () => {
    const taken = { answer: undefined as PaymentAnswer | undefined, afterMs: 0 };
    void relay.takePayment(request).then((answer) => {
      Object.assign(taken, { answer, afterMs: clock.monotonic() - begunAt });
    });
    return taken;
  };
  return { ...memory, page, open, take, begunAt, program };
}

const neverSettled = () => new Promise<never>(() => {});
/** Gets a permit to begin, and never ends. */
const beginAndNeverEnd = async (_: unknown, { givePermit }: PaymentContext = {}): Promise<never> => {
  expect(await givePermit?.({ paymentId: 'payment-1', orderId: 'Order_1', payments: [stored({})] })).toBe(
    true,
  );
  return neverSettled();
};
const unknown = { outcome: 'UNKNOWN', failure: 'outcome-unknown', detail: expect.any(String) };

test('answers "unknown" for the payment of a hung page 15 s after the payment’s limit, not earlier', async () => {
  const { clock, page, open, take } = await shop({ takePayment: beginAndNeverEnd });
  const taken = take();
  await clock.advance(1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: unknown, afterMs: hungMs });
  expect([...open.keys()]).toEqual(['payment-1']);
});
test('the answer from the second copy has the details of the payment', async () => {
  const end = stored({ state: 'answered', outcome: 'APPROVED' });
  const { clock, page, take } = await shop({ takePayment: beginAndNeverEnd }, end);
  const taken = take();
  await clock.advance(1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: { outcome: 'APPROVED', replayed: true }, afterMs: hungMs });
});
test('a page that hangs and goes on before the limit gives its own answer', async () => {
  const answers = (request: PaymentRequest, context?: PaymentContext) =>
    Promise.race([beginAndNeverEnd(request, context), answered.then(() => paidAnswer(request))]);
  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { clock, page, take } = await shop({ takePayment: answers });
  const taken = take();
  await clock.advance(1000);
  page.hang();
  await clock.advance(49_000);
  answer();
  page.resume();
  await clock.advance(0);
  expect(taken).toMatchObject({ answer: { outcome: 'APPROVED' }, afterMs: 50_000 });
});
test('a page that hangs before it begins gets no permit later: the answer is "not charged", long before the limit', async () => {
  let isPermitGiven: PermitAnswer | undefined;
  const takePayment = async (asked: PaymentRequest, { givePermit }: PaymentContext = {}) => {
    isPermitGiven = await givePermit?.({
      paymentId: 'payment-1',
      orderId: 'Order_1',
      payments: [stored({})],
    });
    return paidAnswer(asked, { outcome: 'NOT_SENT', charge: 'not-charged', failure: 'page-not-open' });
  };
  const { clock, page, open, take } = await shop({ takePayment });
  page.hang();
  const taken = take();
  await clock.advance(60_000);
  expect(taken).toMatchObject({ answer: { outcome: 'NOT_SENT', charge: 'not-charged' }, afterMs: 30_000 });
  page.resume();
  await clock.advance(1000);
  expect(isPermitGiven).toMatchObject({ failure: 'till-left' });
  expect([...open.keys()]).toEqual([]);
});
test('a page that answers an order without a permit is waited for if the order is in doubt', async () => {
  const { clock, take } = await shop({ takePayment: neverSettled }, stored({ state: 'waiting' }));
  const taken = take();
  await clock.advance(60_000);
  expect(taken.answer).toBeUndefined();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: unknown });
});
test('a page that answers heartbeats has additional time for the first notification', async () => {
  const { clock, take } = await shop({ takePayment: beginAndNeverEnd });
  const taken = take();
  await clock.advance(3_600_000);
  expect(taken).toMatchObject({ answer: unknown, afterMs: hungMs + notificationMs });
});
test('a page that hangs after the payment’s limit ends it when that is noticed', async () => {
  const { clock, page, take } = await shop({ takePayment: beginAndNeverEnd });
  const taken = take();
  await clock.advance(hungMs + 1000);
  page.hang();
  await clock.advance(3_600_000);
  expect(taken.answer).toMatchObject(unknown);
  expect(taken.afterMs).toBeGreaterThan(hungMs + 4000);
  expect(taken.afterMs).toBeLessThan(hungMs + 8000);
});
test('ends the wait for a payment of a lost page that runs for ever in another tab', async () => {
  const { clock, join, page, take } = await shop({ takePayment: beginAndNeverEnd });
  const running = { ...paidAnswer(request), outcome: 'NOT_SENT', failure: 'payment-running' } as const;
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
  const { clock, hub, page, open, take } = await shop({
    takePayment: async (order) => {
      asked += 1;
      return paidAnswer(order);
    },
  });
  page.hang();
  await clock.advance(6000);
  expect(hub.pageState()).toBe('not-answering');
  const taken = take();
  await clock.advance(0);
  expect(taken.answer).toMatchObject({ outcome: 'NOT_SENT', detail: expect.stringContaining('reload') });
  page.resume();
  await clock.advance(1000);
  expect(asked).toBe(0);
  expect([...open.keys()]).toEqual([]);
});

test('an order after an update goes to the page of the new version, once it is there', async () => {
  const asked: string[] = [];
  const pageOf = (name: string) => async () => {
    asked.push(name);
    return paidAnswer(request);
  };
  const update = { ownPage: () => {} };
  const ownPage = new Promise<boolean>((resolve) => {
    update.ownPage = () => resolve(true);
  });
  const { take, join, clock, page } = await shop({ takePayment: pageOf('old') }, undefined, () => ownPage);
  const taken = take();
  await clock.advance(1000);
  expect(asked).toEqual([]);
  page.close();
  await join({ journal: 'one' }, { takePayment: pageOf('new') });
  update.ownPage();
  await clock.advance(1000);
  expect(asked).toEqual(['new']);
  expect(taken.answer).toMatchObject({ outcome: 'APPROVED' });
});

test('an order that waited does not begin once the program is being stopped', async () => {
  const asked: string[] = [];
  const takePayment = async () => {
    asked.push(request.orderId);
    return paidAnswer(request);
  };
  const wait = { end: () => {} };
  const waiting = new Promise<boolean>((resolve) => {
    wait.end = () => resolve(true);
  });
  const { take, clock, program } = await shop({ takePayment }, undefined, () => waiting);
  const taken = take();
  await clock.advance(1000);
  program.isStopping = true;
  wait.end();
  await clock.advance(1000);
  expect(asked).toEqual([]);
  expect(taken.answer).toMatchObject({ failure: 'connector-stopping', charge: 'not-charged' });
});
