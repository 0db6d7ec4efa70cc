import { formatMajor } from '../../src/core/money/amount.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { gatewayOperation } from './operations.ts';
import { amountOf, paid } from './paid.ts';

const notCards = ['00C', '00E', '10E'];

/**
 * The contracts to notify for this record: decisions 14 and 45, implemented a second time. Undefined: the terminal used a
 * contract that the shop has not configured.
 */
export function merchantsOf(
  { request, answer }: PaymentRecord,
  { settings, kind }: ChaosShop,
): string[] | undefined {
  const contracts = Object.values(settings.contracts);
  const all = contracts.map(({ merchantId }) => merchantId);
  const { contractNumber, paymentMode = '' } = answer ?? {};
  if (request.paymentMeans === 'cheque') {
    const [cheque] = contracts.filter(({ paymentApplication }) => paymentApplication === '00C');
    if (!cheque) return [];
    return contractNumber && contractNumber !== cheque.merchantId ? undefined : [cheque.merchantId];
  }
  if (kind === 'concert' || !answer) return all;
  if (contractNumber) {
    const used = contracts.find(({ merchantId }) => merchantId === contractNumber);
    const fits = !notCards.includes(paymentMode) || used?.paymentApplication === paymentMode;
    return used && fits ? [used.merchantId] : undefined;
  }
  if (paymentMode === '') return all;
  const same = contracts.find(({ paymentApplication }) => paymentApplication === paymentMode);
  if (same) return [same.merchantId];
  return undefined;
}

/**
 * HiPay must hold each paid record once for each of its contracts, with the exact amount, and nothing else. If its key is
 * the number alone, it holds each record once.
 */
export function judgeGateway(shop: ChaosShop, records: readonly PaymentRecord[]): string[] {
  const { gateway, disk } = shop;
  const wanted = records
    .filter(({ outcome }) => paid.has(outcome))
    .flatMap((record) => {
      const { orderId, request } = record;
      const operation = gatewayOperation(request.transactionType);
      if (!operation) return [];
      const amount = formatMajor(amountOf(record) ?? 0, request.currency);
      return (merchantsOf(record, shop) ?? []).map((mid) => `${orderId} ${mid} ${operation} ${amount}`);
    });
  const once = gateway.hipay.orderKey === 'number';
  const withoutMid = (order: string) => order.split(' ').toSpliced(1, 1).join(' ');
  const held = gateway.twin
    .orders()
    .map(({ orderid, mid, amount, fields }) => `${orderid} ${mid} ${fields['operation']} ${amount}`);
  const entries = [...disk.memory.notifications.values()];
  const waiting = entries.filter(({ missingContract }) => missingContract);
  const missing = records.filter(
    (record) =>
      paid.has(record.outcome) &&
      gatewayOperation(record.request.transactionType) &&
      merchantsOf(record, shop) === undefined,
  );
  return [
    ...wanted
      .filter((order) => !held.includes(order))
      .filter((order) => !(once && held.map(withoutMid).includes(withoutMid(order))))
      .map((order) => `HiPay never got ${order}`),
    ...(once && new Set(held.map(withoutMid)).size < held.length ? ['HiPay has a number twice'] : []),
    ...entries
      .filter((entry) => entry.coveredBySibling && !once)
      .map(({ orderId }) => `a notification of ${orderId} is covered, and HiPay takes each`),
    ...held.filter((order) => !wanted.includes(order)).map((order) => `HiPay got ${order}, wrongly`),
    ...entries
      .filter(({ state, missingContract }) => (missingContract ? state !== 'parked' : state !== 'delivered'))
      .map(
        ({ orderId, state, lastDetail }) => `the notification of ${orderId} is left ${state}: ${lastDetail}`,
      ),
    ...(waiting.length === missing.length
      ? []
      : [`${waiting.length} notifications wait for a contract, and ${missing.length} should`]),
    ...(entries.length === wanted.length + waiting.length
      ? []
      : [`${entries.length} notifications for ${wanted.length} orders`]),
  ];
}
