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
/** Waits until the messages of the channel have arrived. */
const untilDelivered = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('a connector over a channel', () => {
  it('gives each caller the answer to its own call', async () => {
    const { client } = ends({ readiness: async () => ({ busy: true }), findOrder: async () => null });
    expect(await Promise.all([client.readiness({}), client.findOrder({ orderId: 'x' })])).toEqual([
      { busy: true },
      null,
    ]);
  });
  it('rejects malformed parameters with a fault that names the field', async () => {
    let callCount = 0;
    const takePayment = async () => {
      callCount++;
      throw new Error('not reached');
    };
    const { client } = ends({ takePayment });
    const bad = { ...aRequest(), amountMinor: -5 } as unknown as ReturnType<typeof aRequest>;
    await expect(client.takePayment(bad)).rejects.toThrow(/amountMinor/);
    expect(callCount).toBe(0);
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
    for (const malformed of [
      null,
      7,
      'text',
      { kind: 'call' },
      { kind: 'call', id: '1', name: 'rm', params: {} },
    ]) {
      here.post(malformed);
      there.post(malformed);
    }
    expect(await client.readiness({})).toEqual({ busy: false });
  });
});

describe('snapshots over a channel', () => {
  const subscribed = (lists: boolean) => {
    let notify: (current: Snapshot) => void = () => {};
    const subscribe: ConnectorApi['subscribe'] = (listener) => {
      notify = listener;
      return () => {};
    };
    const sent: unknown[] = [];
    const { client, here } = ends({ subscribe }, lists);
    here.onMessage((message) => sent.push(message));
    const seen: Snapshot[] = [];
    client.subscribe((current) => seen.push(current));
    return { seen, sent, notify: (current: Snapshot) => notify(current) };
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

  it('contain a list again only when it has changed; the client keeps the last list', async () => {
    const { seen, sent, notify } = subscribed(true);
    await untilDelivered();
    const first = snapshotWith({ notifications: [...rows] });
    notify(first);
    notify({ ...first, owner: false });
    await untilDelivered();
    expect(seen.map(({ owner, notifications }) => [owner, notifications.length])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    expect(JSON.stringify(sent.at(-1))).not.toContain('"entryId"');
  });
  it('contain no lists for a client that subscribes without lists', async () => {
    const { seen, sent, notify } = subscribed(false);
    await untilDelivered();
    notify(snapshotWith({ notifications: [...rows] }));
    await untilDelivered();
    expect(seen.map(({ notifications }) => notifications)).toEqual([[]]);
    expect(JSON.stringify(sent)).not.toContain('"entryId"');
  });
  it('are sent only for the last of several quick changes, and before the next answer to a call', async () => {
    const clock = new VirtualClock();
    const [here, there] = channelPair();
    let notify: (current: Snapshot) => void = () => {};
    const subscribe = (listener: typeof notify) => {
      notify = listener;
      return () => {};
    };
    const connector = { subscribe, readiness: async () => ({ busy: false }) } as Partial<ConnectorApi>;
    serveConnector(there, connector as ConnectorApi, 'server', { clock });
    const client = connectorClient(here, 'client');
    const seen: number[] = [];
    client.subscribe(({ outbox }) => seen.push(outbox.pending));
    await untilDelivered();
    for (const pending of [1, 2, 3]) notify(snapshotWith({ outbox: { pending, parked: 0 } }));
    await untilDelivered();
    expect(seen).toEqual([1]);
    await client.readiness({});
    expect(seen).toEqual([1, 3]);
  });
});

describe('a heartbeat', () => {
  it('is answered while a payment runs', async () => {
    const { client, here } = ends({ takePayment: () => new Promise(() => {}) });
    const received: unknown[] = [];
    here.onMessage((message) => received.push(message));
    void client.takePayment(aRequest());
    here.post({ kind: 'heartbeat' });
    await untilDelivered();
    expect(received).toContainEqual({ kind: 'alive' });
  });
});
