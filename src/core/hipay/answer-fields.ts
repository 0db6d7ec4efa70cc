import * as z from 'zod/mini';
import { isObject } from '../stored-object.ts';

// HiPay sends texts where its specification says numbers, so both are read (hipay.md 3.6, 3.7).
export const scalarText = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

/** HiPay's calls spell one field in several ways: `orderid`, `orderId`, `order_id`. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]/g, '');

/** A value in an answer. */
export interface AnswerField {
  readonly name: string;
  /** Plain names from the outermost object to the value; the last one is `name`. The places in a list have no names. */
  readonly path: readonly string[];
  readonly text: string;
  readonly value: unknown;
}

/** Parts of an answer about the card, the customer or the terminal: their states, codes and amounts are not those of the sale. */
const otherParts = new Set([
  ...['paymentmethod', 'paymentproduct', 'card', 'issuer', 'acquirer', 'acquirertra', 'terminalinformation'],
  ...['threedsecure', 'fraudscreening', 'debitagreement', 'authentication', 'device', 'browserinformation'],
  ...['customer', 'shippingaddress', 'billingaddress', 'shippingto', 'billingto', 'basket', 'cart'],
]);
/** Fields with one value: an object in such a place is a value that cannot be read. */
const isValue = (name: string): boolean =>
  /amount$/.test(name) ||
  ['state', 'status', 'currency', 'orderid', 'merchantorderid', 'transactionreference'].includes(name) ||
  name === 'customdata';
const deepest = 16;

/**
 * Every value of an answer, at every depth; without empty ones, because an empty text or object stands for a missing value
 * (hipay.md 3.6). Undefined if the answer is nested more deeply than HiPay's.
 */
export function fieldsIn(body: unknown): readonly AnswerField[] | undefined {
  const fields: AnswerField[] = [];
  let isTooDeep = false;
  const visit = (value: unknown, path: readonly string[], depth: number): void => {
    const name = path.at(-1) ?? '';
    if (isEmpty(value)) return;
    if (depth > deepest) {
      isTooDeep = true;
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, path, depth + 1);
    } else if (!isObject(value) || isValue(name)) {
      fields.push({ name, path, value, text: textOf(value) });
    } else if (!otherParts.has(name)) {
      // An object may stand for a list, with the places as keys.
      for (const [key, item] of Object.entries(value))
        visit(item, /^\d+$/.test(key) ? path : [...path, plainName(key)], depth + 1);
    }
  };
  visit(body, [], 0);
  return isTooDeep ? undefined : fields;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const textOf = (raw: unknown): string => scalarText.safeParse(raw).data ?? unreadable(raw);

/** The JSON of a value that cannot be read. So a person sees it, and it never equals the value of the sale. */
export function unreadable(raw: unknown): string {
  try {
    return JSON.stringify(raw) || String(raw);
  } catch {
    return 'a value that is nested too deeply';
  }
}
