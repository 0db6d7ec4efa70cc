import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import { merchantsOf } from './gateway-oracle.ts';
import { type GatewayOperation, gatewayOperation } from './operations.ts';
import { amountOf, paid } from './paid.ts';
import type { Story } from './story.ts';

/** The sums of one operation on the three ledgers, in minor units. */
export interface Sums {
  charged: number;
  approved: number;
  /** Charged, but left for a person to decide. */
  doubtful: number;
  /** Approved without a contract at HiPay: cheques, and what was paid under a contract that is not configured. */
  notForHipay: number;
  /** The orders at HiPay, each counted once for all its contracts. */
  gateway: number;
}
export type Ledgers = Record<GatewayOperation, Sums>;

const noSums = (): Sums => ({ charged: 0, approved: 0, doubtful: 0, notForHipay: 0, gateway: 0 });
export const noLedgers = (): Ledgers => ({ Sale: noSums(), Credit: noSums(), Authorization: noSums() });

export const sumsAgree = ({ charged, approved, doubtful, notForHipay, gateway }: Sums): boolean =>
  charged === approved + doubtful && approved === gateway + notForHipay;

const ledgerOfOperation = {
  debit: 'Sale',
  credit: 'Credit',
  cancellation: 'Credit',
  'pre-authorisation': 'Authorization',
};

const isNotForHipay = (record: PaymentRecord, shop: Story['shop']): boolean =>
  (merchantsOf(record, shop) ?? []).length === 0;

/** Adds a shop's day. Each sum comes from its own ledger. */
export function addDay(ledgers: Ledgers, { shop }: Story): void {
  const { payments } = shop.disk.memory;
  for (const record of payments.values()) {
    const operation = gatewayOperation(record.request.transactionType);
    if (!operation || !paid.has(record.outcome)) continue;
    ledgers[operation].approved += amountOf(record) ?? 0;
    if (isNotForHipay(record, shop)) ledgers[operation].notForHipay += amountOf(record) ?? 0;
  }
  for (const { amountMinor, operation, paymentId = '' } of shop.terminal.charges.filter(movedMoney)) {
    const sums = ledgers[ledgerOfOperation[operation as keyof typeof ledgerOfOperation] as GatewayOperation];
    sums.charged += amountMinor;
    if (!paid.has(payments.get(paymentId)?.outcome)) sums.doubtful += amountMinor;
  }
  const counted = new Set<string>();
  for (const { orderid, amount, fields } of shop.gateway.twin.orders()) {
    if (counted.has(orderid)) continue;
    counted.add(orderid);
    ledgers[fields['operation'] as GatewayOperation].gateway += Math.round(Number(amount) * 100);
  }
}
