import { isDelivered, type OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import { formatMajor } from '../../src/core/money/amount.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { LedgerOrder } from '../../src/simulator/gateway/gateway-ledger.ts';
import type { SharedGateway } from './gateway.ts';
import { merchantsOf } from './gateway-oracle.ts';
import { gatewayOperation } from './operations.ts';
import { amountOf, paid } from './paid.ts';
import type { Story } from './story.ts';

const paymentIdOf = ({ customData }: LedgerOrder): string => String(customData['_reporting_data_3']);
const numberOf = ({ fields }: OutboxEntry): string => fields.find(([name]) => name === 'orderid')?.[1] ?? '';

/**
 * Compares two shops of one account with what HiPay holds: every sale is there with its own amount or parked with an
 * alarm, and nothing is claimed as sent that is not there. `shared`: the numbers that both shops use.
 */
export function judgePair(
  stories: readonly Story[],
  { twin }: SharedGateway,
  shared: ReadonlyMap<string, unknown>,
): string[] {
  const orders = twin.orders();
  const records = stories.flatMap(({ shop }) => [...shop.disk.memory.payments.values()]);
  return [
    ...orders.flatMap((order) => judgeOrder(order, records)),
    ...new Set(orders.flatMap((order) => findDuplicateOrders(order, orders))),
    ...stories.flatMap((story) => judgeNotifications(story, orders, shared)),
    ...stories.flatMap((story) => judgeAnswers(story, orders)),
  ];
}

function judgeOrder(order: LedgerOrder, records: readonly PaymentRecord[]): string[] {
  const name = `HiPay's order ${order.orderid} of ${paymentIdOf(order)}`;
  const record = records.find(({ paymentId }) => paymentId === paymentIdOf(order));
  if (!record || !paid.has(record.outcome)) return [`${name} is of no paid payment`];
  const amount = formatMajor(amountOf(record) ?? 0, record.request.currency);
  return [
    ...(amount === order.amount ? [] : [`${name} has ${order.amount} instead of ${amount}`]),
    ...(gatewayOperation(record.request.transactionType) === order.fields['operation']
      ? []
      : [`${name} is another operation`]),
  ];
}

/** Finds payments that HiPay holds under two order numbers. */
function findDuplicateOrders(order: LedgerOrder, orders: readonly LedgerOrder[]): string[] {
  const same = orders.filter((each) => paymentIdOf(each) === paymentIdOf(order));
  const numbers = new Set(same.map(({ orderid }) => orderid));
  return numbers.size > 1 ? [`HiPay has ${paymentIdOf(order)} under ${[...numbers].join(' and ')}`] : [];
}

function judgeNotifications(
  { shop }: Story,
  orders: readonly LedgerOrder[],
  shared: ReadonlyMap<string, unknown>,
): string[] {
  const { payments, notifications } = shop.disk.memory;
  // A notification whose contract is not configured waits for it. The gateway oracle counts these.
  const entries = [...notifications.values()].filter(({ missingContract }) => !missingContract);
  const wanted = [...payments.values()]
    .filter(({ outcome, request }) => paid.has(outcome) && gatewayOperation(request.transactionType))
    .flatMap((record) => (merchantsOf(record, shop) ?? []).map((mid) => `${record.paymentId} ${mid}`));
  const made = entries.map(({ paymentId, merchantId }) => `${paymentId} ${merchantId}`);
  return [
    ...(wanted.toSorted().join() === made.toSorted().join()
      ? []
      : ['the notifications are not those of the payments']),
    ...entries.flatMap((entry) => judgeNotification(entry, orders, shared)),
  ];
}

function judgeNotification(
  entry: OutboxEntry,
  orders: readonly LedgerOrder[],
  shared: ReadonlyMap<string, unknown>,
): string[] {
  const name = `the notification of ${entry.paymentId} (${entry.orderId}, ${entry.merchantId})`;
  const own = orders.filter(
    (order) => paymentIdOf(order) === entry.paymentId && order.orderid === numberOf(entry),
  );
  const isHeld = own.some(({ mid }) => mid === entry.merchantId);
  if (entry.state === 'pending') return [`${name} is left pending: ${entry.lastDetail}`];
  if (entry.state === 'parked') {
    const isExplained = entry.parkedAs !== undefined && shared.has(entry.orderId);
    return isExplained ? [] : [`${name} is left parked: ${entry.parkedAs} ${entry.lastDetail}`];
  }
  if (isDelivered(entry)) return isHeld ? [] : [`${name} counts as sent, and HiPay does not have it`];
  if (isHeld) return [`${name} counts as covered, and HiPay has it`];
  return own.length > 0 ? [] : [`${name} counts as covered, and HiPay has no other`];
}

/** A till that was answered "sent" finds its payment at HiPay. */
const judgeAnswers = ({ tills }: Story, orders: readonly LedgerOrder[]): string[] =>
  tills.replies.flatMap(({ answer, orderId }) => {
    if (answer === 'lost' || !answer.notification.sent) return [];
    const held = orders.filter((order) => paymentIdOf(order) === answer.paymentId);
    return held.length >= answer.notification.count
      ? []
      : [`a till was answered that ${orderId} was sent, and HiPay does not have ${answer.paymentId}`];
  });
