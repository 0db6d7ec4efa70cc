import { currencyOfNumeric } from '../money/currency.ts';
import { isObject } from '../stored-object.ts';
import { scalarText, unreadable } from './answer-fields.ts';
import { type FoundSigns, isOnlyPart, signsOfOrder, signsOfTransaction } from './found-signs.ts';
import { isSamePaymentId, paymentIdIn } from './reporting-data.ts';
import { differenceFrom, readCustomData, type SentOrder } from './sent-order.ts';

/** An order as HiPay holds it. */
export interface FoundOrder {
  /** Our payment id if the order has it in any accepted place; otherwise that of another payment. */
  readonly paymentId?: string;
  /** Major units, as HiPay writes them; the JSON of what cannot be read. */
  readonly amount?: string;
  /** As HiPay writes it; the JSON of what cannot be read. */
  readonly currency?: string;
  /** As HiPay writes it. */
  readonly createdAt?: string;
  readonly transactions: readonly FoundTransaction[];
  /** Those of each order with this number that counts, without its transactions. */
  readonly signs: readonly FoundSigns[];
  /** What speaks for a transaction in an order with the same number that names no payment. */
  readonly unnamedYes?: string;
  /** True if the answer does not show everything: an item cannot be read, or there are other pages. */
  readonly isPart?: true;
}

export interface FoundTransaction {
  readonly reference?: string;
  /** Number of the contract. */
  readonly mid?: string;
  readonly state?: string;
  /** As in `FoundOrder`. */
  readonly amount?: string;
  readonly currency?: string;
  readonly signs: FoundSigns;
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
  const { named, isWhole } = namedOrders(body, sent);
  const matching = named.filter(({ orderId }) => orderId === sent.orderId).map(({ order }) => order);
  if (matching.length > 0)
    return { order: { ...joinOrders(matching, sent), ...(!isWhole && { isPart: true }) } };
  const otherNumber = named[0]?.orderId;
  return otherNumber === undefined ? {} : { otherNumber };
}

function namedOrders(
  body: unknown,
  sent: SentOrder,
): { readonly named: readonly NamedOrder[]; readonly isWhole: boolean } {
  const read = (raw: unknown) => namedOrder(raw, sent);
  const single = read(body);
  if (single.length > 0) return { named: single, isWhole: !isOnlyPart(body, undefined) };
  const lists = isObject(body) ? [body['data'], body['orders'], body['transactions']] : [body];
  const items = lists.flatMap(itemsOf);
  const named = items.flatMap(read);
  return { named, isWhole: named.length === items.length && !isOnlyPart(body, items.length) };
}

/** The items of a list. The specification allows an array, or an object with the items as its values. */
const itemsOf = (raw: unknown): unknown[] =>
  Array.isArray(raw) ? raw : isObject(raw) ? Object.values(raw) : [];

/** Reads an order, or a transaction that names its order. Only the number must be there. */
function namedOrder(raw: unknown, sent: SentOrder): NamedOrder[] {
  if (!isObject(raw)) return [];
  const inner = isObject(raw['order']) ? raw['order'] : undefined;
  const orderId = textIn(raw['merchant_order_id']) ?? textIn(inner?.['merchant_order_id']);
  if (orderId === undefined) return [];
  const isTransaction =
    inner !== undefined || (raw['transactions'] === undefined && raw['mid'] !== undefined);
  const transactions = isTransaction
    ? [readTransaction(raw)]
    : itemsOf(raw['transactions']).map(readTransaction);
  const signs = [signsOfOrder(isTransaction ? inner : raw)];
  return [{ orderId, order: { ...orderFields(inner ?? {}, raw, sent), transactions, signs } }];
}

/** The fields of an order, from `first` or else from `second`. `first`: the order inside a transaction. */
function orderFields(first: Raw, second: Raw, sent: SentOrder): Omit<FoundOrder, 'transactions' | 'signs'> {
  const read = <Value>(name: string, reader: (raw: unknown) => Value | undefined) =>
    reader(first[name]) ?? reader(second[name]);
  const ids = [first, second].map((raw) => paymentIdIn(readCustomData(raw['custom_data']), sent.paymentId));
  const isOurs = ids.some((id) => id !== undefined && isSamePaymentId(id, sent.paymentId));
  const paymentId = isOurs ? sent.paymentId : (ids[0] ?? ids[1]);
  const amount = read('amount', amountIn);
  const currency = read('currency', currencyIn);
  const createdAt = read('date_created', textIn);
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
    differenceFrom(sent, { amounts: [amount], currencies: [currency] }) !== undefined;
  // One wrong amount is enough for a person to look.
  const { paymentId, ...shown } = joined.find(differs) ?? joined[0] ?? { transactions: [], signs: [] };
  const unnamed = own.length > 0 ? orders.filter((order) => order.paymentId === undefined) : [];
  const unnamedYes = unnamed
    .flatMap(({ signs, transactions }) => [...signs, ...transactions.map((each) => each.signs)])
    .find(({ yes }) => yes)?.yes;
  const isOfOne = joined.every((order) => order.paymentId === paymentId);
  return {
    ...shown,
    ...(isOfOne && paymentId !== undefined && { paymentId }),
    transactions: joined.flatMap(({ transactions }) => transactions),
    signs: joined.flatMap(({ signs }) => signs),
    ...(unnamedYes && { unnamedYes }),
  };
}

const textIn = (value: unknown): string | undefined => scalarText.safeParse(value).data || undefined;

/** Reads a transaction; without any field if the item cannot be read. */
function readTransaction(raw: unknown): FoundTransaction {
  const signs = signsOfTransaction(raw);
  if (!isObject(raw)) return { signs };
  const [reference, mid, state] = [textIn(raw['id']), textIn(raw['mid']), textIn(raw['state'])];
  const [amount, currency] = [amountIn(raw['amount']), currencyIn(raw['currency'])];
  return {
    ...(reference && { reference }),
    ...(mid && { mid }),
    ...(state && { state }),
    ...(amount && { amount }),
    ...(currency && { currency }),
    signs,
  };
}

/** An empty text stands for a missing value (hipay.md 3.6). */
const isAbsent = (raw: unknown): boolean => raw === undefined || raw === null || raw === '';

const amountIn = (raw: unknown): string | undefined =>
  isAbsent(raw) ? undefined : (textIn(raw) ?? unreadable(raw));

/**
 * The code of a currency, also inside an object, whose fields the specification does not name. An object is read only if
 * everything in it that looks like a code means the same currency.
 */
function currencyIn(raw: unknown): string | undefined {
  if (isAbsent(raw)) return undefined;
  if (typeof raw === 'string') return raw;
  if (!isObject(raw)) return unreadable(raw);
  const texts = Object.values(raw).flatMap((value) => textIn(value) ?? []);
  const codes = texts.filter((text) => /^(?:[A-Z]{3}|[a-z]{3})$/.test(text));
  const numbers = texts.flatMap((text) => currencyOfNumeric(text) ?? []);
  const [code] = codes;
  return code !== undefined && [...codes, ...numbers].every((each) => each === code) ? code : unreadable(raw);
}
