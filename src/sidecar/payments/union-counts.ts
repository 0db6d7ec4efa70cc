import type { Reconciler } from '../page/reconcile.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import type { PaymentPermits } from '../records/payment-permits.ts';
import type { RecordCounts } from '../records/record-heads.ts';
import type { RecordStore } from '../records/record-store.ts';

interface UnionCountsDeps {
  readonly recordStore: Pick<RecordStore, 'counts' | 'digest' | 'hasRecords'>;
  readonly hub: Pick<RelayHub, 'journals' | 'snapshot'>;
  readonly permits: Pick<PaymentPermits, 'all'>;
  readonly reconciler: Pick<Reconciler, 'hasCompared' | 'isCompared'>;
}

/**
 * Undelivered notifications and payments in doubt of all journals together. Undefined if it is not known: records are
 * lost, or there is no copy of any journal yet.
 */
export function unionCounts({
  recordStore,
  hub,
  permits,
  reconciler,
}: UnionCountsDeps): RecordCounts | undefined {
  const connectedJournals = hub.journals().map(({ journal }) => journal);
  const counts = recordStore.counts((installation) =>
    installation === undefined ? connectedJournals.length > 0 : connectedJournals.includes(installation),
  );
  const page = hub.snapshot();
  if (!counts || !(page || recordStore.hasRecords() || reconciler.hasCompared)) return undefined;
  const lost = permits
    .all()
    .filter(({ paymentId }) => paymentId === undefined || recordStore.digest(paymentId) === undefined);
  const inDoubt = counts.inDoubt + lost.length;
  if (!page || (page.journal !== undefined && reconciler.isCompared(page.journal)))
    return { ...counts, inDoubt };
  // The second copy may still lack records of this page.
  const { pending, parked, oldestAt = Number.POSITIVE_INFINITY } = page.outbox;
  const oldest = Math.min(counts.oldestAt ?? Number.POSITIVE_INFINITY, oldestAt);
  return {
    inDoubt,
    pending: Math.max(counts.pending, pending),
    parked: Math.max(counts.parked, parked),
    ...(Number.isFinite(oldest) && { oldestAt: oldest }),
  };
}
