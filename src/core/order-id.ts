const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A source of random bytes, such as `crypto.getRandomValues`. */
export type RandomBytes = (count: number) => Uint8Array;

const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => alphabet[byte & 31]).join('');

/**
 * An order id for a till that sends none: `ecr-`, the day in UTC and twelve letters, 25 characters. HiPay takes 32. 60 random
 * bits keep two shops' orders of one day apart.
 */
export const mintOrderId = (now: Date, random: RandomBytes): string =>
  `ecr-${now.toISOString().slice(0, 10).replaceAll('-', '')}-${lettersOf(random(12))}`;
