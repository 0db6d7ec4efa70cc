import type { FoundOrder, FoundTransaction } from './found-order.ts';
import { shownReference } from './order-answer.ts';
import type { HeldOrder, ParkedReason } from './parked-reason.ts';
import { differenceFrom, isSameContract, type SentOrder, shownText } from './sent-order.ts';
import { declinedStates, takenStates } from './transaction-states.ts';
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
 * HiPay does not have this notification, so it is sent (again). `namesUs`: the answer has our payment id somewhere.
 */
export function judgeFoundOrder(
  lookedUp: LookedUp,
  found: FoundOrder,
  namesUs: boolean,
): TryVerdict | 'send' {
  const verdict = judgeShown(lookedUp, found, namesUs);
  // What HiPay does not show may be this payment.
  const { orderId } = lookedUp.sent;
  return found.isPart && saysNotThere(verdict)
    ? parked('cannot-tell', `HiPay shows only a part of what it has for the order ${orderId}`, found)
    : verdict;
}

/** True if the verdict means that HiPay does not have this notification. */
const saysNotThere = (verdict: TryVerdict | 'send'): boolean =>
  verdict === 'send' ||
  verdict.kind === 'refused' ||
  verdict.kind === 'covered-by-sibling' ||
  (verdict.kind === 'parked' && verdict.as === 'order-number-taken');

function judgeShown(lookedUp: LookedUp, found: FoundOrder, namesUs: boolean): TryVerdict | 'send' {
  const { paymentId, idInData } = lookedUp.sent;
  if (found.paymentId === paymentId) return judgeOwn(lookedUp, found);
  const namesNoPayment = found.paymentId === undefined || found.paymentId === idInData;
  const { orderId } = lookedUp.sent;
  if (namesNoPayment) return parked('cannot-tell', `the order ${orderId} at HiPay names no payment`, found);
  if (isMixed(lookedUp, found))
    return parked('cannot-tell', `HiPay has several transactions of the order ${orderId}`, found);
  if (namesUs)
    return parked('cannot-tell', `HiPay names this payment and another one in the order ${orderId}`, found);
  return parked('order-number-taken', `the order ${orderId} at HiPay is of another payment`, found);
}

/** The transactions of the order under one contract. */
const underContract = ({ transactions }: FoundOrder, merchantId: string): readonly FoundTransaction[] =>
  transactions.filter(({ mid }) => mid !== undefined && isSameContract(mid, merchantId));

/**
 * True if HiPay may have put two payments into this order, because they have one order number and different contracts. The
 * order then names only one of the payment ids, and this payment may be the other one.
 */
function isMixed({ sent, arrivedBefore }: LookedUp, found: FoundOrder): boolean {
  const own = underContract(found, sent.merchantId).length;
  return arrivedBefore && own > 0 && own < found.transactions.length;
}

/**
 * True if our payment id came to this order with the sibling, so that the transaction under this contract is of another payment:
 * no try of this notification has arrived. HiPay may list the transactions of two payments in one order.
 */
export function isNamedBySibling(
  { sent, siblings, arrivedBefore, duplicate }: LookedUp,
  found: FoundOrder,
): boolean {
  const isListed = ({ merchantId }: { readonly merchantId: string }) =>
    underContract(found, merchantId).length > 0;
  const isOwn = found.paymentId === sent.paymentId;
  return isOwn && duplicate && !arrivedBefore && isListed(sent) && siblings.some(isListed);
}

