import * as z from 'zod/mini';
import { maskCards, onOneLine } from '../masking.ts';
import { type AnswerField, fieldsIn, scalarText } from './answer-fields.ts';
import { parseClearJson, repeatedKeyDetail } from './clear-json.ts';
import { againstState, contradictionInError, otherSaleIn, tooDeep } from './contradictions.ts';
import { longestRetryAfterMs } from './delivery-schedule.ts';
import { type GatewayReply, isWholeAnswer } from './gateway-reply.ts';
import {
  hipayErrorText,
  hipayRefusal,
  isCodeOfKnownOrder,
  isDuplicate,
  isOfLogin,
  isRefusingStatus,
  isTemporary,
  provesRefusal,
} from './hipay-error.ts';
import type { HipayRoute } from './hipay-route.ts';
import type { ParkedReason } from './parked-reason.ts';
import { type SentOrder, shownText } from './sent-order.ts';
import { declinedStates, takenStates } from './transaction-states.ts';

/** The meaning of HiPay's reply for a notification. */
export type OrderVerdict =
  | { readonly kind: 'delivered'; readonly transactionReference?: string }
  /** The number is taken at HiPay: by this payment, or by another one of the same account. A look-up must show which. */
  | {
      readonly kind: 'duplicate';
      /** True if the order that HiPay has may be from this try. */
      readonly mayHaveArrived?: true;
    }
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

const successReply = z.object({ state: z.string(), transactionReference: z.optional(z.unknown()) });
/** The route that failed, for each reason that shows one. A timeout shows none: the connection worked. */
const failedRoutes: Partial<Record<Extract<GatewayReply, { kind: 'no-answer' }>['reason'], HipayRoute>> = {
  network: 'network',
  'no-sidecar': 'sidecar',
};

/** The detail of an answer of which only the beginning was read. Nothing in it, and not its status, proves anything. */
export const cutDetail = 'HiPay’s answer is too long to be read';

/** Reads HiPay's reply to an order. `wallClock` (epoch ms) is for a Retry-After that names a date. */
export function readOrderReply(reply: GatewayReply, sent: SentOrder, wallClock: number): OrderVerdict {
  if (reply.kind === 'no-answer') return noAnswerVerdict(reply);
  if (reply.isCut) return laterVerdict(reply, wallClock, cutDetail);
  const { status } = reply;
  const body = parseClearJson(reply.body);
  if (status >= 400) return readRefusal(reply, body, wallClock);
  const repeated = repeatedKeyDetail(reply.body);
  return isWholeAnswer(status) ? readSuccess(body, sent, repeated) : laterVerdict(reply, wallClock, repeated);
}

export function noAnswerVerdict({
  reason,
}: Extract<GatewayReply, { kind: 'no-answer' }>): OrderVerdict & { kind: 'later' } {
  const wayAway = failedRoutes[reason];
  return { kind: 'later', detail: `no answer from HiPay (${reason})`, ...(wayAway && { wayAway }) };
}

/**
 * A captive portal, a proxy or a cache may answer 200 instead of HiPay. So the answer counts only if it names the sale that
 * was sent, or a transaction, and has no error. `unclear` says why the reply has no body that can be read.
 */
function readSuccess(body: unknown, sent: SentOrder, unclear?: string): OrderVerdict {
  const error = hipayRefusal(body);
  if (error) return { kind: 'later', detail: `the answer has HiPay’s error code: ${hipayErrorText(error)}` };
  const answer = successReply.safeParse(body);
  if (!answer.success) return { kind: 'later', detail: unclear ?? 'the answer is not HiPay’s' };
  const { state } = answer.data;
  const isYes = takenStates.has(state);
  const reference = referenceIn(answer.data.transactionReference);
  const fields = fieldsIn(body);
  if (!fields) return { kind: 'later', detail: tooDeep };
  const otherSale = otherSaleIn(fields, sent);
  if (otherSale) return { kind: 'later', detail: otherSale };
  if (!isYes && !declinedStates.has(state))
    return { kind: 'later', detail: `HiPay answered with an unknown state: “${shownText(state, 40)}”` };
  const contradiction = againstState(fields, state, isYes);
  if (contradiction) return { kind: 'later', detail: contradiction };
  if (!reference && !namesOrder(fields))
    return { kind: 'later', detail: 'the answer names neither the order nor a transaction' };
  if (isYes) return { kind: 'delivered', ...shownReference(reference) };
  return speaksOfKnownOrder(fields)
    ? { kind: 'duplicate', mayHaveArrived: true }
    : { kind: 'refused', detail: `HiPay says ${state}` };
}

