import { describe, expect, it } from 'vitest';
import type { RecordCopy } from '../../../src/core/connector-api/messages.ts';
import { anEntry } from '../../fakes/payment-examples.ts';
import { Shop } from '../shop.ts';

const statesOf = (copies: RecordCopy[]) =>
  copies.map((copy) => (copy.kind === 'payment' ? copy.record.state : copy.entry.state));

describe('the second copy', () => {
  it('receives each state once it is written, and each delivery', async () => {
    const shop = await Shop.open();
    const copies: RecordCopy[] = [];
    shop.connector.records.subscribeRecords(0, (copy) => copies.push(copy));
    await shop.pay();
    expect(statesOf(copies)).toEqual([
      'intended',
      'sending',
      'waiting',
      'answered',
      'pending',
      'pending',
      'delivered',
    ]);
  });
  it('receives what was written before it subscribed', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const copies: RecordCopy[] = [];
    shop.connector.records.subscribeRecords(0, (copy) => copies.push(copy));
    await shop.clock.advance(10);
    expect(statesOf(copies)).toEqual(['answered', 'delivered']);
  });
  it('receives many records in small portions, each once, oldest first, and none after it unsubscribes', async () => {
    const shop = await Shop.open();
    for (let age = 0; age < 120; age++) {
      const entry = anEntry({ entryId: `entry-${age}`, state: 'delivered', createdAt: 1000 - age });
      shop.storage.notifications.set(entry.entryId, entry);
    }
    const ages: number[] = [];
    shop.connector.records.subscribeRecords(0, (copy) => {
      if (copy.kind === 'notification') ages.push(copy.entry.createdAt);
    });
    const few: RecordCopy[] = [];
    const unsubscribe = shop.connector.records.subscribeRecords(0, (copy) => {
      few.push(copy);
      unsubscribe();
    });
    await shop.clock.advance(10);
    expect(ages).toEqual(Array.from({ length: 120 }, (_, index) => 881 + index));
    expect(few.length).toBeLessThan(120);
  });
});
