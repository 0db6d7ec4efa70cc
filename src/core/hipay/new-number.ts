import { type Digest, withNewHash } from './order-hash.ts';
import { mayHaveArrived, type OutboxEntry } from './outbox-entry.ts';
import { readCustomData } from './sent-order.ts';

/** The key of custom data that keeps the till's order number. */
const oldNumberKey = 'ecr_order_id';

/**
 * True if the notifications of a payment may be sent under a new order number: another sale at HiPay has the present one,
 * and HiPay has none of these notifications. If one of them had arrived, a new number would report the payment twice.
 */
export const mayGetNewNumber = (group: readonly OutboxEntry[]): boolean =>
  group.some(({ state, parkedAs }) => state === 'parked' && parkedAs === 'order-number-taken') &&
  group.every((entry) => entry.state !== 'delivered' && !mayHaveArrived(entry));

/**
 * The notification under a new number, due at `at` (epoch ms). The old number stays in its custom data, and `orderId` is
 * still the till's.
 */
export async function withNewNumber(
  {
    parkedAs: _p,
    held: _h,
    contradictions: _c,
    lastFailure: _f,
    lastDetail: _d,
    lastStatus: _s,
    ...entry
  }: OutboxEntry,
  newNumber: string,
  passphrase: string,
  digest: Digest,
  at: number,
): Promise<OutboxEntry> {
  const fields = entry.fields.map(([name, text]): [string, string] => {
    if (name === 'orderid') return [name, newNumber];
    if (name !== 'custom_data') return [name, text];
    const customData = { ...readCustomData(text), [oldNumberKey]: entry.orderId };
    return [name, JSON.stringify(customData)];
  });
  return {
    ...entry,
    fields: await withNewHash(fields, passphrase, digest),
    state: 'pending',
    mayHaveArrived: false,
    nextAttemptAt: at,
  };
}
