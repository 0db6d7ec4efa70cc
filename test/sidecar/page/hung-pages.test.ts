import { describe, expect, test } from 'vitest';
import type { ConnectorApi } from '../../../src/core/connector-api/connector-api.ts';
import { hubInMemory } from '../helpers/pages-in-memory.ts';

const mustGet = async (hub: ReturnType<typeof hubInMemory>['hub']): Promise<ConnectorApi> => {
  const connector = await hub.connector(0);
  if (!connector) throw new Error('no page');
  return connector;
};

describe('a page that hangs', () => {
  test('is detected within 4 to 6 s, and is used again after its first answer', async () => {
    const { clock, hub, join } = hubInMemory();
    const page = await join();
    const connector = await mustGet(hub);
    await clock.advance(3_600_000);
    expect(hub.pageState()).toBe('open');
    page.hang();
    await clock.advance(4000);
    expect(hub.isResponding(connector)).toBe(true);
    const lost = hub.lostSignal(connector);
    await clock.advance(2000);
    expect(lost.aborted).toBe(true);
    expect(hub.isResponding(connector)).toBe(false);
    expect(hub.pageState()).toBe('not-answering');
    expect(hub.countSilent()).toBe(1);
    expect(hub.connectors()).toEqual([]);
    expect(await hub.connector(0)).toBeUndefined();

    page.resume();
    await clock.advance(0);
    expect(hub.pageState()).toBe('open');
    expect(await hub.connector(0)).toBe(connector);
    expect(hub.lostSignal(connector).aborted).toBe(false);
  });
  test('shows its terminal as away, and still shows its running payment', async () => {
    const { clock, hub, join } = hubInMemory();
    const seen: unknown[] = [];
    hub.watch((now) => seen.push([now?.terminal.state, now?.payment?.phase]));
    const payment = {
      paymentId: 'payment-1',
      orderId: 'Order_1',
      transactionType: 'Debit',
      paymentMeans: 'card',
      hasReceipt: false,
      amountMinor: 1023,
      currency: 'EUR',
      phase: 'customer',
      startedAt: 0,
      phaseSince: 0,
      charge: 'unknown',
    } as const;
    const terminal = { state: 'paying', seenAt: 0, description: 'a fake', simulated: true } as const;
    const page = await join({ payment, terminal });
    page.hang();
    await clock.advance(6000);
    page.resume();
    await clock.advance(0);
    expect(seen).toEqual([
      [undefined, undefined],
      ['paying', 'customer'],
      ['away', 'customer'],
      ['paying', 'customer'],
    ]);
  });
  test('gets no order if another page answers, even if the hung page has the terminal', async () => {
    const { clock, hub, join } = hubInMemory();
    const owner = await join({ journal: 'one' });
    const first = await mustGet(hub);
    await join({ owner: false, journal: 'two' });
    expect(await hub.connector(0)).toBe(first);
    owner.hang();
    await clock.advance(6000);
    expect(await hub.connector(0)).not.toBe(first);
    expect(hub.pageState()).toBe('open');
    expect(hub.countSilent()).toBe(1);
  });
  test('blocks the other tabs of its browser, which work through it', async () => {
    const { clock, hub, join } = hubInMemory();
    const owner = await join({ journal: 'one' });
    await join({ owner: false, journal: 'one' }, { findOrder: () => new Promise(() => {}) });
    const [, guest] = hub.connectors();
    const found = guest?.findOrder({ orderId: 'Order_1' });
    found?.catch(() => {});
    owner.hang();
    await clock.advance(6000);
    expect(hub.connectors()).toEqual([]);
    expect(hub.pageState()).toBe('not-answering');
    await expect(found).rejects.toThrow('does not answer');
    owner.close();
    expect(await hub.connector(0)).toBe(guest);
  });
  test('does not block a ready page if it hangs while it starts', async () => {
    const { clock, hub, join } = hubInMemory();
    await join({ owner: false });
    const ready = await mustGet(hub);
    const starting = await join({}, { provision: () => new Promise(() => {}) });
    starting.hang();
    await clock.advance(6000);
    expect(await hub.connector(600_000)).toBe(ready);
  });
  test('has as much time to answer again as a page has to become ready', async () => {
    const { clock, hub, join } = hubInMemory();
    const page = await join();
    page.hang();
    await clock.advance(6000);
    const chosen = hub.connector(60_000);
    page.resume();
    expect(await chosen).toBeDefined();
  });
  test('ends every call except a payment; a closed page ends the payment too', async () => {
    const { clock, hub, join } = hubInMemory();
    const never = () => new Promise<never>(() => {});
    const page = await join({}, { findOrder: never, probeTerminal: never, takePayment: never });
    const connector = await mustGet(hub);
    const ends: string[] = [];
    const note = (name: string, call: Promise<unknown>) => {
      call.catch((error: Error) => ends.push(`${name}: ${error.name}`));
    };
    note('find', connector.findOrder({ orderId: 'Order_1' }));
    note('probe', connector.probeTerminal({}));
    note('pay', connector.takePayment({ amountMinor: 1, currency: 'EUR' } as never));
    page.hang();
    await clock.advance(60_000);
    expect(ends).toEqual(['find: PageHangs', 'probe: PageHangs']);
    note('later', connector.findOrder({ orderId: 'Order_1' }));
    await clock.advance(0);
    expect(ends[2]).toBe('later: PageHangs');
    page.close();
    await clock.advance(0);
    expect(ends[3]).toBe('pay: ChannelClosed');
    expect(hub.lostSignal(connector).aborted).toBe(true);
  });
});

describe('a computer that wakes from sleep', () => {
  test('does not count its pages as hung', async () => {
    const { clock, hub, join } = hubInMemory();
    const page = await join();
    const connector = await mustGet(hub);
    const lost = hub.lostSignal(connector);
    for (const ms of [1000, 60_000, 8 * 3_600_000]) {
      await clock.advance(1000);
      // The page wakes a second after the sidecar.
      page.hang();
      await clock.sleep(ms);
      await clock.advance(1000);
      page.resume();
      await clock.advance(60_000);
      expect(lost.aborted).toBe(false);
    }
  });
  test('notices within seconds that its page did not wake', async () => {
    const { clock, hub, join } = hubInMemory();
    const page = await join();
    page.hang();
    await clock.sleep(8 * 3_600_000);
    expect(hub.pageState()).toBe('open');
    await clock.advance(6000);
    expect(hub.pageState()).toBe('not-answering');
  });
});

test('a page that is closed gets no more heartbeats', async () => {
  const { clock, hub, join } = hubInMemory();
  const page = await join();
  page.close();
  await clock.advance(60_000);
  expect(hub.pageState()).toBe('not-open');
  await expect(clock.until(new Promise(() => {}))).rejects.toThrow('no timer is left');
});
