import { describe, expect, it } from 'vitest';
import { createOrderId } from '../../src/core/order-id.ts';
import { mintTillOrderId } from '../../src/core/till/till-order-id.ts';

const counting = (count: number) => Uint8Array.from({ length: count }, (_, at) => at * 23);
const anyBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count));

describe('an order id', () => {
  it('of the connector names the day and fits into HiPay’s 32 characters', () => {
    expect(createOrderId(new Date('2026-11-30T23:59:59Z'), counting)).toBe('ecr-20261130-0QE5WKA1RF6X');
  });
  it('of a till’s page is T and 24 hexadecimal digits', () => {
    expect(mintTillOrderId(counting)).toBe('T00172e455c738aa1b8cfe6fd');
  });
  it('is never made twice', () => {
    const made = Array.from({ length: 1000 }, () => createOrderId(new Date(), anyBytes));
    expect(new Set(made).size).toBe(1000);
  });
});
