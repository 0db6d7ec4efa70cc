import { appendFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { PaymentRecord } from '../../../src/core/payment/payment-record.ts';
import { MemoryStorage } from '../../../src/sdk/testing/memory-storage.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import {
  asTill,
  postOrder,
  type RunningSidecar,
  runningSidecar,
  temporaryFolder,
} from '../helpers/running-sidecar.ts';

// Several browser profiles with the real connector, over real WebSockets, and the real sidecar. The second copy is the
// sidecar's records. A page takes over the records that its own journal lacks.

const reconcile = { takeOverMs: 300, pauseMs: 5, callMs: 20_000, retryMs: 60_000 };
const waitOptions = { timeout: 20_000, interval: 20 };
const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const health = (sidecar: RunningSidecar) => json(asTill(sidecar, '/health'));
const metrics = async (sidecar: RunningSidecar) => (await asTill(sidecar, '/metrics')).text();

const simulated = (
  heartbeat = { everyMs: 2000, silentMs: 5000 },
  homeFolder?: string,
  takeOverMs = reconcile.takeOverMs,
) =>
  runningSidecar({
    options: { simulate: 'all' },
    timeouts: { reconcile: { ...reconcile, takeOverMs }, heartbeat, pageReturnMs: 50, pageReadyMs: 2000 },
    ...(homeFolder !== undefined && { homeFolder }),
  });

async function sell(sidecar: RunningSidecar, ...orderIds: string[]) {
  for (const order_id of orderIds)
    expect(await json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id }))).toMatchObject({
      paymentStatus: 'SUCCESS',
    });
}

async function waitUntilPageIsClosed(sidecar: RunningSidecar) {
  await vi.waitUntil(async () => (await health(sidecar))['page'] === 'not-open', waitOptions);
}

test('a new browser profile notifies HiPay of the sales of a lost profile', async () => {
  const sidecar = await simulated();
  const gateway = new ShopGateway();
  gateway.isDown = true;
  const first = await new ConnectorProfile(gateway).open(sidecar);
  await sell(sidecar, 'A1', 'A2', 'A3');
  await first.close();
  await waitUntilPageIsClosed(sidecar);
  expect(await health(sidecar)).toMatchObject({ notifications: { pending: 3, parked: 0 } });
  gateway.isDown = false;
  const next = await new ConnectorProfile(gateway).open(sidecar, first.cookie);
  await vi.waitUntil(() => gateway.orders.length === 3, waitOptions);
  expect(gateway.orders.toSorted()).toEqual(['A1', 'A2', 'A3']);
  expect((await next.connector.snapshot()).takenOver).toEqual({ payments: 3, notifications: 3 });
  await vi.waitUntil(
    async () =>
      (await health(sidecar))['notifications'] && (await metrics(sidecar)).includes('state="pending"} 0'),
    waitOptions,
  );
});

test('/metrics has no counts before the first record, then counts an undelivered notification even without an open page', async () => {
  const sidecar = await simulated();
  expect(await metrics(sidecar)).not.toMatch(/^hipay_ecr_(notifications|payments_in_doubt)/m);
  const gateway = new ShopGateway();
  gateway.isDown = true;
  const page = await new ConnectorProfile(gateway).open(sidecar);
  await sell(sidecar, 'H6');
  await page.close();
  await waitUntilPageIsClosed(sidecar);
  expect(await metrics(sidecar)).toContain('hipay_ecr_notifications{state="pending"} 1');
});

test('a profile that was restored from an old backup gets its missing records', async () => {
  const sidecar = await simulated();
  const gateway = new ShopGateway();
  const profile = new ConnectorProfile(gateway);
  const page = await profile.open(sidecar);
  await sell(sidecar, 'R1', 'R2');
  await page.close();
  await waitUntilPageIsClosed(sidecar);
  profile.storage.payments.clear();
  profile.storage.notifications.clear();
  const restored = await profile.open(sidecar, page.cookie);
  await vi.waitUntil(() => profile.storage.payments.size === 2, waitOptions);
  expect([...profile.storage.payments.values()].map(({ orderId, outcome }) => [orderId, outcome])).toEqual(
    expect.arrayContaining([
      ['R1', 'APPROVED'],
      ['R2', 'APPROVED'],
    ]),
  );
  expect((await restored.connector.snapshot()).takenOver).toBeUndefined();
  expect(gateway.tries).toEqual(['R1', 'R2']);
});

