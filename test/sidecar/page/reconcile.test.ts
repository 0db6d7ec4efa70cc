import { expect, test, vi } from 'vitest';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import { asTill, postOrder, type RunningSidecar, runningSidecar } from '../helpers/running-sidecar.ts';

// Several browser profiles with the real connector, over real WebSockets, and the real sidecar.

const reconcile = { takeOverMs: 300, pauseMs: 5, callMs: 20_000, retryMs: 60_000 };
const soon = { timeout: 20_000, interval: 20 };
const json = async (reply: Promise<Response>) => (await (await reply).json()) as Record<string, unknown>;
const health = (sidecar: RunningSidecar) => json(asTill(sidecar, '/health'));
const metrics = async (sidecar: RunningSidecar) => (await asTill(sidecar, '/metrics')).text();

const simulated = () =>
  runningSidecar({ options: { simulate: 'all' }, timeouts: { reconcile, returnMs: 50, settleMs: 2000 } });

async function sell(sidecar: RunningSidecar, ...orderIds: string[]) {
  for (const order_id of orderIds)
    expect(await json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id }))).toMatchObject({
      paymentStatus: 'SUCCESS',
    });
}

async function pageClosed(sidecar: RunningSidecar) {
  await vi.waitUntil(async () => (await health(sidecar))['page'] === 'not-open', soon);
}

test('m8: three sales paid while HiPay is down, then the profile is deleted: a new profile notifies HiPay', async () => {
  const sidecar = await simulated();
  const gateway = new ShopGateway();
  gateway.isDown = true;
  const first = await new ConnectorProfile(gateway).open(sidecar);
  await sell(sidecar, 'A1', 'A2', 'A3');
  await first.close();
  await pageClosed(sidecar);
  expect(await health(sidecar)).toMatchObject({ notifications: { pending: 3, parked: 0 } });
  gateway.isDown = false;
  const next = await new ConnectorProfile(gateway).open(sidecar, first.cookie);
  await vi.waitUntil(() => gateway.orders.length === 3, soon);
  expect(gateway.orders.toSorted()).toEqual(['A1', 'A2', 'A3']);
  expect((await next.connector.snapshot()).takenOver).toEqual({ payments: 3, notifications: 3 });
  await vi.waitUntil(
    async () =>
      (await health(sidecar))['notifications'] && (await metrics(sidecar)).includes('state="pending"} 0'),
    soon,
  );
});

test('h6: /metrics counts the unsent notification with the page closed, and after a restart without records nothing', async () => {
  const sidecar = await simulated();
  expect(await metrics(sidecar)).not.toMatch(/^hipay_ecr_(notifications|payments_in_doubt)/m);
  const gateway = new ShopGateway();
  gateway.isDown = true;
  const page = await new ConnectorProfile(gateway).open(sidecar);
  await sell(sidecar, 'H6');
  await page.close();
  await pageClosed(sidecar);
  expect(await metrics(sidecar)).toContain('hipay_ecr_notifications{state="pending"} 1');
});

test('m7: a profile that was restored from an old copy gets back what it lacks', async () => {
  const sidecar = await simulated();
  const gateway = new ShopGateway();
  const profile = new ConnectorProfile(gateway);
  const page = await profile.open(sidecar);
  await sell(sidecar, 'R1', 'R2');
  await page.close();
  await pageClosed(sidecar);
  profile.storage.payments.clear();
  profile.storage.notifications.clear();
  const restored = await profile.open(sidecar, page.cookie);
  await vi.waitUntil(() => profile.storage.payments.size === 2, soon);
  expect([...profile.storage.payments.values()].map(({ orderId, outcome }) => [orderId, outcome])).toEqual(
    expect.arrayContaining([
      ['R1', 'APPROVED'],
      ['R2', 'APPROVED'],
    ]),
  );
  expect((await restored.connector.snapshot()).takenOver).toBeUndefined();
  expect(gateway.tries).toEqual(['R1', 'R2']);
});
