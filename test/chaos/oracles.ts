import { formatMajor } from '../../src/core/money/amount.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { Story } from './story.ts';
import type { Charge } from './terminal.ts';
import type { Told } from './tills.ts';
import { openStates } from './wire-rules.ts';

const mayBePaid = new Set(['APPROVED', 'UNKNOWN', 'OTHER_PAYMENT']);
const saysNotCharged = new Set(['NOT_SENT', 'DECLINED', 'CANCELLED']);

/** What is on the three ledgers at the end of the day, put beside each other. Every line is a violation. */
export function judge({ shop, tills, resolvedByPerson }: Story): string[] {
  const records = [...shop.disk.memory.payments.values()];
  const charges = shop.terminal.charges.filter(({ verdict }) => verdict === 'accepted');
  const chargesOf = (paymentId: string) => charges.filter((charge) => charge.paymentId === paymentId);
  return [
    ...shop.violations,
    ...records.flatMap((record) => judgeRecord(record, chargesOf(record.paymentId))),
    ...charges.flatMap((charge) => judgeCharge(charge, records)),
    ...judgeOrders(records, charges, resolvedByPerson),
    ...judgeGateway(shop, records),
    ...tills.told.flatMap((told) => judgeTold(told, charges, records)),
  ];
}

/** What a till was told of its payment, and of the order where it asked about that. */
function judgeTold(
  { answer, by, orderId, amountMinor, chargesBefore }: Told,
  charges: readonly Charge[],
  records: readonly PaymentRecord[],
): string[] {
  if (answer === 'lost') return [];
  const attempts = records.filter((record) => record.orderId === orderId).map(({ paymentId }) => paymentId);
  const ofOrder = charges.filter(({ paymentId = '' }) => attempts.includes(paymentId));
  const ofPayment = charges.filter(({ paymentId }) => paymentId === answer.paymentId);
  const before = ofOrder.filter(
    ({ number, amountMinor: took }) => number <= chargesBefore && took === amountMinor,
  );
  const denied = saysNotCharged.has(answer.outcome);
  if (answer.paymentId && denied && ofPayment.length > 0)
    return [`a till was told ${answer.outcome} of ${answer.paymentId}, which was charged`];
  if (denied && before.length > 0 && answer.failure !== 'order-id-reused')
    return [`a till was told ${answer.outcome} ${answer.failure} of ${orderId}, which had been charged`];
  if (answer.outcome !== 'APPROVED') return [];
  if (by === 'payment' && answer.amountMinor !== amountMinor)
    return [`a till that asked for ${amountMinor} of ${orderId} was told APPROVED of ${answer.amountMinor}`];
  return ofPayment.length === 0 ? [`a till was told APPROVED of ${orderId}, which was not charged`] : [];
}

function judgeRecord(record: PaymentRecord, charges: readonly Charge[]): string[] {
  const name = `${record.paymentId} of ${record.orderId}`;
  if (openStates.includes(record.state)) return [`${name} is left at ${record.state}`];
  if (record.outcome !== 'APPROVED') return [];
  const fits = charges.some(({ amountMinor }) => amountMinor === record.request.amountMinor);
  return [
    ...(fits ? [] : [`${name} is APPROVED and the terminal has no such line`]),
    ...(record.state === 'resolved' || saysPaid(record) ? [] : [`${name} is APPROVED by another answer`]),
  ];
}

/** The answer that was kept with the record: accepted, and with all that was asked. */
const saysPaid = ({ answer, request }: PaymentRecord): boolean =>
  answer?.status === '0' &&
  answer.registerNumber === '01' &&
  answer.amountMinor === request.amountMinor &&
  answer.currencyNumeric === '978';

function judgeCharge(charge: Charge, records: readonly PaymentRecord[]): string[] {
  const record = records.find(({ paymentId }) => paymentId === charge.paymentId);
  if (record?.outcome && mayBePaid.has(record.outcome)) return [];
  const found = record ? `its record says ${record.outcome}` : 'there is no record';
  return [`line ${charge.number} took ${charge.amountMinor} for ${charge.paymentId}, and ${found}`];
}

function judgeOrders(
  records: readonly PaymentRecord[],
  charges: readonly Charge[],
  resolved: ReadonlySet<string>,
): string[] {
  const orderOf = new Map(records.map(({ paymentId, orderId }) => [paymentId, orderId]));
  const count = new Map<string, number>();
  for (const { paymentId = '' } of charges) {
    if (resolved.has(paymentId)) continue;
    const order = orderOf.get(paymentId) ?? paymentId;
    count.set(order, (count.get(order) ?? 0) + 1);
  }
  return [...count]
    .filter(([, times]) => times > 1)
    .map(([order, times]) => `${order} was charged ${times} times`);
}

/** Each approved sale once for each contract, with its amount to the cent, and nothing else. */
function judgeGateway(
  { gateway, disk, settings }: Story['shop'],
  records: readonly PaymentRecord[],
): string[] {
  const merchants = Object.values(settings.contracts).map((contract) => contract?.merchantId);
  const wanted = records
    .filter(({ outcome }) => outcome === 'APPROVED')
    .flatMap(({ orderId, request }) =>
      merchants.map((mid) => `${orderId} ${mid} ${formatMajor(request.amountMinor, request.currency)}`),
    );
  const held = gateway.twin.orders().map(({ orderid, mid, amount }) => `${orderid} ${mid} ${amount}`);
  const entries = [...disk.memory.notifications.values()];
  return [
    ...wanted.filter((order) => !held.includes(order)).map((order) => `HiPay was never told of ${order}`),
    ...held.filter((order) => !wanted.includes(order)).map((order) => `HiPay was told of ${order}, wrongly`),
    ...entries
      .filter(({ state }) => state !== 'delivered')
      .map(
        ({ orderId, state, lastDetail }) => `the notification of ${orderId} is left ${state}: ${lastDetail}`,
      ),
    ...(entries.length === wanted.length
      ? []
      : [`${entries.length} notifications for ${wanted.length} to tell`]),
  ];
}