/** The reference of a transaction; undefined if it is a zero or blank: then it names none. */
function referenceIn(raw: unknown): string | undefined {
  const text = scalarText.safeParse(raw).data;
  return text !== undefined && /[^\s0]/.test(text) ? text : undefined;
}

/** True if the answer names the order at its usual place. `otherSaleIn` compares the number. */
const namesOrder = (fields: readonly AnswerField[]): boolean =>
  fields.some(({ path }) => path.join('.') === 'order.id');

/** True if the reason of a no is that HiPay has an order or a transaction: it may be this one. */
const speaksOfKnownOrder = (fields: readonly AnswerField[]): boolean =>
  fields.some(({ text }) => isCodeOfKnownOrder(text.trim()));

/**
 * True if this reply proves that HiPay has not recorded the order: it was never sent, or HiPay itself refused it. After
 * any other reply the order may have arrived, because HiPay's own answer may have been lost.
 */
export function provesNotArrived(reply: GatewayReply, sent: SentOrder): boolean {
  if (reply.kind === 'no-answer') return reply.reason === 'refused-url' || reply.beforeSending === true;
  if (reply.isCut) return false;
  const { status } = reply;
  const body = parseClearJson(reply.body);
  if (status < 300) return isWholeAnswer(status) && readSuccess(body, sent).kind === 'refused';
  // Anything between here and HiPay may answer with a code of its own, after HiPay has taken the order.
  const error = hipayRefusal(body);
  return error !== undefined && !contradictionInError(body, status) && provesRefusal(status, error);
}

function readRefusal(
  reply: GatewayReply & { kind: 'answered' },
  body: unknown,
  wallClock: number,
): OrderVerdict {
  const { status } = reply;
  const later = (detail?: string) => laterVerdict(reply, wallClock, detail);
  const contradiction = contradictionInError(body, status);
  if (contradiction) return later(contradiction);
  const isAccess = status === 401 || status === 403;
  const error = hipayRefusal(body);
  if (!error)
    return isAccess
      ? { kind: 'credentials', detail: `HTTP ${status}` }
      : later(repeatedKeyDetail(reply.body));
  const detail = hipayErrorText(error);
  if (isDuplicate(error)) return { kind: 'duplicate' };
  if (isCodeOfKnownOrder(error.code)) return { kind: 'duplicate', mayHaveArrived: true };
  if (isTemporary(error)) return later(detail);
  if (isAccess || isOfLogin(error)) return { kind: 'credentials', detail };
  return isRefusingStatus(status) ? { kind: 'refused', detail } : later(detail);
}

/** HiPay's reference of a transaction, to be stored: a person looks it up at HiPay, so only a card number is masked. */
export const shownReference = (reference: string | undefined): { transactionReference?: string } =>
  reference ? { transactionReference: maskCards(onOneLine(reference)).slice(0, 100) } : {};

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
 * Reads Retry-After (seconds or an HTTP date) into ms; undefined if it is neither, or in the past. The maximum is one hour, so that a wrong
 * header, which may be a proxy's, cannot delay a notification for long.
 */
export function readRetryAfter(header: string | undefined, wallClock: number): number | undefined {
  const text = header?.trim() ?? '';
  const isDate = httpDate.test(text);
  if (!isDate && !/^\d+$/.test(text)) return undefined;
  const ms = isDate ? Date.parse(text) - wallClock : Number(text) * 1000;
  return ms >= 0 ? Math.min(ms, longestRetryAfterMs) : undefined;
}
