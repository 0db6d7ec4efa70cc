import { expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { indexedDbJournal, indexedDbOutbox } from '../../../src/adapters/indexeddb/payment-storage.ts';
import type { GatewayReply } from '../../../src/core/hipay/order-answer.ts';
import type { Gateway } from '../../../src/core/ports/gateway.ts';
import type { Clock } from '../../../src/core/ports/host.ts';
import { OutboxDelivery } from '../../../src/flows/outbox/deliver-outbox.ts';
import { countingIds } from '../../fakes/counting-ids.ts';
import { anEntry, aRecord } from '../../fakes/payment-examples.ts';

const count = 300;
const names = Array.from({ length: count }, (_, index) => `Order_${String(index).padStart(3, '0')}`);
/** A clock that stands still: nothing in this test depends on time. */
const stopped: Clock = { now: () => 1_000_000, monotonic: () => 0, after: () => () => {} };
const accepted: GatewayReply = { kind: 'answered', status: 200, body: '{"state":"completed"}' };

/** Entries in real IndexedDB. Newer entries are due for longer and were written earlier. */
async function filledOutbox() {
  const database = await openConnectorDatabase({ name: `many-${Date.now()}` });
  const entries = names.map((orderId, index) =>
    anEntry({
      entryId: orderId,
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
  const taken: string[] = [];
  const gateway: Gateway = {
    sendOrder: async (_account, [field]) => {
      const orderId = field?.[1] ?? '';
      // The try is counted before it is sent. Otherwise a duplicate after a lost answer would be parked.
      const [written] = await outbox.findAll([orderId]);
      expect(written?.attempts).toBe(tries.filter((each) => each === orderId).length + 1);
      tries.push(orderId);
      if (!up) return { kind: 'no-answer', reason: 'network' };
      taken.push(orderId);
      return accepted;
    },
  };
  const delivery = new OutboxDelivery({
    outbox,
    gateway,
    clock: stopped,
    ids: countingIds(),
    account: () => ({ login: 'shop', password: 'secret', url: 'http://127.0.0.1:9' }),
    tried: () => {},
    alone: (work) => work(),
  });
  await delivery.deliverNow();
  expect(tries).toEqual(names.slice(0, 4));
  expect(await outbox.countUndelivered()).toMatchObject({ pending: count });
  up = true;
  await delivery.deliverNow();
  expect(taken).toEqual(names);
  expect(await outbox.countUndelivered()).toMatchObject({ pending: 0, parked: 0 });
  const states = (await outbox.findAll(names)).map(({ state }) => state);
  expect(new Set(states)).toEqual(new Set(['delivered']));
});
