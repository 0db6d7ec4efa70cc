import type { PaymentContext, PermitRequest } from '../../core/connector-api/connector-api.ts';
import type { SaleRefunds } from '../../core/connector-api/sale-refunds.ts';
import type { SecondCopy } from '../../core/connector-api/second-copy.ts';
import type { AmountMinor } from '../../core/money/amount.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { linkedRefunds } from '../../core/payment/refund-links.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal } from '../../core/ports/storage.ts';
import {
  refusedBeforeRecord,
  refusedRefund,
  refuseSaleElsewhere,
  saleLostDetail,
} from '../../core/records/answer-of-record.ts';
import { copiesOf, orderVerdict } from '../../core/records/ledger.ts';
import type { RecordsFile } from '../../core/records/records-file.ts';
import {
  balanceOf,
  countedFacts,
  isRefundOf,
  judgeRefund,
  partsOfSale,
  type RefundRefusal,
  type SaleFacts,
} from '../../core/records/refunds.ts';

/** What this journal knows of a sale and its refunds. */
export async function readSale(journal: Pick<Journal, 'ofOrder'>, orderId: string): Promise<SaleFacts> {
  const sale = await journal.ofOrder(orderId);
  return { sale, refunds: await readRefunds(journal, orderId, sale) };
}

/** True if the sale names refunds. Most sales name none, and then nothing is read. */
export const hasRefunds = (sale: PaymentRecord): boolean => linkedRefunds([sale]).length > 0;

/** The refunds that these records of a sale name. */
export async function readRefunds(
  journal: Pick<Journal, 'ofOrder'>,
  orderId: string,
  sale: readonly PaymentRecord[],
): Promise<readonly PaymentRecord[]> {
  const found = await Promise.all(linkedRefunds(sale).map((refund) => journal.ofOrder(refund)));
  return found.flat().filter((record) => isRefundOf(record, orderId));
}

/** Thrown if the transaction that writes the first record of a refund refuses it. Nothing was written or sent. */
export class RefundRefused extends Error {
  override readonly name = 'RefundRefused';
  constructor(readonly refusal: RefundRefusal) {
    super(refusal.detail);
  }
}

export interface RefundDeps {
  readonly journal: Journal;
  readonly clock: Pick<Clock, 'now'>;
  readonly secondCopy?: Pick<SecondCopy, 'recordsOf' | 'refundPermits'> | undefined;
  readonly link: { readonly simulated: boolean };
  /** True if this browser has a sidecar, and does not reach it now. */
  readonly isSidecarAway?: boolean | undefined;
}

type Refund = PaymentRequest & { readonly orderId: string; readonly refundOf: string };

export const isRefund = (order: PaymentRequest & { orderId: string }): order is Refund =>
  order.refundOf !== undefined;

/** True if the caller is the sidecar, which gives the permit itself and has sent what it knows of the sale. */
const isSidecarCall = ({ givePermit, permitNotStored }: PaymentContext): boolean =>
  givePermit !== undefined && permitNotStored !== true;

/** Joins another copy's records of a sale and its refunds with the journal. */
export const joinSale = (
  { journal, clock }: Pick<RefundDeps, 'journal' | 'clock'>,
  orderId: string,
  records: RecordsFile,
): Promise<unknown> =>
  journal.join(
    copiesOf(records).filter(({ record }) => record.orderId === orderId || isRefundOf(record, orderId)),
    clock.now(),
  );

/**
 * Refuses a refund if the records here or at the sidecar forbid it. Undefined: the refund may begin. The transaction that
 * writes its first record checks the records once more.
 */
export async function refuseRefund(
  order: Refund,
  context: PaymentContext,
  deps: RefundDeps,
): Promise<PaymentAnswer | undefined> {
  const { refundOf } = order;
  const { simulated } = deps.link;
  if (!isSidecarCall(context) && deps.isSidecarAway)
    return refusedBeforeRecord(order, simulated, {
      failure: 'page-not-open',
      charge: 'nothing-sent',
      detail: sidecarAway,
    });
  const known = isSidecarCall(context) ? undefined : await deps.secondCopy?.recordsOf(refundOf);
  const records = context.known ?? known?.records;
  if (records) await joinSale(deps, refundOf, records);
  if (known?.keptElsewhere !== undefined) return refuseSaleElsewhere(order, simulated, known.keptElsewhere);
  if (known?.mayLackRecords)
    return refusedRefund(order, simulated, { failure: 'refund-in-doubt', detail: saleLostDetail(refundOf) });
  const refusal = judgeRefund({ request: order, simulated }, await readSale(deps.journal, refundOf));
  return refusal && refusedRefund(order, simulated, refusal);
}

const sidecarAway =
  'the connector program of this computer is not running, and other browsers may have refunds of this sale: start it, then repeat the refund';

/**
 * Returns who gives the permit to begin: the caller. A refund that does not come from the sidecar needs the sidecar's permit
 * first, because other browsers may refund the same sale at this moment.
 */
export function permitFor(
  order: PaymentRequest & { orderId: string },
  context: PaymentContext,
  { secondCopy }: Pick<RefundDeps, 'secondCopy'>,
): Pick<PaymentContext, 'givePermit' | 'permitNotStored'> {
  const { givePermit, permitNotStored } = context;
  const ofCaller = givePermit ? { givePermit, permitNotStored } : {};
  if (!isRefund(order) || isSidecarCall(context)) return ofCaller;
  const ofSidecar = secondCopy?.refundPermits();
  if (!ofSidecar) return ofCaller;
  return {
    async givePermit(request: PermitRequest) {
      const answer = await ofSidecar(request);
      return answer === true && givePermit ? givePermit(request) : answer;
    },
  };
}

/** Describes for a screen how much of a sale can be refunded; null if this order is not known. */
export async function describeRefunds(
  orderId: string,
  deps: Pick<RefundDeps, 'journal' | 'clock' | 'secondCopy' | 'link'>,
): Promise<SaleRefunds | null> {
  // Without the sidecar's answer the screen shows what this journal knows. The refund itself asks again.
  const known = await deps.secondCopy?.recordsOf(orderId).catch(() => undefined);
  if (known) await joinSale(deps, orderId, known.records);
  const facts = await readSale(deps.journal, orderId);
  const verdict = orderVerdict(countedFacts(facts).sale);
  if (verdict.kind === 'none') return null;
  const { currency, paymentMeans } = verdict.payment.request;
  const smallest = { amountMinor: 1 as AmountMinor, currency, paymentMeans, refundOf: orderId };
  const refusal = judgeRefund(
    { request: { ...smallest, transactionType: 'Credit' }, simulated: deps.link.simulated },
    facts,
  );
  return {
    orderId,
    currency,
    paymentMeans,
    ...balanceOf(facts),
    refunds: partsOfSale(facts),
    ...(refusal && { refusal: { failure: refusal.failure, detail: refusal.detail } }),
  };
}
