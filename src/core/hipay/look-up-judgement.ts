import type { FoundOrder, FoundTransaction } from './found-order.ts';
import { declinedStates } from './order-answer.ts';
import type { HeldOrder, ParkedReason } from './parked-reason.ts';
import { differenceFrom, isSameContract, type SentOrder } from './sent-order.ts';
import type { TryVerdict } from './try-verdict.ts';

export interface Sibling {
  readonly merchantId: string;
  /** True if HiPay has this notification, or may have it. */
  readonly mayHaveArrived: boolean;
}

/** A notification whose order number was looked up. */
export interface LookedUp {
  readonly sent: SentOrder;
  /** The other notifications of the same payment. */
  readonly siblings: readonly Sibling[];
  /** True if an earlier try may have arrived. */
  readonly arrivedBefore: boolean;
  /** True after HiPay has called the order a duplicate in this try. */
  readonly duplicate: boolean;
}

/**
 * Decides what the order that HiPay holds under this number means for the notification. Only our payment id proves that the
 * order is this payment. Equal amount, currency and contract prove nothing, because two tills may make equal sales. `send`:
 * HiPay does not have this notification, so it is sent (again).
 */
export function judgeFoundOrder(lookedUp: LookedUp, found: FoundOrder): TryVerdict | 'send' {
  const { paymentId, idInData } = lookedUp.sent;
  if (found.paymentId === paymentId) return judgeOwn(lookedUp, found);
  const namesNoPayment = found.paymentId === undefined || found.paymentId === idInData;
  const { orderId } = lookedUp.sent;
  if (namesNoPayment) return parked('cannot-tell', `the order ${orderId} at HiPay names no payment`, found);
  if (isMixed(lookedUp, found))
    return parked('cannot-tell', `HiPay has several transactions of the order ${orderId}`, found);
  return parked('order-number-taken', `the order ${orderId} at HiPay is of another payment`, found);
}

/**
 * True if HiPay may have put two payments into this order, because they have one order number and different contracts. The
 * order then names only one of the payment ids, and this payment may be the other one.
 */
function isMixed({ sent, arrivedBefore }: LookedUp, { transactions }: FoundOrder): boolean {
  const isOurs = ({ mid }: FoundTransaction) => mid !== undefined && isSameContract(mid, sent.merchantId);
  return arrivedBefore && transactions.some(isOurs) && !transactions.every(isOurs);
}

function judgeOwn({ sent, siblings, duplicate }: LookedUp, found: FoundOrder): TryVerdict | 'send' {
  const { orderId } = sent;
  const difference = differenceFrom(sent, { amount: found.amount, currencies: [found.currency] });
  if (difference)
    return parked('cannot-tell', `the order ${orderId} at HiPay is this payment, with ${difference}`, found);
  const ofContract = (merchantId: string) =>
    found.transactions.filter(({ mid }) => mid !== undefined && isSameContract(mid, merchantId));
  // Without siblings, the payment id alone proves that the transactions belong to this notification.
  const own = siblings.length === 0 ? found.transactions : ofContract(sent.merchantId);
  if (own.length > 0 || siblings.length === 0) return judgeTransactions(own, duplicate);
  const ofSiblings = siblings.flatMap(({ merchantId }) => ofContract(merchantId));
  if (ofSiblings.length === 0)
    return parked('cannot-tell', `the order ${orderId} at HiPay does not name its contract`, found);
  if (!duplicate) return 'send';
  return ofSiblings.some(isTaken)
    ? { kind: 'covered-by-sibling' }
    : { kind: 'refused', detail: `HiPay has declined the order ${orderId}` };
}

/** `own`: the transactions of this notification; empty if HiPay has the order but lists no transaction. */
function judgeTransactions(own: readonly FoundTransaction[], duplicate: boolean): TryVerdict | 'send' {
  const taken = own.find(isTaken);
  if (!taken && own.length > 0)
    return duplicate ? { kind: 'refused', detail: `HiPay says ${own[0]?.state}` } : 'send';
  return { kind: 'delivered', ...(taken?.reference && { transactionReference: taken.reference }) };
}

/** True unless HiPay says that it declined the transaction. */
const isTaken = ({ state }: FoundTransaction): boolean => state === undefined || !declinedStates.has(state);

function parked(as: ParkedReason, detail: string, found: FoundOrder): TryVerdict {
  const { amount, currency, createdAt } = found;
  const reference = found.transactions.find((transaction) => transaction.reference)?.reference;
  const held: HeldOrder = {
    ...(amount && { amount }),
    ...(currency && { currency }),
    ...(createdAt && { createdAt }),
    ...(reference && { reference }),
  };
  return { kind: 'parked', as, detail, held };
}
