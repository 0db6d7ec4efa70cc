import { type CurrencyCode, currencyCode } from '../money/currency.ts';
import { orderId, type TransactionType, transactionType } from '../payment/payment-request.ts';
import { type Refused, refused } from './refused.ts';

type Read<T> = { readonly ok: true; readonly value: T } | Refused;
const read = <T>(value: T): Read<T> => ({ ok: true, value });

/** EUR where the till sends none: HiPay's default. The sample's literal "string" is no currency. */
export function readCurrency(raw: unknown, accepted: readonly CurrencyCode[]): Read<CurrencyCode> {
  const code = currencyCode.safeParse(typeof raw === 'string' ? raw.trim().toUpperCase() : (raw ?? 'EUR'));
  const list = accepted.join(', ');
  if (!code.success) return refused('currency', `must be an ISO 4217 code (this shop takes ${list})`);
  if (!accepted.includes(code.data)) return refused('currency', `${code.data}: this shop takes ${list}`);
  return read(code.data);
}

/** What HiPay's other connectors call them (facts: hipay.md, operations by product). */
const otherTypeNames: Readonly<Record<string, TransactionType>> = {
  cancellation: 'Cancel',
  duplicata: 'Duplicate',
  authorisation: 'Authorization',
};

/** HiPay's page offers `Debit` alone, its other connectors the rest. What a terminal cannot do is refused later. */
export function readTransactionType(raw: unknown): Read<TransactionType> {
  if (raw === undefined) return read('Debit');
  const wanted = typeof raw === 'string' ? raw.trim().toLowerCase() : '';
  const type = transactionType.options.find((option) => option.toLowerCase() === wanted);
  const found = type ?? otherTypeNames[wanted];
  return found
    ? read(found)
    : refused('transaction_type', `must be one of ${transactionType.options.join(', ')}`);
}

/** Ours: `cheque` for a cheque reader. Any other word would be paid with a card by mistake. */
export function readPaymentMeans(raw: unknown): Read<'card' | 'cheque'> {
  const wanted = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
  if (wanted === undefined || wanted === 'card') return read('card');
  return wanted === 'cheque' ? read('cheque') : refused('payment_means', 'must be "card" or "cheque"');
}

/** A number is taken too: tills count their tickets. Undefined: none was sent, the connector makes one. */
export function readOrderId(raw: unknown): Read<string | undefined> {
  if (raw === undefined) return read(undefined);
  const text = Number.isSafeInteger(raw) ? String(raw) : raw;
  const parsed = orderId.safeParse(text);
  if (parsed.success) return read(parsed.data);
  return refused('order_id', 'must be a text of 1 to 32 characters without control characters');
}

const flags = new Map<unknown, boolean>([
  [undefined, false],
  [true, true],
  [false, false],
  [1, true],
  [0, false],
  ['true', true],
  ['false', false],
]);

/** True, false, and how older languages spell them. */
export function readForceAuthorization(raw: unknown): Read<boolean> {
  const flag = flags.get(typeof raw === 'string' ? raw.trim().toLowerCase() : raw);
  return flag === undefined ? refused('force_authorization', 'must be true or false') : read(flag);
}
