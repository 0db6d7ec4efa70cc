import type { AskedSale, DoubtElsewhere, EarlierSales } from '../../core/connector-api/connector-api.ts';
import type { SecondCopy } from '../../core/connector-api/second-copy.ts';
import { isGeneratedOrderId } from '../../core/order-id.ts';
import { findDoubtsAbout, findPaidLate, isRecentDoubt } from '../../core/payment/doubt.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import type { PaymentRequest } from '../../core/payment/payment-request.ts';
import { countedAt } from '../../core/payment/simulated-payments.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal } from '../../core/ports/storage.ts';
import { refusedBeforeRecord } from '../../core/records/answer-of-record.ts';
import { isSameMoney, maxSalesCompared, mayBeRepeated } from '../../core/records/same-sale.ts';

// Payments that may be the same sale as a new order of the same amount.

interface SameSaleDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly link: { readonly simulated: boolean };
}
interface ElsewhereDeps extends Pick<SameSaleDeps, 'journal'> {
  /** Undefined: there is never a sidecar. */
  readonly secondCopy?: Pick<SecondCopy, 'doubtsAbout'> | undefined;
}
type NumberedOrder = PaymentRequest & { readonly orderId: string };

type KnownDoubt = Pick<PaymentRecord, 'orderId' | 'createdAt'>;

export const sameAmountInDoubt = ({
  orderId,
  createdAt,
}: KnownDoubt): NonNullable<PaymentAnswer['sameAmountInDoubt']> => ({ orderId, at: createdAt });

/** Finds the newest payment in doubt that may be the same sale as this order. */
export async function findSameAmountInDoubt(
  order: NumberedOrder,
  { journal, clock, link }: SameSaleDeps,
): Promise<PaymentRecord | undefined> {
  const doubts = countedAt(await journal.unknown(), link.simulated);
  const [newest] = findDoubtsAbout(order, doubts, clock.now());
  return newest;
}

/**
 * Finds the newest payment in doubt of another browser that may be the same sale; null if there is none. A payment that this
 * journal has is left out: the screen knows it, and may know that it is not in doubt any more.
 */
export async function findDoubtElsewhere(
  sale: AskedSale,
  { journal, secondCopy }: ElsewhereDeps,
  counts: (doubt: DoubtElsewhere) => boolean = () => true,
): Promise<DoubtElsewhere | null> {
  const doubts = ((await secondCopy?.doubtsAbout(sale)) ?? []).filter(counts);
  const own = await journal.findAll(doubts.map(({ paymentId }) => paymentId));
  return doubts.find((doubt) => !own.some(({ paymentId }) => paymentId === doubt.paymentId)) ?? null;
}

/** As `findDoubtElsewhere`, for a till: only a payment that became doubtful a short time ago. */
export const findRecentDoubtElsewhere = (
  order: NumberedOrder,
  deps: ElsewhereDeps & Pick<SameSaleDeps, 'clock'>,
): Promise<DoubtElsewhere | null> =>
  findDoubtElsewhere(
    order,
    deps,
    ({ since }) => since === undefined || isRecentDoubt(since, deps.clock.now()),
  );

/**
 * Finds a payment that may be the same sale, without an order number of the till, that a late answer has shown as paid. Its
 * till did not get this answer.
 */
export async function findUnnumberedPaidLate(
  order: NumberedOrder,
  { journal, clock, link }: SameSaleDeps,
): Promise<PaymentRecord | undefined> {
  const alarmed = countedAt(await journal.alarmed(), link.simulated).filter(({ orderId }) =>
    isGeneratedOrderId(orderId),
  );
  return findPaidLate(order, alarmed, clock.now());
}

/** Finds a payment from before the sidecar's start that may be the same sale, without an order number of the till. */
export async function findUnnumberedUnanswered(
  order: NumberedOrder,
  { except }: EarlierSales,
  { journal, link }: Pick<SameSaleDeps, 'journal' | 'link'>,
): Promise<PaymentRecord | undefined> {
  const newestFirst = countedAt(await journal.since(0, maxSalesCompared), link.simulated);
  return newestFirst.find(
    (record) => mayBeRepeated(record) && isSameMoney(record, order) && !except.includes(record.orderId),
  );
}

/** Refuses a till's payment because the shop wants to be asked first (connector.hold_same_amount). */
export const holdForDoubt = (order: NumberedOrder, simulated: boolean, doubt: KnownDoubt): PaymentAnswer => ({
  ...refusedBeforeRecord(order, simulated, {
    failure: 'same-amount-in-doubt',
    charge: 'nothing-sent',
    detail: `order ${doubt.orderId} of the same amount is in doubt since ${new Date(doubt.createdAt).toISOString()}`,
  }),
  sameAmountInDoubt: sameAmountInDoubt(doubt),
});
