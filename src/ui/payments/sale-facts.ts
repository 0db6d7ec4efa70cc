import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { SaleRefunds } from '../../core/connector-api/sale-refunds.ts';
import type { PaymentRow } from '../../core/connector-api/snapshot.ts';
import type { PaymentStory } from '../../core/connector-api/timeline.ts';
import { isPaid } from '../../core/payment/outcome.ts';

/** All that the page of one payment shows. */
export interface PaymentFacts {
  readonly story: PaymentStory;
  /** Only for a paid sale. `failed`: it could not be read. */
  readonly refunds: SaleRefunds | 'failed' | undefined;
  /** The payments of its refunds that are known here, oldest first; of a refund, its sale. */
  readonly linked: readonly PaymentRow[];
}

type Reader = Pick<ConnectorApi, 'readPayment' | 'readRefunds' | 'findOrder'>;

/** True for a sale of which money may be given back. */
export const mayBeRefunded = (row: PaymentRow): boolean =>
  row.transactionType === 'Debit' && isPaid(row.outcome) && row.state !== 'unknown' && !row.contested;

/** True if nothing of a sale is left to refund. A refund that is in doubt, or runs, is still to be asked about. */
export const isRefundedInFull = ({ refunds }: PaymentFacts): boolean =>
  typeof refunds === 'object' &&
  refunds.refundedMinor > 0 &&
  refunds.refundableMinor === 0 &&
  refunds.heldMinor === 0;

/** Reads a payment and those that it is linked with; undefined if it is not known here. */
export async function readFacts(connector: Reader, paymentId: string): Promise<PaymentFacts | undefined> {
  const story = await connector.readPayment({ paymentId });
  if (!story) return undefined;
  const { row } = story;
  const refunds = mayBeRefunded(row) ? await readRefunds(connector, row.orderId) : undefined;
  const orders =
    row.refundOf !== undefined
      ? [row.refundOf]
      : typeof refunds === 'object'
        ? refunds.refunds.map(({ orderId }) => orderId)
        : [];
  const linked = await Promise.all(orders.map((orderId) => rowOfOrder(connector, orderId)));
  return { story, refunds, linked: linked.filter((each) => each !== undefined) };
}

/** What is left of a sale. It asks the sidecar, too, so the page shows the rest also if this fails. */
export const readRefunds = async (
  connector: Pick<Reader, 'readRefunds'>,
  orderId: string,
): Promise<SaleRefunds | 'failed' | undefined> =>
  connector.readRefunds({ orderId }).then(
    (found) => found ?? undefined,
    () => 'failed',
  );

/** The payment that counts for an order; undefined if none is known here. */
export async function rowOfOrder(connector: Reader, orderId: string): Promise<PaymentRow | undefined> {
  const answer = await connector.findOrder({ orderId }).catch(() => null);
  const paymentId = answer?.paymentId;
  if (paymentId === undefined) return undefined;
  const story = await connector.readPayment({ paymentId }).catch(() => null);
  return story?.row;
}
