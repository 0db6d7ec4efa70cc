import type { AskedSale, DoubtElsewhere } from '../../core/connector-api/connector-api.ts';
import { doubtfulSince, isSameSaleInDoubt } from '../../core/payment/doubt.ts';
import type { RecordsFile } from '../../core/records/records-file.ts';
import type { RecordStore } from '../records/record-store.ts';

interface DoubtsDeps {
  readonly recordStore: Pick<RecordStore, 'loadIndex' | 'doubts'>;
  /** The stored records of an order, joined. */
  recordsOf(orderId: string): Promise<RecordsFile | undefined>;
  /** True if the page with this journal is connected and answers. */
  runsAt(installation: string | undefined): boolean;
  /** Epoch ms. */
  readonly now: () => number;
}

/** A doubt of another browser may have no end: the browser may be gone, and only it can check the payment. */
const askedForMs = 24 * 3_600_000;

/**
 * The payments of all browsers that may be the same sale and are in doubt since `askedForMs` at the longest, newest first. A payment under way counts only if its page is
 * away: then nobody sees how it ends.
 */
export async function findDoubtsOfAll(
  sale: AskedSale,
  { recordStore, recordsOf, runsAt, now }: DoubtsDeps,
): Promise<DoubtElsewhere[]> {
  await recordStore.loadIndex();
  const heads = recordStore.doubts();
  const found = await Promise.all(
    heads
      .filter(({ isUnderWay, installation }) => !(isUnderWay && runsAt(installation)))
      .map(async ({ paymentId, orderId, isUnderWay }) => {
        const file = await recordsOf(orderId);
        const record = file?.payments.find((each) => each.paymentId === paymentId);
        if (!record) return [];
        const { createdAt, updatedAt, request } = record;
        const since = doubtfulSince(record) ?? (isUnderWay ? updatedAt : undefined);
        const isSame = isSameSaleInDoubt(sale, { ...request, orderId, doubtfulSince: since });
        return isSame && since !== undefined && now() - since < askedForMs
          ? [{ paymentId, orderId, createdAt, since }]
          : [];
      }),
  );
  return found.flat().sort((a, b) => b.createdAt - a.createdAt);
}
