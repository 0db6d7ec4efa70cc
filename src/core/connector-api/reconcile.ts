import * as z from 'zod/mini';
import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';

/**
 * What one end knows of a payment and its notifications, in short. Two ends that have the same digests know the same.
 * `payment` is the id.
 */
export const paymentDigest = z.object({ payment: z.string(), digest: z.string() });
export type PaymentDigest = z.infer<typeof paymentDigest>;

/** Maximum number of payments in one message, so that no message is too long for the socket. */
export const digestsInMessage = 1000;

/** Payments that began longer ago are compared only if they are in doubt, or HiPay has not been notified. */
export const reconciledMs = 30 * 24 * 3_600_000;

/** Changes with everything that a join can change. */
export function digestOf(record: PaymentRecord, entries: readonly OutboxEntry[]): string {
  const { state, updatedAt, decisions = [], answeredAt = 0, leave = '' } = record;
  const notifications = entries
    .map(({ entryId, state: delivery, attempts }) => `${entryId} ${delivery} ${attempts}`)
    .toSorted();
  return [state, updatedAt, decisions.length, answeredAt, leave, ...notifications].join('|');
}

export interface Differences {
  /** Ids of the payments that the far end should send: unknown here, or known differently. */
  readonly wanted: readonly string[];
  /** Ids of the payments that the far end should get. */
  readonly offered: readonly string[];
}

/**
 * Compares the far end's payments with those of this end.
 *
 * @param here digests of this end, by payment id: all that the far end names, and those that it should know
 */
export function compareDigests(
  there: readonly PaymentDigest[],
  here: ReadonlyMap<string, string>,
): Differences {
  const named = new Map(there.map(({ payment, digest }) => [payment, digest]));
  return {
    wanted: there.filter(({ payment, digest }) => here.get(payment) !== digest).map(({ payment }) => payment),
    offered: [...here].filter(([payment, digest]) => named.get(payment) !== digest).map(([payment]) => payment),
  };
}
