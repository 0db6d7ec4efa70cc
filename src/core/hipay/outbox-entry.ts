import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import { hipayClock } from './hipay-clock.ts';
import { way } from './hipay-route.ts';

/** Which of the shop's contracts a notification is for: `proxy` is contact, `nfc` contactless (HiPay's words). */
export const contractKind = z.enum(['proxy', 'nfc']);
export type ContractKind = z.infer<typeof contractKind>;

/**
 * One order that HiPay has to be told of. Minted once, in the same transaction as the answered record, and sent
 * unchanged until HiPay has it: a new key for each try is how others charged eight orders nineteen times.
 */
export const outboxEntry = z.object({
  version: z.literal(1),
  entryId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  contract: contractKind,
  merchantId: z.string(),
  /** The form fields of HiPay's passive POS order, in order. Holds no card number and no secret. */
  fields: z.array(z.tuple([z.string(), z.string()])),
  /** `parked` waits for a person (wrong credentials, refused order); nothing is ever dropped. */
  state: z.enum(['pending', 'parked', 'delivered']),
  attempts: z.int().check(z.minimum(0)),
  createdAt: z.number(),
  nextAttemptAt: z.number(),
  lastAttemptAt: z.optional(z.number()),
  /** The last tries, oldest first: when HiPay answered, or was given up, and why not. */
  tries: z.optional(
    z.readonly(z.array(z.object({ at: z.number(), failure: z.optional(z.enum(failureNames)) }))),
  ),
  lastFailure: z.optional(z.enum(failureNames)),
  lastDetail: z.optional(z.string()),
  /** What the last try lacked to reach HiPay. Once it is back, the next one need not wait for its time. */
  wayAway: z.optional(way),
  deliveredAt: z.optional(z.number()),
  /** Of the last try, where HiPay gave its time. */
  hipayClock: z.optional(hipayClock),
  /** HiPay's transaction reference, where its answer gave one. */
  transactionReference: z.optional(z.string()),
});
export type OutboxEntry = z.infer<typeof outboxEntry>;

/** Which of these notifications are each payment's, in the order they had. */
export function entriesByPayment(entries: readonly OutboxEntry[]): ReadonlyMap<string, OutboxEntry[]> {
  const byPayment = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const known = byPayment.get(entry.paymentId);
    if (known) known.push(entry);
    else byPayment.set(entry.paymentId, [entry]);
  }
  return byPayment;
}
