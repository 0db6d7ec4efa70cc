const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A source of random bytes, such as `crypto.getRandomValues`. */
export type RandomBytes = (count: number) => Uint8Array;

const prefix = 'ecr-';

const charactersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => alphabet[byte & 31]).join('');

/**
 * An order id for a till that sends none: `ecr-`, the day in UTC and twelve random characters. These are 25 characters;
 * HiPay allows 32, so the shop's own prefix has at most seven. With 60 random bits two shops never get the same id in practice.
 */
export const createOrderId = (now: Date, random: RandomBytes): string =>
  `${prefix}${now.toISOString().slice(0, 10).replaceAll('-', '')}-${charactersOf(random(12))}`;

const generated = new RegExp(`${prefix}\\d{8}-[${alphabet}]{12}$`);

/** True if the connector made this order id, with or without the shop's prefix, so the till sent none. */
export const isGeneratedOrderId = (orderId: string): boolean => generated.test(orderId);
