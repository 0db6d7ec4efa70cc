import type { Digest } from '../../core/hipay/order-hash.ts';
import type { OutboxEntry } from '../../core/hipay/outbox-entry.ts';
import { createNotifications } from '../../core/hipay/passive-order.ts';
import type { Clock, Ids } from '../../core/ports/host.ts';
import type { Journal, Outbox } from '../../core/ports/storage.ts';
import { hipayEnvironment } from '../../core/settings/gateway-url.ts';
import type { Settings } from '../../core/settings/settings.ts';

export interface FindContractsDeps {
  readonly journal: Pick<Journal, 'find' | 'join'>;
  readonly outbox: Pick<Outbox, 'parked' | 'update'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly digest: Digest;
  settings(): Settings;
}

/** Maximum number of parked entries that are read after each change of the settings. */
const maxParked = 1000;

/** Completes the notifications whose missing contract is configured now, so that they are sent. Each keeps its id. */
export async function findContracts(deps: FindContractsDeps): Promise<void> {
  const parked = await deps.outbox.parked(maxParked);
  for (const entry of parked) await completeEntry(entry, deps);
}

/** Completes the entry, so that it can be sent; undefined if its contract is still not configured. */
export async function completeEntry(
  entry: OutboxEntry,
  { journal, outbox, clock, ids, digest, settings }: FindContractsDeps,
): Promise<OutboxEntry | undefined> {
  if (!entry.missingContract) return entry;
  // The contracts of another HiPay say nothing about this sale.
  if (entry.environment !== undefined && entry.environment !== hipayEnvironment(settings())) return undefined;
  const record = await journal.find(entry.paymentId);
  const now = clock.now();
  const made = record ? await createNotifications(record, settings(), digest, () => ids.unique(), now) : [];
  const [first, ...others] = made;
  if (!record || !first || first.missingContract) return undefined;
  const { entryId, createdAt, attempts, mayHaveArrived, sentTo, erasedAt } = entry;
  const complete = {
    ...first,
    entryId,
    createdAt,
    attempts,
    ...(mayHaveArrived !== undefined && { mayHaveArrived }),
    ...(sentTo && { sentTo }),
    ...(erasedAt !== undefined && { erasedAt }),
  };
  // If the terminal named no contract, there are two notifications, which belong in one transaction.
  if (others.length > 0) await journal.join([{ record, entries: [complete, ...others] }], now);
  else await outbox.update(complete);
  return complete;
}
