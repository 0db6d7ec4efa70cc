import type { ChargeStatement } from '../payment/charge-statement.ts';
import type { TransactionType } from '../payment/payment-request.ts';

export interface ChargeOfOrder {
  readonly paymentId: string;
  readonly orderId: string;
  readonly transactionType: TransactionType;
  readonly charge: ChargeStatement;
  readonly simulated: boolean;
}

/**
 * The payments of orders whose customer was charged more than once, by order number. Only sales count: a refund of an
 * order takes nothing, and a simulated payment beside a real one took nothing. A payment that is listed twice counts once.
 */
export function findChargedTwice<Payment extends ChargeOfOrder>(
  payments: readonly Payment[],
): ReadonlyMap<string, readonly Payment[]> {
  const chargedByOrder = new Map<string, Map<string, Payment>>();
  const isReal = ({ simulated, charge, transactionType }: Payment) =>
    !simulated && charge === 'charged' && transactionType === 'Debit';
  const realOrders = new Set(payments.filter(isReal).map(({ orderId }) => orderId));
  for (const payment of payments) {
    if (payment.charge !== 'charged' || payment.transactionType !== 'Debit') continue;
    if (payment.simulated && realOrders.has(payment.orderId)) continue;
    const charged = chargedByOrder.get(payment.orderId) ?? new Map<string, Payment>();
    charged.set(payment.paymentId, payment);
    chargedByOrder.set(payment.orderId, charged);
  }
  const chargedTwice = [...chargedByOrder].filter(([, charged]) => charged.size > 1);
  return new Map(chargedTwice.map(([orderId, charged]) => [orderId, [...charged.values()]]));
}
