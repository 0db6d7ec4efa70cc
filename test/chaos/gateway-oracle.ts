import { formatMajor } from '../../src/core/money/amount.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { gatewayOperation } from './operations.ts';
import { amountOf, paid } from './paid.ts';

const contactless = ['00B', '00D', '10E'];

/** The contracts to notify for this record: decision 0014, implemented a second time. */
export function merchantsOf({ request, answer }: PaymentRecord, { settings, kind }: ChaosShop): string[] {
  const contracts = Object.values(settings.contracts);
  const all = contracts.map(({ merchantId }) => merchantId);
  if (request.paymentMeans === 'cheque')
    return contracts
      .filter(({ paymentApplication }) => paymentApplication === '00C')
      .map(({ merchantId }) => merchantId);
  if (kind === 'concert' || !answer) return all;
  const { contractNumber, paymentMode = '' } = answer;
  if (contractNumber && all.includes(contractNumber)) return [contractNumber];
  if (paymentMode === '') return all;
  const same = contracts.filter(({ paymentApplication }) => paymentApplication === paymentMode);
  if (same.length === 1) return same.map(({ merchantId }) => merchantId);
  const { proxy, nfc } = settings.contracts;
  const usual = contactless.includes(paymentMode) ? nfc : proxy;
  return usual ? [usual.merchantId] : all;
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
      return merchantsOf(record, shop).map((mid) => `${orderId} ${mid} ${operation} ${amount}`);
    });
  const once = gateway.hipay.orderKey === 'number';
  const withoutMid = (order: string) => order.split(' ').toSpliced(1, 1).join(' ');
  const held = gateway.twin
    .orders()
    .map(({ orderid, mid, amount, fields }) => `${orderid} ${mid} ${fields['operation']} ${amount}`);
  const entries = [...disk.memory.notifications.values()];
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
      .filter(({ state }) => state !== 'delivered')
      .map(
        ({ orderId, state, lastDetail }) => `the notification of ${orderId} is left ${state}: ${lastDetail}`,
      ),
    ...(entries.length === wanted.length
      ? []
      : [`${entries.length} notifications for ${wanted.length} to tell`]),
  ];
}
