import { Dexie, type EntityTable } from 'dexie';
import type { Order } from './order-form.ts';

// A simple queue: it is kept in a table, sent one after the other, removed after a good answer,
// and tried again one second later otherwise.
const database = new Dexie('outbox') as Dexie & { orders: EntityTable<Order, 'orderId'> };
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
