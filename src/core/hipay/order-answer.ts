import * as z from 'zod/mini';
import { maskCards, onOneLine } from '../masking.ts';
import { parseClearJson, repeatedKeyDetail } from './clear-json.ts';
import { longestRetryAfterMs } from './delivery-schedule.ts';
import type { GatewayReply } from './gateway-reply.ts';
import type { HipayRoute } from './hipay-route.ts';
import type { ParkedReason } from './parked-reason.ts';
import { differenceFrom, type SentOrder, shownText } from './sent-order.ts';

/** The meaning of HiPay's reply for a notification. */
export type OrderVerdict =
  | { readonly kind: 'delivered'; readonly transactionReference?: string }
  /** The number is taken at HiPay: by this payment, or by another one of the same account. A look-up must show which. */
  | { readonly kind: 'duplicate' }
  /** Wrong credentials or permissions: a person must correct them. */
  | { readonly kind: 'credentials'; readonly detail: string }
  /** HiPay refused the order: the same order would be refused again. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Try again later; HiPay may or may not have the order. */
  | {
      readonly kind: 'later';
      readonly detail: string;
      readonly retryAfterMs?: number;
      /** HTTP status, if HiPay's address answered with an error: it was reached. */
      readonly status?: number;
      /**
       * The route that failed: the order did not reach HiPay, or HiPay's answer was lost. Present only after `network` and
       * `no-sidecar`.
       */
      readonly wayAway?: HipayRoute;
      /** A look-up was answered, and decides nothing. After several such answers the notification is parked as this. */
      readonly parkAs?: ParkedReason;
    };

// HiPay sends texts where its specification says numbers, so both are read (hipay.md 3.6, 3.7).
export const scalarText = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
/** HiPay sends an empty text for an object that is missing. */
const emptyOr = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.optional(z.union([schema, z.literal('')]));
const successReply = z.object({
  state: z.string(),
  transactionReference: z.optional(scalarText),
  currency: z.optional(z.string()),
  order: emptyOr(
    z.object({
      id: z.optional(scalarText),
      amount: z.optional(scalarText),
      currency: z.optional(z.string()),
    }),
  ),
});
const hipayError = z.object({
  /** HiPay’s own codes have seven digits, such as 3010004. Those of a proxy or gateway have three, or are words. */
  code: z.pipe(scalarText, z.string().check(z.regex(/^\d{7}$/))),
  message: z.optional(z.string()),
  description: z.optional(z.nullable(z.string())),
});
type Refusal = z.infer<typeof hipayError>;

/**
 * HiPay's own error, of the order call and of the look-up (hipay.md 3.7 and A1). Undefined for anything else: whatever
 * stands between here and HiPay may answer in JSON too.
 */
export const hipayRefusal = (body: unknown): Refusal | undefined => hipayError.safeParse(body).data;

/** True if the error speaks of the account or the merchant: it says nothing about an order. */
export const isOfAccount = ({ code }: Refusal): boolean =>
  code.startsWith('100000') || code === unknownMerchant;

const unknownMerchant = '3000003';
const duplicateOrder = '3010004';
const temporarilyUnavailable = '1000008';

/** The route that failed, for each reason that shows one. A timeout shows none: the connection worked. */
const failedRoutes: Partial<Record<Extract<GatewayReply, { kind: 'no-answer' }>['reason'], HipayRoute>> = {
  network: 'network',
  'no-sidecar': 'sidecar',
};

/** Reads HiPay's reply to an order. `wallClock` (epoch ms) is for a Retry-After that names a date. */
export function readOrderReply(reply: GatewayReply, sent: SentOrder, wallClock: number): OrderVerdict {
  if (reply.kind === 'no-answer') return noAnswerVerdict(reply);
  const body = parseClearJson(reply.body);
  const error = hipayRefusal(body);
  if (error && reply.status >= 400) return readRefusal(reply, error, wallClock);
  if (reply.status === 401 || reply.status === 403)
    return { kind: 'credentials', detail: `HTTP ${reply.status}` };
  const repeated = repeatedKeyDetail(reply.body);
  if (reply.status >= 200 && reply.status < 300) return readSuccess(body, sent, repeated);
  return laterVerdict(reply, wallClock, repeated);
}

export function noAnswerVerdict({
  reason,
}: Extract<GatewayReply, { kind: 'no-answer' }>): OrderVerdict & { kind: 'later' } {
  const wayAway = failedRoutes[reason];
  return { kind: 'later', detail: `no answer from HiPay (${reason})`, ...(wayAway && { wayAway }) };
}

