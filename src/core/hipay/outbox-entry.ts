import * as z from 'zod/mini';
import { failureNames } from '../failures/failures.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { contractKind } from '../settings/setting-defs.ts';
import { storedObject } from '../stored-object.ts';
import { hipayClock } from './hipay-clock.ts';
import { hipayRoute } from './hipay-route.ts';
import { missingContract } from './missing-contract.ts';
import { heldOrder, parkedReason } from './parked-reason.ts';

/**
 * One notification for HiPay. It is created once, in the same transaction as the answered record, and sent unchanged until
 * HiPay has it: a new key for each try would let HiPay count one payment several times. Times are epoch ms.
 */
export const outboxEntry = storedObject({
  version: z.literal(1),
  entryId: z.string(),
  paymentId: z.string(),
  orderId: z.string(),
  contract: contractKind,
  /** Name of the contract, if it is one of the list `contracts` of the configuration. */
  contractName: z.optional(z.string()),
  merchantId: z.string(),
  /** The form fields of HiPay's passive POS order, in order. Contains no card number and no secret. */
  fields: z.array(z.tuple([z.string(), z.string()])),
  /**
   * `parked` waits for a person (wrong credentials, refused order). `delivered` needs nothing more; see
   * `coveredBySibling`. An entry is never deleted.
   */
  state: z.enum(['pending', 'parked', 'delivered']),
  attempts: z.int().check(z.minimum(0)),
  createdAt: z.number(),
  nextAttemptAt: z.number(),
  lastAttemptAt: z.optional(z.number()),
  /** The last tries, oldest first: the time of HiPay's answer or of the timeout, and the failure. */
  tries: z.optional(
    z.readonly(
      z.array(
        storedObject({
          at: z.number(),
          failure: z.optional(z.enum(failureNames)),
          status: z.optional(z.int()),
        }),
      ),
    ),
  ),
  lastFailure: z.optional(z.enum(failureNames)),
  lastDetail: z.optional(z.string()),
  /** HTTP status of the last try, if HiPay's address answered with an error and the entry is tried again. */
  lastStatus: z.optional(z.int()),
  /**
   * The route that failed in the last try; absent if no route failed. When the route works again, the next try may start
   * before `nextAttemptAt`.
   */
  wayAway: z.optional(hipayRoute),
  /** The account of the last try (`accountName`), if HiPay refused its login or password. */
  refusedAccount: z.optional(z.string()),
  /** True: HiPay answered the last try with Retry-After (delivery-order.ts). */
  askedToWait: z.optional(z.boolean()),
  /**
   * The contract that the terminal used, while the shop has not configured it. Such an entry is never sent: its fields
   * name no complete contract.
   */
  missingContract: z.optional(missingContract),
  deliveredAt: z.optional(z.number()),
  /** HiPay's clock in the last try, if its answer had one. */
  hipayClock: z.optional(hipayClock),
  /** HiPay's transaction reference, if its answer had one. */
  transactionReference: z.optional(z.string()),
  /** When the fields about the customer were erased. Absent: they were not erased. */
  erasedAt: z.optional(z.number()),
  /**
   * True if HiPay may have the notification: a try has begun, and nothing proves that it did not arrive. Absent in entries
   * of older programs; see `mayHaveArrived`.
   */
  mayHaveArrived: z.optional(z.boolean()),
  /** Which HiPay the sale was made for (`hipayEnvironment`). Absent in entries of older programs. */
  environment: z.optional(z.string()),
  /** The accounts (`accountMark`) in which a try may have arrived. Absent: none, or an older program has tried. */
  sentTo: z.optional(z.readonly(z.array(z.string()))),
  /** True: HiPay has this payment under its other contract and takes no second order with this number. Never sent. */
  coveredBySibling: z.optional(z.boolean()),
  /** Why a parked entry waits, if a repetition alone cannot end it: order number, account, or an answer not understood. */
  parkedAs: z.optional(parkedReason),
  /** What HiPay holds under the number of a parked entry. */
  held: z.optional(heldOrder),
  /** Times at which HiPay called the order a duplicate and did not find it. */
  contradictions: z.optional(z.readonly(z.array(z.number()))),
  /** Number of look-ups whose answer decided nothing, since the entry was made. */
  notUnderstood: z.optional(z.int()),
  /** The entry as it is stored, if this version cannot read it as a whole (stored-entry.ts). */
  asWritten: z.optional(z.unknown()),
});
export type OutboxEntry = z.infer<typeof outboxEntry>;

/**
 * True if HiPay may have the notification. Older programs did not store this, so every entry of theirs that was tried may
 * have arrived.
 */
export const mayHaveArrived = ({ mayHaveArrived: stored, attempts, state }: OutboxEntry): boolean =>
  stored ?? (attempts > 0 || state === 'delivered');

/** True if HiPay has said that it has this very notification. */
export const isDelivered = ({ state, coveredBySibling }: OutboxEntry): boolean =>
  state === 'delivered' && coveredBySibling !== true;

/** A payment with its notifications. */
export interface PaymentWithNotifications {
  readonly record: PaymentRecord;
  readonly entries: readonly OutboxEntry[];
}

/** Groups notifications by payment and keeps their order. */
export function entriesByPayment(entries: readonly OutboxEntry[]): ReadonlyMap<string, OutboxEntry[]> {
  const byPayment = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const group = byPayment.get(entry.paymentId);
    if (group) group.push(entry);
    else byPayment.set(entry.paymentId, [entry]);
  }
  return byPayment;
}
