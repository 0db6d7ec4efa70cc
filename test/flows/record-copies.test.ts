import { describe, expect, it } from 'vitest';
import type { RecordCopy } from '../../src/core/relay/record-copy.ts';
import { Shop } from './shop.ts';

const told = (copies: RecordCopy[]) =>
  copies.map((copy) => (copy.kind === 'payment' ? copy.record.state : copy.entry.state));

describe('the second copy', () => {
  it('is told of each state once it is written, and of each delivery', async () => {
    const shop = await Shop.open();
    const copies: RecordCopy[] = [];
    shop.connector.records.subscribeRecords(0, (copy) => copies.push(copy));
    await shop.pay();
    expect(told(copies)).toEqual([
      'intended',
      'sending',
      'waiting',
      'answered',
      'pending',
      'pending',
      'delivered',
    ]);
  });
  it('gets what was written before it asked', async () => {
    const shop = await Shop.open();
    await shop.pay();
    const copies: RecordCopy[] = [];
    shop.connector.records.subscribeRecords(0, (copy) => copies.push(copy));
    await shop.clock.advance(10);
    expect(told(copies)).toEqual(['answered', 'delivered']);
  });
});
