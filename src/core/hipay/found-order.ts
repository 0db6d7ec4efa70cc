import { isObject } from '../stored-object.ts';
import { scalarText } from './order-answer.ts';
import { paymentIdIn } from './reporting-data.ts';
import { differenceFrom, readCustomData, type SentOrder } from './sent-order.ts';

/** An order as HiPay holds it. */
export interface FoundOrder {
  /** The payment id that the order names: ours, or that of another payment. */
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
  /** Number of the contract. */
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
 * Finds the order that was sent in HiPay's answer to a look-up. Consultation v3 answers with one order, or with a list: of
 * orders, or of transactions that name their order (hipay.md, A1). If the order is not there, `otherNumber` is another order
 * number that the answer names.
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

/** The items of a list. The specification allows an array, or an object with the items as its values. */
const itemsOf = (raw: unknown): unknown[] =>
  Array.isArray(raw) ? raw : isObject(raw) ? Object.values(raw) : [];

/** Reads an order, or a transaction that names its order. Every field but the order number may be missing. */
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

/** A field of `inner`, the order of a transaction, goes first: the amount of the transaction may be only a part of it. */
function orderFields(inner: Raw, outer: Raw): Omit<FoundOrder, 'transactions'> {
  const read = <Value>(name: string, reader: (raw: unknown) => Value | undefined) =>
    reader(inner[name]) ?? reader(outer[name]);
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
 * Joins orders with the same number into one. If one of them is ours, only ours count, with all their transactions. If
 * none is ours and they name several payments, the result names no payment: ours may be on another page of the list.
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

/** Finds a text of three capital letters. It may be in an object, whose fields the specification does not name. */
function currencyIn(raw: unknown): string | undefined {
  const texts = isObject(raw) ? Object.values(raw) : [raw];
  return texts.find((text): text is string => typeof text === 'string' && /^[A-Z]{3}$/.test(text));
}
