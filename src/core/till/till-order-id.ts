/**
 * Creates an order id in a till's page: `T` and 24 hexadecimal digits, 96 random bits. HiPay takes 32 characters. This
 * file is separate from `core/order-id.ts`, because every web till loads it.
 */
export const mintTillOrderId = (random: (count: number) => Uint8Array): string =>
  `T${Array.from(random(12), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
