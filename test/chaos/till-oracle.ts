import type { PaymentAnswer } from '../../src/core/payment/payment-answer.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { isDuplicate } from './operations.ts';
import { paid } from './paid.ts';
import type { TillReply } from './tills.ts';

const saysNotCharged = new Set(['NOT_SENT', 'DECLINED', 'CANCELLED']);

/** Checks the answer to a payment, or to a question about an order. */
export function judgeTillReply(
  reply: TillReply,
  others: readonly TillReply[],
  shop: ChaosShop,
  records: readonly PaymentRecord[],
): string[] {
  const { answer } = reply;
  if (answer === 'lost') return [];
  return reply.by === 'payment' && isDuplicate(reply.operation)
    ? judgeDuplicate(answer, shop, records)
    : [
        ...judgePayment(reply, answer, shop, records),
        ...(answer.failure === 'order-id-reused' ? judgeReused(reply, others) : []),
      ];
}

function judgePayment(
  { by, orderId, amountMinor, chargesBefore }: TillReply,
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
  const name = `${paymentId} of ${orderId}`;
  if (isDuplicate(answer)) return [`a till that asked about ${name} was answered with a duplicate`];
  const denied = saysNotCharged.has(outcome);
  if (denied && ofPayment.length > 0) return [`a till was answered ${outcome} of ${name}, which was charged`];
  if (outcome === 'NOT_SENT' && side.mayHaveLeft(paymentId))
    return [`a till was answered NOT_SENT of ${name}, whose request may have left`];
  if (denied && before.length > 0 && failure !== 'order-id-reused')
    return [`a till was answered ${outcome} ${failure} of ${name}, which had been charged`];
  if (!paid.has(outcome)) return [];
  const chargedMinor = ofPayment[0]?.amountMinor;
  if (chargedMinor !== answer.amountMinor)
    return [`a till was answered ${outcome} ${answer.amountMinor} of ${name}: ${chargedMinor}`];
  const all = answer.amountMinor === amountMinor;
  const isRight = outcome === 'APPROVED' ? all : answer.amountMinor < amountMinor;
  return by === 'question' || isRight
    ? []
    : [`a till that asked for ${amountMinor} of ${name} was answered ${outcome} of ${answer.amountMinor}`];
}

/** A duplicate only informs a person. If it names an order, the terminal's ledger must say the same. */
function judgeDuplicate(
  { outcome, paymentId, duplicateOf, orderId, authorisationNumber }: PaymentAnswer,
  { terminal }: ChaosShop,
  records: readonly PaymentRecord[],
): string[] {
  const doubted = outcome === 'UNKNOWN' || outcome === 'OTHER_PAYMENT' || outcome === 'PARTIALLY_APPROVED';
  if (paymentId && doubted)
    return [`a till was answered ${outcome} of the duplicate ${paymentId} of ${orderId}`];
  // The twin numbers its authorisations by the lines of its ledger.
  const lastCharge = terminal.charges.find(({ number }) => 184_000 + number === Number(authorisationNumber));
  if (outcome === 'APPROVED' && authorisationNumber && !(lastCharge && movedMoney(lastCharge)))
    return [`the duplicate ${paymentId} names no charge of the ledger`];
  if (duplicateOf === undefined) return [];
  const owner = records.find((record) => record.paymentId === lastCharge?.paymentId);
  return owner?.orderId === duplicateOf
    ? []
    : [`the duplicate ${paymentId} is reported as ${duplicateOf}’s, and is ${owner?.orderId}’s`];
}

const moneyOf = ({ operation, amountMinor }: TillReply): string =>
  `${operation.transactionType} ${operation.paymentMeans} ${amountMinor}`;

/** Only another payment uses up an order number; a duplicate does not. */
function judgeReused(reply: TillReply, others: readonly TillReply[]): string[] {
  const { orderId, to } = reply;
  const by = others.find(
    (other) =>
      other.orderId === orderId &&
      other.by === 'payment' &&
      other.from <= to &&
      !isDuplicate(other.operation) &&
      moneyOf(other) !== moneyOf(reply),
  );
  return by ? [] : [`${orderId} is refused as used, and no other payment has its number`];
}