/** The states with which HiPay says that it has the sale. Any other word proves nothing. */
export const takenStates: ReadonlySet<string> = new Set(['completed', 'forwarding', 'pending']);
export const declinedStates: ReadonlySet<string> = new Set(['declined', 'error']);

/**
 * A captive portal, a proxy or a cache may answer 200 instead of HiPay. So the answer counts only if it names the sale that
 * was sent, or a transaction, and has no error. `unclear` says why the reply has no body that can be read.
 */
function readSuccess(body: unknown, sent: SentOrder, unclear?: string): OrderVerdict {
  const error = hipayRefusal(body);
  if (error) return { kind: 'later', detail: `the answer has HiPay’s error code: ${hipayErrorText(error)}` };
  const answer = successReply.safeParse(body);
  if (!answer.success) return { kind: 'later', detail: unclear ?? 'the answer is not HiPay’s' };
  const { state, transactionReference, currency } = answer.data;
  const order = answer.data.order || undefined;
  const difference = differenceFrom(sent, {
    orderId: order?.id,
    amounts: [order?.amount],
    currencies: [order?.currency, currency],
  });
  if (difference) return { kind: 'later', detail: `HiPay answered for another order: ${difference}` };
  if (!takenStates.has(state) && !declinedStates.has(state))
    return { kind: 'later', detail: `HiPay answered with an unknown state: “${shownText(state, 40)}”` };
  if (!order?.id && !transactionReference)
    return { kind: 'later', detail: 'the answer names neither the order nor a transaction' };
  if (declinedStates.has(state)) return { kind: 'refused', detail: `HiPay says ${state}` };
  return { kind: 'delivered', ...shownReference(transactionReference) };
}

/**
 * True if this reply proves that HiPay has not recorded the order: it was never sent, or HiPay itself refused it. After
 * any other reply the order may have arrived, because HiPay's own answer may have been lost.
 */
export function provesNotArrived(reply: GatewayReply, sent: SentOrder): boolean {
  if (reply.kind === 'no-answer') return reply.reason === 'refused-url' || reply.beforeSending === true;
  const { status } = reply;
  const refusedByStatus = (status >= 400 && status < 500) || status === 503;
  // Anything between here and HiPay may answer with a code of its own, after HiPay has taken the order.
  const body = parseClearJson(reply.body);
  const error = hipayRefusal(body);
  if (error && status >= 400) return refusedByStatus || error.code === duplicateOrder;
  return status >= 200 && status < 300 && readSuccess(body, sent).kind === 'refused';
}

function readRefusal(
  reply: GatewayReply & { kind: 'answered' },
  error: Refusal,
  wallClock: number,
): OrderVerdict {
  const { status } = reply;
  const detail = hipayErrorText(error);
  if (error.code === duplicateOrder) return { kind: 'duplicate' };
  if (error.code === temporarilyUnavailable) return laterVerdict(reply, wallClock, detail);
  if (error.code.startsWith('100000') || status === 401 || status === 403)
    return { kind: 'credentials', detail };
  if (status >= 500 || status === 429) return laterVerdict(reply, wallClock, detail);
  return { kind: 'refused', detail };
}

/** HiPay's reference of a transaction, to be stored: a person looks it up at HiPay, so only a card number is masked. */
export const shownReference = (reference: string | undefined): { transactionReference?: string } =>
  reference ? { transactionReference: maskCards(onOneLine(reference)).slice(0, 100) } : {};

export const hipayErrorText = (error: Refusal): string =>
  shownText([error.code, error.message, error.description].filter(Boolean).join(' '), 300);

export function laterVerdict(
  reply: GatewayReply & { kind: 'answered' },
  wallClock: number,
  detail = `HTTP ${reply.status}`,
): OrderVerdict & { kind: 'later' } {
  const retryAfterMs = readRetryAfter(reply.retryAfter, wallClock);
  return {
    kind: 'later',
    detail,
    ...(reply.status >= 400 && { status: reply.status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** `Wed, 21 Oct 2026 07:28:00 GMT`. `Date.parse` takes a date in almost every text with a number. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads Retry-After (seconds or an HTTP date) into ms; undefined if it is neither. The maximum is one hour, so that a wrong
 * header, which may be a proxy's, cannot delay a notification for long.
 */
export function readRetryAfter(header: string | undefined, wallClock: number): number | undefined {
  const text = header?.trim() ?? '';
  const isDate = httpDate.test(text);
  if (!isDate && !/^\d+$/.test(text)) return undefined;
  const ms = isDate ? Date.parse(text) - wallClock : Number(text) * 1000;
  return ms >= 0 ? Math.min(ms, longestRetryAfterMs) : undefined;
}
