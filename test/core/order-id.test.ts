import { describe, expect, it } from 'vitest';
import { createOrderId, isGeneratedOrderId } from '../../src/core/order-id.ts';
import { settings } from '../../src/core/settings/settings.ts';
import { mintTillOrderId } from '../../src/core/till/till-order-id.ts';

const counting = (count: number) => Uint8Array.from({ length: count }, (_, at) => at * 23);
const anyBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

describe('an order id', () => {
  it('of the connector names the day and fits into HiPay’s 32 characters', () => {
    expect(createOrderId(new Date('2026-11-30T23:59:59Z'), counting)).toBe('ecr-20261130-0QE5WKA1RF6X');
  });
  it('of the connector is known as such with every prefix, within 32 characters', () => {
    for (const prefix of ['', 'T1-', 'Shop_10']) {
      const made = prefix + createOrderId(new Date(), anyBytes);
      expect(isGeneratedOrderId(made)).toBe(true);
      expect(made.length).toBeLessThanOrEqual(32);
      expect(settings.parse({ orderPrefix: prefix }).orderPrefix).toBe(prefix);
    }
    expect(settings.safeParse({ orderPrefix: 'Shop_100' }).success).toBe(false);
  });
  it('of a till is not taken for one of the connector', () => {
    for (const sent of ['ecr-1', 'ecr-20261130-1', mintTillOrderId(anyBytes)])
      expect(isGeneratedOrderId(sent)).toBe(false);
  });
  it('of a till’s page is T and 24 hexadecimal digits', () => {
    expect(mintTillOrderId(counting)).toBe('T00172e455c738aa1b8cfe6fd');
  });
  it('is never made twice', () => {
    const made = Array.from({ length: 1000 }, () => createOrderId(new Date(), anyBytes));
    expect(new Set(made).size).toBe(1000);
  });
});
