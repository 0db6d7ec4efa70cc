import { isObject } from '../stored-object.ts';
import { scalarText } from './order-answer.ts';
import { paymentIdIn } from './reporting-data.ts';
import { differenceFrom, readCustomData, type SentOrder } from './sent-order.ts';

/** An order as HiPay holds it. */
export interface FoundOrder {
  /** Our payment id, or that of another payment. */
  readonly paymentId?: string;
  /** Major units, as HiPay writes them. */
  readonly amount?: string;
  readonly currency?: string;
  /** As HiPay writes it. */
  readonly createdAt?: string;
  readonly transactions: readonly FoundTransaction[];
}

export interface FoundTransaction {
  readonly reference?: string;
  /** The contract. */
  readonly mid?: string;
  readonly state?: string;
}

type Raw = Readonly<Record<string, unknown>>;

/** An order in an answer, with the number that it names. */
interface NamedOrder {
  readonly orderId: string;
  readonly order: FoundOrder;
}

/**
 * The order with this number in HiPay's answer to a look-up: consultation v3 answers with an order. Its lists are read
 * too: of orders, or of transactions that name their order (hipay.md, A1). If there is none, `otherNumber` is a number
 * that the answer names.
 */
export function findOrder(
  body: unknown,
  sent: SentOrder,
): { readonly order: FoundOrder } | { readonly otherNumber?: string } {
  const named = namedOrders(body);
  const ours = named.filter(({ orderId }) => orderId === sent.orderId).map(({ order }) => order);
  if (ours.length > 0) return { order: joinOrders(ours, sent) };
  const otherNumber = named[0]?.orderId;
  return otherNumber === undefined ? {} : { otherNumber };
}

function namedOrders(body: unknown): NamedOrder[] {
  if (Array.isArray(body)) return body.flatMap(namedOrder);
  const single = namedOrder(body);
  if (single.length > 0 || !isObject(body)) return single;
  return [body['data'], body['orders'], body['transactions']].flatMap(itemsOf).flatMap(namedOrder);
}

/** The specification allows a list, or an object with the items as its values. */
const itemsOf = (raw: unknown): unknown[] =>
  Array.isArray(raw) ? raw : isObject(raw) ? Object.values(raw) : [];

/** Reads an order, or a transaction that names its order. Only the number must be there. */
function namedOrder(raw: unknown): NamedOrder[] {
  if (!isObject(raw)) return [];
  const inner = isObject(raw['order']) ? raw['order'] : undefined;
  const orderId = given(raw['merchant_order_id']) ?? given(inner?.['merchant_order_id']);
  if (orderId === undefined) return [];
  const isTransaction =
    inner !== undefined || (raw['transactions'] === undefined && raw['mid'] !== undefined);
  const transactions = isTransaction
    ? transactionIn(raw)
    : itemsOf(raw['transactions']).flatMap(transactionIn);
  return [{ orderId, order: { ...orderFields(inner ?? {}, raw), transactions } }];
}

/** `first` is the order of a transaction: an amount of the transaction may be a part of the order's. */
function orderFields(first: Raw, second: Raw): Omit<FoundOrder, 'transactions'> {
  const read = <Value>(name: string, reader: (raw: unknown) => Value | undefined) =>
    reader(first[name]) ?? reader(second[name]);
  const paymentId = read('custom_data', (raw) => paymentIdIn(readCustomData(raw)));
  const amount = read('amount', given);
  const currency = read('currency', currencyIn);
  const createdAt = read('date_created', given);
  return {
    ...(paymentId && { paymentId }),
    ...(amount && { amount }),
    ...(currency && { currency }),
    ...(createdAt && { createdAt }),
  };
}

/**
 * One order of several with the same number: ours, with all its transactions. Without ours, an answer with orders of
 * several payments names no payment, because the list may be one page of several.
 */
function joinOrders(orders: readonly FoundOrder[], sent: SentOrder): FoundOrder {
  const own = orders.filter(({ paymentId }) => paymentId === sent.paymentId);
  const joined = own.length > 0 ? own : orders;
  const differs = ({ amount, currency }: FoundOrder) =>
    differenceFrom(sent, { amount, currencies: [currency] }) !== undefined;
  // One wrong amount is enough for a person to look.
  const { paymentId, ...shown } = joined.find(differs) ?? joined[0] ?? { transactions: [] };
  const isOfOne = joined.every((order) => order.paymentId === paymentId);
  return {
    ...shown,
    ...(isOfOne && paymentId !== undefined && { paymentId }),
    transactions: joined.flatMap(({ transactions }) => transactions),
  };
}

const given = (value: unknown): string | undefined => scalarText.safeParse(value).data || undefined;

function transactionIn(raw: unknown): FoundTransaction[] {
  if (!isObject(raw)) return [];
  const [reference, mid, state] = [given(raw['id']), given(raw['mid']), given(raw['state'])];
  return [{ ...(reference && { reference }), ...(mid && { mid }), ...(state && { state }) }];
}

/** A text of three capitals, also inside an object, whose fields the specification does not name. */
function currencyIn(raw: unknown): string | undefined {
  const texts = isObject(raw) ? Object.values(raw) : [raw];
  return texts.find((text): text is string => typeof text === 'string' && /^[A-Z]{3}$/.test(text));
}