describe('several browsers', () => {
  test('if two pages are open, only one takes over the notifications', async () => {
    const sidecar = await simulated();
    const gateway = new ShopGateway();
    gateway.isDown = true;
    const closedPage = await new ConnectorProfile(gateway).open(sidecar);
    await sell(sidecar, 'T1');
    await closedPage.close();
    await waitUntilPageIsClosed(sidecar);
    const [b, c] = [new ConnectorProfile(gateway), new ConnectorProfile(gateway)];
    await b.open(sidecar, closedPage.cookie);
    await c.open(sidecar, closedPage.cookie);
    await vi.waitUntil(() => b.storage.payments.size + c.storage.payments.size > 0, waitOptions);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect([b.storage.notifications.size, c.storage.notifications.size].toSorted()).toEqual([0, 1]);
  });

  test('no other page takes over the notifications of a page that only reloads', async () => {
    const sidecar = await simulated();
    const gateway = new ShopGateway();
    gateway.isDown = true;
    const a = new ConnectorProfile(gateway);
    const first = await a.open(sidecar);
    await sell(sidecar, 'L1');
    const b = new ConnectorProfile(gateway);
    await b.open(sidecar, first.cookie);
    for (let reloads = 0; reloads < 3; reloads++) {
      const page = await a.open(sidecar, first.cookie);
      await new Promise((resolve) => setTimeout(resolve, 250));
      await page.close();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(b.storage.payments.size).toBe(0);
    expect(b.storage.notifications.size).toBe(0);
  });

  test('another page takes over the notifications of a hung page, and HiPay gets each order once when that page runs again', async () => {
    const sidecar = await simulated({ everyMs: 20, silentMs: 100 });
    const gateway = new ShopGateway();
    gateway.isDown = true;
    const [a, b] = [new ConnectorProfile(gateway), new ConnectorProfile(gateway)];
    const first = await a.open(sidecar);
    await sell(sidecar, 'H1');
    const other = await b.open(sidecar, first.cookie);
    first.socket.pause();
    await vi.waitUntil(() => b.storage.payments.size === 1, waitOptions);
    expect((await other.connector.snapshot()).takenOver).toEqual({ payments: 1, notifications: 1 });
    first.socket.resume();
    gateway.isDown = false;
    await first.connector.sendNotificationsNow({});
    await vi.waitUntil(
      () => [...b.storage.notifications.values()].every(({ state }) => state === 'delivered'),
      waitOptions,
    );
    expect(gateway.orders).toEqual(['H1']);
    expect([...a.storage.notifications.values(), ...b.storage.notifications.values()]).toMatchObject([
      { state: 'delivered' },
      { state: 'delivered' },
    ]);
  });

  test('a new profile lists a payment in doubt of a closed profile, and a decision about it reaches both', async () => {
    const sidecar = await simulated();
    const gateway = new ShopGateway();
    const a = new ConnectorProfile(gateway);
    const first = await a.open(sidecar);
    await sell(sidecar, 'D1');
    await first.close();
    await waitUntilPageIsClosed(sidecar);
    const [lost] = [...a.storage.payments.values()];
    if (!lost) throw new Error('no payment');
    // Gives the profile a payment that was interrupted while the customer was paying.
    const history = lost.history.slice(0, 2);
    const { answer: _, outcome: _o, ...rest } = lost;
    const running = { ...rest, paymentId: 'running', orderId: 'D2', state: 'waiting' as const, history };
    a.storage.payments.set('running', running);
    const again = await a.open(sidecar, first.cookie);
    await vi.waitUntil(async () => (await health(sidecar))['paymentsInDoubt'] === 1, waitOptions);
    await again.close();
    await waitUntilPageIsClosed(sidecar);
    const b = new ConnectorProfile(gateway);
    const next = await b.open(sidecar, first.cookie);
    await vi.waitUntil(() => b.storage.payments.get('running')?.state === 'unknown', waitOptions);
    const by = { by: 'Ana', why: 'the ticket' };
    expect(await next.connector.resolvePayment({ paymentId: 'running', paid: false, ...by })).toMatchObject({
      resolved: true,
    });
    await a.open(sidecar, first.cookie);
    await vi.waitUntil(() => a.storage.payments.get('running')?.state === 'resolved', waitOptions);
    await vi.waitUntil(async () => (await health(sidecar))['paymentsInDoubt'] === 0, waitOptions);
  });
});

describe('a new profile whose sidecar knows a sale and a payment in doubt of another profile', () => {
  /** The sidecar of a shop after a restart. Its second copy has a paid sale that HiPay lacks, and a payment in this state. */
  async function restartedShop(state: 'unknown' | 'waiting') {
    const homeFolder = await temporaryFolder();
    const before = await simulated(undefined, homeFolder);
    const gateway = new ShopGateway();
    gateway.isDown = true;
    const a = new ConnectorProfile(gateway);
    const page = await a.open(before);
    await sell(before, 'Sold');
    await page.close();
    await before.stop();
    await before.closed;
    const [sold] = [...a.storage.payments.values()];
    if (!sold) throw new Error('no payment');
    const { answer: _, outcome: _o, answeredAt: _a, ...rest } = sold;
    const doubt: PaymentRecord = {
      ...rest,
      paymentId: 'doubt',
      orderId: 'Doubt',
      state,
      ...(state === 'unknown' && { outcome: 'UNKNOWN', failure: 'outcome-unknown' }),
      history: sold.history.slice(0, 2),
    };
    await appendFile(
      join(homeFolder, 'records.jsonl'),
      `${JSON.stringify({ kind: 'payment', record: doubt })}\n`,
    );
    gateway.isDown = false;
    return { sidecar: await simulated(undefined, homeFolder, 30_000), gateway, a };
  }

  test.each(['unknown', 'waiting'] as const)(
    'shows both at once (%s), and notifies HiPay of nothing yet',
    async (state) => {
      const { sidecar, gateway } = await restartedShop(state);
      const b = new ConnectorProfile(gateway);
      const { connector } = await b.open(sidecar);
      const rows = async () => (await connector.snapshot()).payments;
      await vi.waitUntil(async () => (await rows()).length === 2, { timeout: 5000, interval: 20 });
      expect(await rows()).toEqual([
        expect.objectContaining({ orderId: 'Sold', outcome: 'APPROVED' }),
        expect.objectContaining({ orderId: 'Doubt', state: 'unknown' }),
      ]);
      expect(b.storage.notifications.size).toBe(0);
      expect(gateway.tries).toEqual([]);
    },
  );

  test('a person can decide about a payment that may still run only after its own page has stayed away', async () => {
    const { sidecar, gateway, a } = await restartedShop('waiting');
    const b = new ConnectorProfile(gateway);
    const { connector, cookie } = await b.open(sidecar);
    await vi.waitUntil(() => b.storage.payments.has('doubt'), { timeout: 5000, interval: 20 });
    const decide = () =>
      connector.resolvePayment({ paymentId: 'doubt', paid: true, by: 'Ana', why: 'the ticket' });
    expect(await decide()).toMatchObject({ resolved: false, failure: 'payment-running' });
    expect(b.storage.payments.get('doubt')?.state).toBe('unknown');
    // The payment's own page is back, and does not run the payment any more.
    await a.open(sidecar, cookie);
    await vi.waitUntil(async () => (await decide()).resolved, waitOptions);
  });

  test('a person decides at once about a payment in doubt that has ended', async () => {
    const { sidecar, gateway } = await restartedShop('unknown');
    const b = new ConnectorProfile(gateway);
    const { connector } = await b.open(sidecar);
    await vi.waitUntil(() => b.storage.payments.has('doubt'), { timeout: 5000, interval: 20 });
    expect(
      await connector.resolvePayment({ paymentId: 'doubt', paid: false, by: 'Ana', why: 'the ticket' }),
    ).toMatchObject({ resolved: true });
    await vi.waitUntil(async () => (await health(sidecar))['paymentsInDoubt'] === 0, waitOptions);
  });
});

test('a page that takes over records during a payment keeps the record of this payment, which is approved', async () => {
  const sidecar = await simulated();
  const gateway = new ShopGateway();
  const profile = new ConnectorProfile(gateway);
  const page = await profile.open(sidecar);
  await sell(sidecar, 'W1', 'W2');
  await page.close();
  await waitUntilPageIsClosed(sidecar);
  profile.storage.payments.clear();
  profile.storage.notifications.clear();
  const again = await profile.open(sidecar, page.cookie);
  const paying = postOrder(sidecar, { amount: 5, currency: 'EUR', order_id: 'W3' });
  expect(await json(paying)).toMatchObject({ paymentStatus: 'SUCCESS' });
  await vi.waitUntil(() => profile.storage.payments.size === 3, waitOptions);
  expect((await again.connector.findOrder({ orderId: 'W3' }))?.outcome).toBe('APPROVED');
});

test('after a loss of the second copy, /health and /metrics give no counts', async () => {
  const homeFolder = await temporaryFolder();
  const sidecar = await simulated(undefined, homeFolder);
  const gateway = new ShopGateway();
  gateway.isDown = true;
  const page = await new ConnectorProfile(gateway).open(sidecar);
  await sell(sidecar, 'N1');
  await page.close();
  await waitUntilPageIsClosed(sidecar);
  await sidecar.stop();
  await sidecar.closed;
  await truncate(join(homeFolder, 'records.jsonl'));
  const next = await simulated(undefined, homeFolder);
  expect(await health(next)).toHaveProperty('recordsDamage');
  expect(await health(next)).not.toHaveProperty('notifications');
  expect(await metrics(next)).not.toMatch(/^hipay_ecr_(notifications|payments_in_doubt)[ {]/m);
});

test('a web till that sends an order again at another profile gets the stored answer, and nothing is charged', async () => {
  const sidecar = await simulated();
  const gateway = new ShopGateway();
  const first = await new ConnectorProfile(gateway).open(sidecar);
  await sell(sidecar, 'A1');
  await first.close();
  await waitUntilPageIsClosed(sidecar);
  const storage = new MemoryStorage();
  const next = await new ConnectorProfile(gateway, storage).open(sidecar, first.cookie);
  // Until the sidecar's settings come, the terminal is a real one, and the simulated payment does not count.
  await vi.waitUntil(async () => (await next.connector.snapshot()).simulated.terminal);
  const request = aRequest({ orderId: 'A1', amountMinor: 1023 });
  const givePermit = async () => true;
  const answer = await next.connector.takePayment(request, { givePermit, permitNotStored: true });
  expect(answer).toMatchObject({ outcome: 'APPROVED', replayed: true, charge: 'charged' });
  expect(storage.payments.size).toBe(1);
});
