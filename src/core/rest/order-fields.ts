import type * as z from 'zod/mini';
import { type CurrencyCode, currencyCode } from '../money/currency.ts';
import {
  type Customer,
  customData,
  customer,
  maxOrderIdLength,
  orderId,
  type PaymentMeans,
  paymentMeans,
  type TransactionType,
  transactionType,
} from '../payment/payment-request.ts';
import { mayRefund, refundOfOnly } from '../records/refunds.ts';
import type { ReceiptTo } from '../terminal/dialect.ts';
import { type OrderRequest, orderRequest } from './rest-messages.ts';

/** A refusal of a call: the field, as tills spell it, and the reason. */
export interface Refused {
  readonly ok: false;
  readonly field: string;
  readonly reason: string;
}

export const refuseField = (field: string, reason: string): Refused => ({ ok: false, field, reason });

type Read<T> = { readonly ok: true; readonly value: T } | Refused;
const read = <T>(value: T): Read<T> => ({ ok: true, value });

const schemas = orderRequest.shape;

/** Reads a field by its schema; an invalid value is refused with this reason. */
function readBy<Name extends keyof typeof schemas>(name: Name, value: unknown, reason: string) {
  const schema = schemas[name] as unknown as z.ZodMiniType<OrderRequest[Name]>;
  const parsed = schema.safeParse(value);
  return parsed.success ? read(parsed.data) : refuseField(name, reason);
}

/**
 * Finds the word of the list that the till sent, in capitals or not. Any other value is returned, and the schema
 * refuses it.
 */
function wordOf(words: readonly string[], raw: unknown): unknown {
  if (typeof raw !== 'string') return raw;
  const wanted = raw.trim().toLowerCase();
  return words.find((word) => word.toLowerCase() === wanted) ?? wanted;
}

/**
 * Reads the currency. EUR if the till sends none, which is HiPay's default. HiPay's sample has the literal "string",
 * which is refused.
 */
export function readCurrency(raw: unknown, accepted: readonly CurrencyCode[]): Read<CurrencyCode> {
  const code = currencyCode.safeParse(typeof raw === 'string' ? raw.trim().toUpperCase() : (raw ?? 'EUR'));
  const list = accepted.join(', ');
  if (!code.success) return refuseField('currency', `must be an ISO 4217 code (this shop takes ${list})`);
  if (!accepted.includes(code.data)) return refuseField('currency', `${code.data}: this shop takes ${list}`);
  return read(code.data);
}

/** Names of operations in HiPay's other connectors (hipay.md, operations by product). */
const otherTypeNames = new Map<unknown, TransactionType>([
  ['cancellation', 'Cancel'],
  ['duplicata', 'Duplicate'],
  ['authorisation', 'Authorization'],
]);

/**
 * Reads the operation. HiPay's page documents only `Debit`; HiPay's other connectors have the other operations. An
 * operation that the terminal does not support is refused later.
 */
export function readTransactionType(raw: unknown): Read<TransactionType> {
  const { options } = transactionType;
  const word = wordOf(options, raw);
  const value = otherTypeNames.get(word) ?? word;
  return readBy('transaction_type', value, `must be one of ${options.join(', ')}`);
}

/**
 * Reads `payment_means`, which only this connector has: `cheque` for a cheque reader. Unknown words are refused: a card
 * payment instead would be wrong.
 */
export const readPaymentMeans = (raw: unknown): Read<PaymentMeans> =>
  readBy('payment_means', wordOf(paymentMeans.options, raw), 'must be "card" or "cheque"');

/** No address can name these two ids: in a path they mean a folder, also percent-encoded. `GET /orders/..` is `GET /`. */
const idsWithoutAddress: readonly string[] = ['.', '..'];

/**
 * Reads the order id; a number is accepted, because some tills send their ticket number. Undefined: the till sent none,
 * and the connector creates one.
 */
export const readOrderId = (raw: unknown): Read<string | undefined> => readOrderNumber('order_id', raw);

/** Reads the order id of the sale that a refund takes back. It belongs to an operation that gives money back. */
export function readRefundOf(raw: unknown, type: TransactionType): Read<string | undefined> {
  if (raw !== undefined && !mayRefund(type)) return refuseField('refund_of', refundOfOnly);
  return readOrderNumber('refund_of', raw);
}

function readOrderNumber(name: 'order_id' | 'refund_of', raw: unknown): Read<string | undefined> {
  const reason = `must be a text of 1 to ${maxOrderIdLength} characters without control characters`;
  const written = typeof raw === 'string' ? raw.trim() : raw;
  if (typeof written === 'string' && written.length > maxOrderIdLength) {
    const length = `has ${written.length} characters, and HiPay takes ${maxOrderIdLength}`;
    return refuseField(name, `${length}: send a shorter number, the same one for each repetition`);
  }
  const sent = readBy(name, written, reason);
  if (!sent.ok) return sent;
  if (sent.value === undefined) return read(undefined);
  const parsed = orderId.safeParse(String(sent.value));
  if (!parsed.success) return refuseField(name, reason);
  if (idsWithoutAddress.includes(parsed.data))
    return refuseField(name, `must not be "${parsed.data}": no address can ask for this order later`);
  return read(parsed.data);
}

