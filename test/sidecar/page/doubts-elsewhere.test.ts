import { expect, test, vi } from 'vitest';
import { aRecord, aRequest } from '../../fakes/payment-examples.ts';
import { ConnectorProfile, ShopGateway } from '../helpers/connector-profile.ts';
import { asTill, runningSidecar } from '../helpers/running-sidecar.ts';

// Two browsers of one shop, with the real connector, over real WebSockets, and the real sidecar.

const sale = aRequest({ orderId: 'Next', amountMinor: 1250 });
const dayMs = 24 * 3_600_000;
const wait = { timeout: 20_000, interval: 20 };

/** A shop with two open browsers. The first one has a payment of 12.50 whose outcome became unknown this long ago. */
async function shopWithDoubt(agoMs: number) {
  const sidecar = await runningSidecar({ options: { simulate: 'all' } });
  const gateway = new ShopGateway();
  const b = new ConnectorProfile(gateway);
  const second = await b.open(sidecar);
  const a = new ConnectorProfile(gateway);
  const at = Date.now() - agoMs;
  const doubt = aRecord({
    paymentId: 'doubt',
    orderId: 'Doubt',
    request: { ...sale, orderId: 'Doubt' },
    installation: a.journalId,
    state: 'unknown',
    outcome: 'UNKNOWN',
    failure: 'outcome-unknown',
    createdAt: at,
    updatedAt: at,
    history: [{ state: 'unknown', at }],
  });
  a.storage.payments.set('doubt', doubt);
  const first = await a.open(sidecar, second.cookie);
  const inDoubt = async (count: number) => {
    const health = async () => (await asTill(sidecar, '/health')).json() as Promise<Record<string, unknown>>;
    await vi.waitUntil(async () => (await health())['paymentsInDoubt'] === count, wait);
  };
  await inDoubt(1);
  return { at, inDoubt, first: first.connector, second, a, b };
}

test('a payment by hand is asked about a payment in doubt of another open browser, until a person decides there', async () => {
  const { at, inDoubt, first, second, b } = await shopWithDoubt(60_000);
  const { connector } = second;
  expect(await connector.findDoubtElsewhere(sale)).toEqual({
    paymentId: 'doubt',
    orderId: 'Doubt',
    createdAt: at,
    since: at,
  });
  expect(b.storage.payments.size).toBe(0);
  // The browser of the payment asks by its own list.
  expect(await first.findDoubtElsewhere(sale)).toBe(null);
  for (const other of [{ amountMinor: 1251 }, { currency: 'CHF' }, { transactionType: 'Credit' }] as const)
    expect(await connector.findDoubtElsewhere(aRequest({ ...sale, ...other }))).toBe(null);
  await first.resolvePayment({ paymentId: 'doubt', paid: false, by: 'Ana', why: 'the ticket' });
  await inDoubt(0);
  expect(await connector.findDoubtElsewhere(sale)).toBe(null);
});

test('a payment that is in doubt for nearly a day raises the question', async () => {
  const { second } = await shopWithDoubt(dayMs - 60_000);
  expect(await second.connector.findDoubtElsewhere(sale)).toMatchObject({ orderId: 'Doubt' });
});

test('a payment that became doubtful a day ago raises no question', async () => {
  const { second } = await shopWithDoubt(dayMs);
  expect(await second.connector.findDoubtElsewhere(sale)).toBe(null);
});

test('without its sidecar a browser asks nothing', async () => {
  const { second } = await shopWithDoubt(60_000);
  second.socket.terminate();
  expect(await second.connector.findDoubtElsewhere(sale)).toBe(null);
});
