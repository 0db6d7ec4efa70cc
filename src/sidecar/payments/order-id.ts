import { randomBytes } from 'node:crypto';

/** Makes an order number for a till that sends none: readable, sortable, unique, and within HiPay's 32 characters. */
export function mintOrderId(): string {
  const time = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  return `ecr-${time}-${randomBytes(5).toString('hex')}`;
}
