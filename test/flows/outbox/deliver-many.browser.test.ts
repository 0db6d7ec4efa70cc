import { expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal, indexedDbOutbox } from '../../../src/adapters/indexeddb/payment-storage.ts';
import type { GatewayReply } from '../../../src/core/hipay/gateway-reply.ts';
import type { Gateway } from '../../../src/core/ports/gateway.ts';
import type { Clock } from '../../../src/core/ports/host.ts';
import { OutboxDelivery } from '../../../src/flows/outbox/deliver-outbox.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const count = 300;
const orderIds = Array.from({ length: count }, (_, index) => `Order_${String(index).padStart(3, '0')}`);
/** A clock that stands still: nothing in this test depends on time. */
const stopped: Clock = { now: () => 1_000_000, monotonic: () => 0, after: () => () => {} };
const notFound: GatewayReply = {
  kind: 'answered',
  status: 404,
  body: '{"code":3000001,"message":"Unknown Order"}',
};
const accepted = (orderId: string): GatewayReply => ({
  kind: 'answered',
  status: 200,
  body: JSON.stringify({ state: 'completed', order: { id: orderId } }),
});

/** Entries in real IndexedDB. Newer entries are due for longer and were written earlier. */
async function filledOutbox() {
  const database = await openConnectorDatabase({ name: `many-${Date.now()}` });
  const entries = orderIds.map((orderId, index) =>
    anEntry({
      entryId: orderId,
      paymentId: orderId,
      orderId,
      fields: [['orderid', orderId]],
      createdAt: 1000 + index,
      nextAttemptAt: 900_000 - index,
    }),
  );
  await indexedDbJournal(database).writeWithNotifications(aRecord({ state: 'answered' }), entries.reverse());
  return indexedDbOutbox(database);
}

it('in Chromium’s IndexedDB: after an outage each of 300 notifications is delivered once, oldest first, and stays delivered', async () => {
  const outbox = await filledOutbox();
  let up = false;
  const tries: string[] = [];
  const acceptedOrders: string[] = [];
  // The try is written before anything is sent. Otherwise a crash would make the connector forget a try whose answer got
  // lost.
  const expectCounted = async (orderId: string) => {
    const [written] = await outbox.findAll([orderId]);
    expect(written?.attempts).toBe(tries.filter((each) => each === orderId).length + 1);
    expect(written?.mayHaveArrived).toBe(true);
  };
  const gateway: Gateway = {
    sendOrder: async (_account, [field]) => {
      const orderId = field?.[1] ?? '';
      await expectCounted(orderId);
      tries.push(orderId);
      if (!up) return { kind: 'no-answer', reason: 'network' };
      acceptedOrders.push(orderId);
      return accepted(orderId);
    },
    lookUpOrder: async (_account, orderId) => {
      await expectCounted(orderId);
      return up ? notFound : { kind: 'no-answer', reason: 'network' };
    },
  };
  const delivery = new OutboxDelivery({
    outbox,
    gateway,
    clock: stopped,
    ids: countingIds(),
    account: () => ({ login: 'shop', password: 'secret', url: '', lookUpUrl: '' }),
    onTried: () => {},
    runExclusively: (work) => work(),
  });
  await delivery.deliverNow();
  expect(tries).toEqual(orderIds.slice(0, 4));
  expect(await outbox.countUndelivered()).toMatchObject({ pending: count });
  up = true;
  await delivery.deliverNow();
  expect(acceptedOrders).toEqual(orderIds);
  expect(await outbox.countUndelivered()).toMatchObject({ pending: 0, parked: 0 });
  const states = (await outbox.findAll(orderIds)).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['delivered']));
});
