import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';
import { isObject } from '../stored-object.ts';
import type { GatewayReply } from './gateway-reply.ts';
import { later, noAnswer, type OrderVerdict, refusal, scalar, wordsOf } from './order-answer.ts';
import { paymentIdIn } from './reporting-data.ts';
import { readCustomData, type SentOrder } from './sent-order.ts';

/** An order as HiPay holds it. */
export interface FoundOrder {
  /** The payment id in its custom data: of this payment, or of another one. */
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
  /** The contract number. */
  readonly mid?: string;
  readonly state?: string;
}

/** What HiPay's reply to a look-up says. */
export type LookUpAnswer =
  | { readonly kind: 'found'; readonly order: FoundOrder }
  /** HiPay itself says that it has no order with this number. */
  | { readonly kind: 'not-found' }
  /** HiPay does not let this account look orders up. This says nothing about the order. */
  | { readonly kind: 'not-allowed'; readonly detail: string }
  | (OrderVerdict & { readonly kind: 'later' });

const textOf = (value: unknown): string | undefined => scalar.safeParse(value).data || undefined;

// Consultation v3 (hipay.md, A1). Only the order number is required. Any other field that cannot be read counts as absent.
const foundOrder = z.object({
  merchant_order_id: scalar,
  amount: z.optional(z.unknown()),
  currency: z.optional(z.unknown()),
  date_created: z.optional(z.unknown()),
  custom_data: z.optional(z.unknown()),
  transactions: z.optional(z.unknown()),
});

/** Reads HiPay's reply to the look-up of an order. `wallClock` (epoch ms) is for a Retry-After that names a date. */
export function readLookUp(reply: GatewayReply, sent: SentOrder, wallClock: number): LookUpAnswer {
  if (reply.kind === 'no-answer') {
    if (reply.reason === 'unreadable')
      return { kind: 'not-allowed', detail: 'the browser does not let the page read HiPay’s answer' };
    return noAnswer(reply);
  }
  const { status } = reply;
  const body = parseJson(reply.body);
  if (status === 401 || status === 403) return { kind: 'not-allowed', detail: `HTTP ${status}` };
  if (status >= 200 && status < 300) return readFound(body, sent);
  const error = refusal.safeParse(body).data;
  // A proxy, or a wrong address, also answers 404, but not with HiPay's error.
  if (!error?.message || status === 429 || status >= 500 || status < 400) return later(reply, wallClock);
  return status === 404 ? { kind: 'not-found' } : { kind: 'not-allowed', detail: wordsOf(error) };
}

function readFound(body: unknown, sent: SentOrder): LookUpAnswer {
  const read = foundOrder.safeParse(body).data;
  if (!read) return { kind: 'later', detail: 'the answer to the look-up is not HiPay’s' };
  if (read.merchant_order_id !== sent.orderId) {
    return { kind: 'later', detail: `HiPay answered for another order: order ${read.merchant_order_id}` };
  }
  const paymentId = paymentIdIn(readCustomData(read.custom_data));
  const amount = textOf(read.amount);
  const currency = currencyIn(read.currency);
  const createdAt = textOf(read.date_created);
  const order: FoundOrder = {
    ...(paymentId && { paymentId }),
    ...(amount && { amount }),
    ...(currency && { currency }),
    ...(createdAt && { createdAt }),
    transactions: Array.isArray(read.transactions) ? read.transactions.flatMap(transactionIn) : [],
  };
  return { kind: 'found', order };
}

function transactionIn(raw: unknown): FoundTransaction[] {
  if (!isObject(raw)) return [];
  const [reference, mid, state] = [textOf(raw['id']), textOf(raw['mid']), textOf(raw['state'])];
  return [{ ...(reference && { reference }), ...(mid && { mid }), ...(state && { state }) }];
}

/** HiPay's specification calls the currency an object and names no field. So any text of three capitals in it counts. */
function currencyIn(raw: unknown): string | undefined {
  const texts = isObject(raw) ? Object.values(raw) : [raw];
  return texts.find((text): text is string => typeof text === 'string' && /^[A-Z]{3}$/.test(text));
}
