import { describe, expect, it } from 'vitest';
import type { ConnectorApi } from '../../../src/core/connector-api/connector-api.ts';
import { connectorClient } from '../../../src/core/connector-api/connector-client.ts';
import { serveConnector } from '../../../src/core/connector-api/connector-server.ts';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import { channelPair } from '../../fakes/memory-tabs.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

const snapshotWith = (change: Partial<Snapshot> = {}): Snapshot => ({
  version: 'test',
  environment: 'dev',
  owner: true,
  simulated: { terminal: true, gateway: true },
  terminal: { state: 'ready', seenAt: 1, description: '', simulated: true },
  payments: [],
  notifications: [],
  alarms: [],
  outbox: { pending: 0, parked: 0 },
  sidecar: 'none',
  ...change,
});

function ends(connector: Partial<ConnectorApi>, lists = true) {
  const [here, there] = channelPair();
  serveConnector(there, connector as ConnectorApi, 'server');
  return { client: connectorClient(here, 'client', lists), here, there };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a connector over a channel', () => {
  it('answers calls, each to its caller', async () => {
    const { client } = ends({ readiness: async () => ({ busy: true }), findOrder: async () => null });
    expect(await Promise.all([client.readiness({}), client.findOrder({ orderId: 'x' })])).toEqual([
      { busy: true },
      null,
    ]);
  });
  it('rejects malformed parameters with a fault that names the field', async () => {
    let asked = 0;
    const takePayment = async () => {
      asked++;
      throw new Error('not reached');
    };
    const { client } = ends({ takePayment });
    const bad = { ...aRequest(), amountMinor: -5 } as unknown as ReturnType<typeof aRequest>;
    await expect(client.takePayment(bad)).rejects.toThrow(/amountMinor/);
    expect(asked).toBe(0);
  });
  it('rejects a malformed result', async () => {
    const { client } = ends({ readiness: (async () => ({ busy: 'perhaps' })) as never });
    await expect(client.readiness({})).rejects.toThrow(/agreed form/);
  });
  it('turns an exception at the other end into a fault here, and keeps the channel open', async () => {
    const { client } = ends({
      findOrder: () => Promise.reject(new Error('broken')),
      readiness: async () => ({ busy: false }),
    });
    await expect(client.findOrder({ orderId: 'x' })).rejects.toThrow('broken');
    expect(await client.readiness({})).toEqual({ busy: false });
  });
  it('rejects every call when the channel closes, and every later call', async () => {
    const { client, there } = ends({ readiness: () => new Promise(() => {}) });
    const call = client.readiness({});
    there.close();
    await expect(call).rejects.toThrow(/gone/);
    await expect(client.readiness({})).rejects.toThrow(/gone/);
  });
  it('ignores malformed messages', async () => {
    const { client, here, there } = ends({ readiness: async () => ({ busy: false }) });
    for (const rubbish of [
      null,
      7,
      'text',
      { kind: 'call' },
      { kind: 'call', id: '1', name: 'rm', params: {} },
    ]) {
      here.post(rubbish);
      there.post(rubbish);
    }
    expect(await client.readiness({})).toEqual({ busy: false });
  });
});

describe('snapshots over a channel', () => {
  const followed = (lists: boolean) => {
    let tell: (now: Snapshot) => void = () => {};
    const subscribe: ConnectorApi['subscribe'] = (listener) => {
      tell = listener;
      return () => {};
    };
    const sent: unknown[] = [];
    const { client, here } = ends({ subscribe }, lists);
    here.onMessage((message) => sent.push(message));
    const seen: Snapshot[] = [];
    client.subscribe((now) => seen.push(now));
    return { seen, sent, tell: (now: Snapshot) => tell(now) };
  };
  const rows = [
    {
      entryId: 'e',
      orderId: 'o',
      contract: 'proxy',
      amount: '1',
      currency: 'EUR',
      state: 'pending',
      attempts: 0,
      createdAt: 0,
      nextAttemptAt: 0,
    },
  ] as const;

  it('send a list again only when it has changed; the client keeps the last one', async () => {
    const { seen, sent, tell } = followed(true);
    await soon();
    const first = snapshotWith({ notifications: [...rows] });
    tell(first);
    tell({ ...first, owner: false });
    await soon();
    expect(seen.map(({ owner, notifications }) => [owner, notifications.length])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    expect(JSON.stringify(sent.at(-1))).not.toContain('"entryId"');
  });
  it('carry no lists for a client that subscribes without them', async () => {
    const { seen, sent, tell } = followed(false);
    await soon();
    tell(snapshotWith({ notifications: [...rows] }));
    await soon();
    expect(seen.map(({ notifications }) => notifications)).toEqual([[]]);
    expect(JSON.stringify(sent)).not.toContain('"entryId"');
  });
  it('send only the last of several quick changes, and before the next answer to a call', async () => {
    const clock = new VirtualClock();
    const [here, there] = channelPair();
    let show: (now: Snapshot) => void = () => {};
    const subscribe = (listener: typeof show) => {
      show = listener;
      return () => {};
    };
    const connector = { subscribe, readiness: async () => ({ busy: false }) } as Partial<ConnectorApi>;
    serveConnector(there, connector as ConnectorApi, 'server', { clock });
    const client = connectorClient(here, 'client');
    const seen: number[] = [];
    client.subscribe(({ outbox }) => seen.push(outbox.pending));
    await soon();
    for (const pending of [1, 2, 3]) show(snapshotWith({ outbox: { pending, parked: 0 } }));
    await soon();
    expect(seen).toEqual([1]);
    await client.readiness({});
    expect(seen).toEqual([1, 3]);
  });
});

describe('a heartbeat', () => {
  it('is answered while a payment runs', async () => {
    const { client, here } = ends({ takePayment: () => new Promise(() => {}) });
    const said: unknown[] = [];
    here.onMessage((message) => said.push(message));
    void client.takePayment(aRequest());
    here.post({ kind: 'heartbeat' });
    await soon();
    expect(said).toContainEqual({ kind: 'alive' });
  });
});
