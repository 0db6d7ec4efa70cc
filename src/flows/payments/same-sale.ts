import type { EarlierSales } from '../../core/connector-api/connector-api.ts';
import { isGeneratedOrderId } from '../../core/order-id.ts';
import { doubtsAbout, findPaidLate } from '../../core/payment/doubt.ts';
import { isPaid } from '../../core/payment/outcome.ts';
import type { PaymentAnswer } from '../../core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { movesMoney, type PaymentRequest, requestFingerprint } from '../../core/payment/payment-request.ts';
import type { Clock } from '../../core/ports/host.ts';
import type { Journal } from '../../core/ports/storage.ts';
import { refusedBeforeRecord } from '../../core/records/answer-of-record.ts';

// Payments that may be the same sale as a new order of the same amount.

interface SameSaleDeps {
  readonly journal: Journal;
  readonly clock: Clock;
}
type NumberedOrder = PaymentRequest & { readonly orderId: string };

export const sameAmountInDoubt = ({
  orderId,
  createdAt,
}: PaymentRecord): NonNullable<PaymentAnswer['sameAmountInDoubt']> => ({ orderId, at: createdAt });

/** The newest payment in doubt that may be the same sale as this order. */
export async function findSameAmountInDoubt(
  order: NumberedOrder,
  { journal, clock }: SameSaleDeps,
): Promise<PaymentRecord | undefined> {
  const [newest] = doubtsAbout(order, await journal.unknown(), clock.now());
  return newest;
}

/** The payment without a number that may be the same sale, and whose till did not get the late answer "paid". */
export async function findUnnumberedPaidLate(
  order: NumberedOrder,
  { journal, clock }: SameSaleDeps,
): Promise<PaymentRecord | undefined> {
  const alarmed = (await journal.alarmed()).filter(({ orderId }) => isGeneratedOrderId(orderId));
  return findPaidLate(order, alarmed, clock.now());
}

/** Time in which a till may repeat a sale whose answer it did not get, ms. */
const repeatedMs = 15 * 60_000;
/** The newest payments to look at. */
const mostLookedAt = 200;
/** Two clocks of one computer differ less, ms. */
const clockDifferenceMs = 60_000;

/**
 * A paid payment without a number of before the sidecar's start that may be the same sale, and whose till may not have got the
 * answer. The newest payment counts at any age: the clock may have been set while the computer was off.
 */
export async function findUnnumberedUnanswered(
  order: NumberedOrder,
  { before, except }: EarlierSales,
  { journal, clock }: SameSaleDeps,
): Promise<PaymentRecord | undefined> {
  const now = clock.now();
  const newestFirst = (await journal.since(0, mostLookedAt)).filter(
    ({ request, createdAt }) =>
      movesMoney(request.transactionType) && (createdAt < before || createdAt > now + clockDifferenceMs),
  );
  return newestFirst.find(
    ({ orderId, request, createdAt, outcome, leave, answeredAt }, place) =>
      (place === 0 || now - createdAt < repeatedMs) &&
      isPaid(outcome) &&
      answeredAt === undefined &&
      leave !== undefined &&
      isGeneratedOrderId(orderId) &&
      !except.includes(orderId) &&
      requestFingerprint(request) === requestFingerprint(order),
  );
}

/** Refuses a till's payment because the shop wants to be asked first (connector.hold_same_amount). */
export const holdForDoubt = (
  order: NumberedOrder,
  simulated: boolean,
  doubt: PaymentRecord,
): PaymentAnswer => ({
  ...refusedBeforeRecord(order, simulated, {
    failure: 'same-amount-in-doubt',
    charge: 'nothing-sent',
    detail: `order ${doubt.orderId} of the same amount is in doubt since ${new Date(doubt.createdAt).toISOString()}`,
  }),
  sameAmountInDoubt: sameAmountInDoubt(doubt),
});
