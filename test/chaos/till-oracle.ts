import type { PaymentAnswer } from '../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { isDuplicate } from './operations.ts';
import { paid } from './paid.ts';
import type { Told } from './tills.ts';

const saysNotCharged = new Set(['NOT_SENT', 'DECLINED', 'CANCELLED']);

/** What a till was told of its payment, and of the order where it asked about that. */
export function judgeTold(
  told: Told,
  others: readonly Told[],
  shop: ChaosShop,
  records: readonly PaymentRecord[],
): string[] {
  const { answer } = told;
  if (answer === 'lost') return [];
  return told.by === 'payment' && isDuplicate(told.asked)
    ? judgeDuplicate(answer, shop, records)
    : [
        ...judgePayment(told, answer, shop, records),
        ...(answer.failure === 'order-id-reused' ? judgeReused(told, others) : []),
      ];
}

function judgePayment(
  { by, orderId, amountMinor, chargesBefore }: Told,
  answer: PaymentAnswer,
  { terminal, side }: ChaosShop,
  records: readonly PaymentRecord[],
): string[] {
  const { outcome, failure, paymentId = '' } = answer;
  const charges = terminal.charges.filter(movedMoney);
  const attempts = records.filter((record) => record.orderId === orderId).map((record) => record.paymentId);
  const ofPayment = charges.filter((charge) => charge.paymentId === paymentId);
  const before = charges.filter(
    (charge) =>
      attempts.includes(charge.paymentId ?? '') &&
      charge.number <= chargesBefore &&
      charge.amountMinor <= amountMinor,
  );
  const of = `${paymentId} of ${orderId}`;
  if (isDuplicate(answer)) return [`a till that wants to know of ${of} was told of a duplicate`];
  const denied = saysNotCharged.has(outcome);
  if (denied && ofPayment.length > 0) return [`a till was told ${outcome} of ${of}, which was charged`];
  if (outcome === 'NOT_SENT' && side.mayHaveLeft(paymentId))
    return [`a till was told NOT_SENT of ${of}, whose request may have left`];
  if (denied && before.length > 0 && failure !== 'order-id-reused')
    return [`a till was told ${outcome} ${failure} of ${of}, which had been charged`];
  if (!paid.has(outcome)) return [];
  const took = ofPayment[0]?.amountMinor;
  if (took !== answer.amountMinor)
    return [`a till was told ${outcome} ${answer.amountMinor} of ${of}: ${took}`];
  const all = answer.amountMinor === amountMinor;
  const right = outcome === 'APPROVED' ? all : answer.amountMinor < amountMinor;
  return by === 'question' || right
    ? []
    : [`a till that asked for ${amountMinor} of ${of} was told ${outcome} of ${answer.amountMinor}`];
}

/** It informs a person. Where it names an order, the terminal's book says the same. */
function judgeDuplicate(
  { outcome, paymentId, duplicateOf, orderId, authorisationNumber }: PaymentAnswer,
  { terminal }: ChaosShop,
  records: readonly PaymentRecord[],
): string[] {
  const doubted = outcome === 'UNKNOWN' || outcome === 'OTHER_PAYMENT' || outcome === 'PARTIALLY_APPROVED';
  if (paymentId && doubted) return [`a till was told ${outcome} of the duplicate ${paymentId} of ${orderId}`];
  // The twin's authorisation numbers count its lines.
  const toldOf = terminal.charges.find(({ number }) => 184_000 + number === Number(authorisationNumber));
  if (outcome === 'APPROVED' && authorisationNumber && !(toldOf && movedMoney(toldOf)))
    return [`the duplicate ${paymentId} tells of nothing in the book`];
  if (duplicateOf === undefined) return [];
  const owner = records.find((record) => record.paymentId === toldOf?.paymentId);
  return owner?.orderId === duplicateOf
    ? []
    : [`the duplicate ${paymentId} is told as ${duplicateOf}’s, and is ${owner?.orderId}’s`];
}

const moneyOf = ({ asked, amountMinor }: Told): string =>
  `${asked.transactionType} ${asked.paymentMeans} ${amountMinor}`;

/** Only another payment makes a number a used one: a duplicate blocks no order. */
function judgeReused(told: Told, others: readonly Told[]): string[] {
  const { orderId, to } = told;
  const by = others.find(
    (other) =>
      other.orderId === orderId &&
      other.by === 'payment' &&
      other.from <= to &&
      !isDuplicate(other.asked) &&
      moneyOf(other) !== moneyOf(told),
  );
  return by ? [] : [`${orderId} is refused as used, and no other payment has its number`];
}
