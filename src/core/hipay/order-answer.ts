import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';
import type { Way } from './hipay-route.ts';

/** What HiPay's reply means for a notification. */
export type OrderVerdict =
  | { readonly kind: 'delivered'; readonly transactionReference?: string }
  /** HiPay has this order already. On a resend that is a success; on a first try somebody used the number before. */
  | { readonly kind: 'duplicate' }
  /** Credentials or permissions: nothing changes until a person mends them. */
  | { readonly kind: 'credentials'; readonly detail: string }
  /** HiPay understood and says no: sending the same again changes nothing. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** Try again later; HiPay may or may not have the order. */
  | {
      readonly kind: 'later';
      readonly detail: string;
      readonly retryAfterMs?: number;
      /** Not there, so HiPay has heard nothing, or its answer was lost. Absent where HiPay or another did answer, or was silent. */
      readonly wayAway?: Way;
    };

// HiPay's scalars are texts on the wire though its specification says numbers, so both are read (hipay.md 3.6, 3.7).
const scalar = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const success = z.object({ state: z.string(), transactionReference: z.optional(scalar) });
const refusal = z.object({
  code: scalar,
  message: z.optional(z.string()),
  description: z.optional(z.string()),
});

const duplicateOrder = '3010004';
const temporarilyUnavailable = '1000008';

/** A time-out is none: whoever took the call and says nothing is there. */
const waysAway: Partial<Record<Extract<GatewayReply, { kind: 'no-answer' }>['reason'], Way>> = {
  network: 'network',
  'no-sidecar': 'sidecar',
};

/** `wallClock` (epoch milliseconds) is for a Retry-After that names a date. */
export function readOrderReply(reply: GatewayReply, wallClock: number): OrderVerdict {
  if (reply.kind === 'no-answer') {
    const wayAway = waysAway[reply.reason];
    return { kind: 'later', detail: `no answer from HiPay (${reply.reason})`, ...(wayAway && { wayAway }) };
  }
  const body = parseJson(reply.body);
  const error = refusal.safeParse(body);
  if (error.success) return readRefusal(reply, error.data, wallClock);
  if (reply.status === 401 || reply.status === 403)
    return { kind: 'credentials', detail: `HTTP ${reply.status}` };
  if (reply.status >= 200 && reply.status < 300) return readSuccess(body);
  return later(reply, wallClock);
}

function readSuccess(body: unknown): OrderVerdict {
  const order = success.safeParse(body);
  if (!order.success) {
    // A captive portal or a proxy answers 200 with a page of its own: HiPay has not spoken.
    return { kind: 'later', detail: 'the answer is not HiPay’s' };
  }
  const { state, transactionReference } = order.data;
  if (state === 'declined' || state === 'error') return { kind: 'refused', detail: `HiPay says ${state}` };
  return { kind: 'delivered', ...(transactionReference && { transactionReference }) };
}

function readRefusal(
  reply: GatewayReply & { kind: 'answered' },
  error: z.infer<typeof refusal>,
  wallClock: number,
): OrderVerdict {
  const { status } = reply;
  const detail = [error.code, error.message, error.description].filter(Boolean).join(' ').slice(0, 300);
  if (error.code === duplicateOrder) return { kind: 'duplicate' };
  if (error.code === temporarilyUnavailable) return { kind: 'later', detail };
  if (error.code.startsWith('100000') || status === 401 || status === 403)
    return { kind: 'credentials', detail };
  if (status >= 500 || status === 429) return later(reply, wallClock, detail);
  return { kind: 'refused', detail };
}

function later(
  reply: GatewayReply & { kind: 'answered' },
  wallClock: number,
  detail = `HTTP ${reply.status}`,
): OrderVerdict {
  const retryAfterMs = readRetryAfter(reply.retryAfter, wallClock);
  return {
    kind: 'later',
    detail,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Seconds or an HTTP date; at most a day, so that a wrong header does not put money to sleep. */
export function readRetryAfter(header: string | undefined, wallClock: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - wallClock;
  if (!Number.isFinite(ms) || ms < 0) return undefined;
  return Math.min(ms, 24 * 3600 * 1000);
}

/** What came back, unread: `core/gateway/order-answer.ts` says what it means. */
export type GatewayReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: string;
      /** The header as it came. Absent where the browser keeps it from a page of another origin. */
      readonly date?: string;
    }
  /**
   * `timeout` and `network`: HiPay may or may not have the order. `refused-url`: nothing was sent.
   * `no-sidecar`: it should have relayed the order, and was not there or does not know this page.
   */
  | {
      readonly kind: 'no-answer';
      readonly reason: 'timeout' | 'network' | 'redirect' | 'aborted' | 'refused-url' | 'no-sidecar';
    };
