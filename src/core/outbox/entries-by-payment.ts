import type { OutboxEntry } from './outbox-entry.ts';

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
