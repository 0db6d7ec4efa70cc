import type { Ids } from '../../core/ports/ids.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const letters = (count: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => alphabet[byte & 31]).join('');

/** Identifiers from the platform's generator. An order id is `ecr-`, the day and twelve letters: 25 characters. */
export const browserIds: Ids = {
  unique: () => crypto.randomUUID(),
  orderId: () => `ecr-${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${letters(12)}`,
  chance: () => Math.random(),
};