function judgeOwn(lookedUp: LookedUp, found: FoundOrder): TryVerdict | 'send' {
  const { sent, siblings, duplicate } = lookedUp;
  const { orderId } = sent;
  if (isNamedBySibling(lookedUp, found)) {
    const detail = `HiPay has the order ${orderId} under this contract too, and no try of this notification has arrived`;
    return parked('cannot-tell', detail, found);
  }
  // Without siblings, the payment id alone proves that the transactions belong to this notification.
  const own = siblings.length === 0 ? found.transactions : underContract(found, sent.merchantId);
  const ofSiblings = siblings.flatMap(({ merchantId }) => underContract(found, merchantId));
  const judged = own.length > 0 ? own : ofSiblings;
  const signs = [...found.signs, ...judged.map((transaction) => transaction.signs)];
  const difference = differenceFrom(sent, {
    orderIds: signs.flatMap(({ orderIds }) => orderIds),
    amounts: [
      ...[found, ...judged].map(({ amount }) => amount),
      ...signs.flatMap(({ amountsDone }) => amountsDone),
    ],
    currencies: [found, ...judged].map(({ currency }) => currency),
    customData: signs.flatMap(({ customData }) => customData),
  });
  if (difference)
    return parked('cannot-tell', `the order ${orderId} at HiPay is this payment, with ${difference}`, found);
  if (judged.length === 0) {
    const lacks = siblings.length > 0 ? 'does not name its contract' : 'lists no transaction';
    return parked('cannot-tell', `the order ${orderId} at HiPay ${lacks}`, found);
  }
  const taken = judged.find(({ state = '' }) => takenStates.has(state));
  if (
    siblings.length > 0 &&
    own.length + ofSiblings.length < found.transactions.length &&
    !(own.length > 0 && taken)
  ) {
    const detail = `a transaction of the order ${orderId} at HiPay does not name its contract`;
    return parked('cannot-tell', detail, found);
  }
  if (own.length === 0 && !duplicate) return 'send';
  if (!taken) return judgeNotTaken(judged, { sent, duplicate }, found);
  const no = [taken.signs, ...found.signs].find((each) => each.no)?.no;
  if (no)
    return parked('cannot-tell', `HiPay says ${taken.state}, and ${no}, of the order ${orderId}`, found);
  const twin = judged.find(
    ({ reference, state = '' }) =>
      reference !== undefined && reference === taken.reference && !takenStates.has(state),
  );
  if (twin) {
    const detail = `HiPay says ${taken.state}, and ${shownText(twin.state ?? '', 40) || 'no state'}, of the same transaction of the order ${orderId}`;
    return parked('cannot-tell', detail, found);
  }
  if (own.length === 0) return { kind: 'covered-by-sibling' };
  return { kind: 'delivered', ...shownReference(taken.reference) };
}

/** HiPay has the order, and none of these transactions has a state with which HiPay says that it has the sale. */
function judgeNotTaken(
  transactions: readonly FoundTransaction[],
  { sent, duplicate }: Pick<LookedUp, 'sent' | 'duplicate'>,
  found: FoundOrder,
): TryVerdict | 'send' {
  const states = [...new Set(transactions.map(({ state = '' }) => state))];
  const says = `HiPay says ${states.map((state) => shownText(state, 40) || 'no state').join(', ')}`;
  if (states.every((state) => declinedStates.has(state))) {
    const signs = [...found.signs, ...transactions.map((transaction) => transaction.signs)];
    const yes = signs.find((each) => each.yes)?.yes ?? found.unnamedYes;
    if (yes) return parked('cannot-tell', `${says}, and ${yes}, of the order ${sent.orderId}`, found);
    return duplicate ? { kind: 'refused', detail: says } : 'send';
  }
  const detail = `${says} of the order ${sent.orderId}`;
  // The only state of consultation v3 that says that another one follows (hipay.md, A1).
  if (states.includes('waiting')) return { kind: 'later', detail, parkAs: 'cannot-tell' };
  return parked('cannot-tell', detail, found);
}

function parked(as: ParkedReason, detail: string, found: FoundOrder): TryVerdict {
  const { amount, currency, createdAt } = found;
  const { transactionReference } = shownReference(
    found.transactions.find((transaction) => transaction.reference)?.reference,
  );
  const held: HeldOrder = {
    ...(amount && { amount: shownText(amount) }),
    ...(currency && { currency: shownText(currency) }),
    ...(createdAt && { createdAt: shownText(createdAt) }),
    ...(transactionReference && { reference: transactionReference }),
  };
  return { kind: 'parked', as, detail, held };
}
