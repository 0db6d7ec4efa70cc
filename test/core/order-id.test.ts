import { describe, expect, it } from 'vitest';
import { createOrderId, isGeneratedOrderId } from '../../src/core/order-id.ts';
import { settings } from '../../src/core/settings/settings.ts';
import { mintTillOrderId } from '../../src/core/till/till-order-id.ts';

const fixedBytes = (count: number) => Uint8Array.from({ length: count }, (_, index) => index * 23);
const anyBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

describe('an order id', () => {
  it('of the connector contains the day and twelve random characters', () => {
    expect(createOrderId(new Date('2026-11-30T23:59:59Z'), fixedBytes)).toBe('ecr-20261130-0QE5WKA1RF6X');
  });
  it('of the connector is recognized with every prefix, and has at most 32 characters', () => {
    for (const prefix of ['', 'T1-', 'Shop_10']) {
      const made = prefix + createOrderId(new Date(), anyBytes);
      expect(isGeneratedOrderId(made)).toBe(true);
      expect(made.length).toBeLessThanOrEqual(32);
      expect(settings.parse({ orderPrefix: prefix }).orderPrefix).toBe(prefix);
    }
    expect(settings.safeParse({ orderPrefix: 'Shop_100' }).success).toBe(false);
  });
  it('of a till is not mistaken for an order id of the connector', () => {
    for (const sent of ['ecr-1', 'ecr-20261130-1', mintTillOrderId(anyBytes)])
      expect(isGeneratedOrderId(sent)).toBe(false);
  });
  it('of a till’s page is T and 24 hexadecimal digits', () => {
    expect(mintTillOrderId(fixedBytes)).toBe('T00172e455c738aa1b8cfe6fd');
  });
  it('is different each time', () => {
    const made = Array.from({ length: 1000 }, () => createOrderId(new Date(), anyBytes));
    expect(new Set(made).size).toBe(1000);
  });
});
