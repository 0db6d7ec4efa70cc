import { Dexie, type EntityTable } from 'dexie';
import type { NotificationRequest } from './notification-request.ts';

// A simple queue in a table. Sends the orders one after the other, removes those with a successful answer, and tries the
// others again one second later.
const database = new Dexie('outbox') as Dexie & { orders: EntityTable<NotificationRequest, 'orderId'> };
database.version(1).stores({ orders: 'orderId' });

window.enqueue = async (orders) => {
  await database.orders.bulkPut([...orders]);
};

for (;;) {
  for (const { orderId, url, headers, form } of await database.orders.toArray()) {
    const sent = await fetch(url, { method: 'POST', headers, body: form }).catch(() => undefined);
    if (sent?.ok) await database.orders.delete(orderId);
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