/** Spellings of true and false by tills in older programming languages. */
const flags = new Map<unknown, boolean>([
  [1, true],
  [0, false],
  ['true', true],
  ['false', false],
]);

export function readForceAuthorization(raw: unknown): Read<boolean> {
  const word = wordOf([], raw);
  return readBy('force_authorization', flags.get(word) ?? word, 'must be true or false');
}

/** The custom fields to send to HiPay. `reason`: why some of the till's fields are left out. */
export interface CustomDataReading {
  readonly kept: z.output<typeof customData>;
  readonly reason?: string;
}

/**
 * Reads the custom fields of a call. HiPay's page allows only Bool, Int, Float and String. Any other field is left out, and
 * the payment goes on.
 */
export function readCustomData(raw: unknown): CustomDataReading {
  if (raw === undefined || (Array.isArray(raw) && raw.length === 0)) return { kept: {} };
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return { kept: {}, reason: 'HiPay gets no custom_data: it must be an object' };
  const isKept = (field: [string, unknown]) => customData.safeParse(Object.fromEntries([field])).success;
  const fields = Object.entries(raw);
  const kept = customData.parse(Object.fromEntries(fields.filter(isKept)));
  const names = fields.filter((field) => !isKept(field)).map(([name]) => printable(name));
  if (names.length === 0) return { kept };
  const more = names.length > maxFieldsNamed ? ` and ${names.length - maxFieldsNamed} more` : '';
  return {
    kept,
    reason:
      `HiPay does not get ${names.slice(0, maxFieldsNamed).join(', ')}${more}: a value must be a number, true, false or a ` +
      'text of at most 1024 characters, and a name has at most 64 characters',
  };
}

const maxFieldsNamed = 5;

/** Makes a field name safe for logs and answers: cuts it and replaces characters that could forge a line. */
export const printable = (key: string): string => key.slice(0, 64).replace(/\p{C}/gu, '?');

/** HiPay's table writes `firstName`, its sample `firstname`. */
const spellings = {
  id: ['id'],
  firstName: ['firstname', 'firstName'],
  lastName: ['lastname', 'lastName'],
  email: ['email'],
  phone: ['phone', 'phone_number', 'phoneNumber'],
} as const satisfies Record<keyof Customer, readonly string[]>;

/**
 * Reads the customer of a call. A value may be a number or a text. An empty list counts as an empty object, because some
 * programming languages cannot distinguish them.
 */
export function readCustomer(raw: unknown): Read<Customer> {
  if (raw === undefined || (Array.isArray(raw) && raw.length === 0)) return read({});
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return refuseField('customer', 'must be an object with id, firstname, lastname and email');
  }
  const sent = new Map<string, unknown>(Object.entries(raw));
  const found: Record<string, string> = {};
  for (const [name, allowed] of Object.entries(spellings)) {
    const used = allowed.find((spelling) => (sent.get(spelling) ?? '') !== '');
    if (used === undefined) continue;
    const value = sent.get(used);
    if (typeof value !== 'string' && typeof value !== 'number') {
      return refuseField(`customer.${used}`, 'must be a text');
    }
    found[name] = String(value);
  }
  const parsed = customer.safeParse(found);
  if (parsed.success) return read(parsed.data);
  return refuseField(`customer.${parsed.error.issues[0]?.path.join('.') ?? ''}`, 'is too long');
}

type Targets = readonly (keyof ReceiptTo)[];

/** The values of HiPay's product for terminals with Concert V3.2 (hipay.md, receipts). */
const receiptTargets: Readonly<Record<NonNullable<OrderRequest['receipt_sending_option']>, Targets>> = {
  All: ['phone', 'email'],
  SMS: ['phone'],
  Email: ['email'],
};

/**
 * Reads where the terminal sends the customer's ticket. A missing or invalid address never refuses a payment: the
 * terminal then prints the ticket.
 */
export function readReceiptOption(raw: unknown, customer: Customer): Read<ReceiptTo | undefined> {
  const word = wordOf(Object.keys(receiptTargets), raw);
  const option = readBy('receipt_sending_option', word, 'must be "All", "SMS" or "Email"');
  if (!option.ok) return option;
  if (option.value === undefined) return read(undefined);
  const targets = receiptTargets[option.value];
  const phone = customer.phone?.replace(/[\s().-]/g, '');
  const to: ReceiptTo = {
    ...(targets.includes('phone') && phone && /^\+?\d{8,19}$/.test(phone) && { phone }),
    ...(targets.includes('email') && customer.email?.match(/^\S+@\S+\.\S+$/) && { email: customer.email }),
  };
  return read(to.phone || to.email ? to : undefined);
}
