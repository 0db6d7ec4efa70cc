import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';
import type { HipayRoute } from './hipay-route.ts';

/** The meaning of HiPay's reply for a notification. */
export type OrderVerdict =
  | { readonly kind: 'delivered'; readonly transactionReference?: string }
  /**
   * HiPay already has this order. After a resend this is a success; on a first try the number was used for another
   * order.
   */
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
      /**
       * The route that failed: the order did not reach HiPay, or HiPay's answer was lost. Present only after `network` and
       * `no-sidecar`.
       */
      readonly wayAway?: HipayRoute;
    };

// HiPay sends texts where its specification says numbers, so both are read (hipay.md 3.6, 3.7).
const scalar = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const success = z.object({ state: z.string(), transactionReference: z.optional(scalar) });
const refusal = z.object({
  code: scalar,
  message: z.optional(z.string()),
  description: z.optional(z.string()),
});

const duplicateOrder = '3010004';
const temporarilyUnavailable = '1000008';

/** The reasons that show a failed route. A timeout, for example, does not: the connection worked. */
const failedRoutes: Partial<Record<Extract<GatewayReply, { kind: 'no-answer' }>['reason'], HipayRoute>> = {
  network: 'network',
  'no-sidecar': 'sidecar',
};

/** Reads HiPay's reply to an order. `wallClock` (epoch ms) is for a Retry-After that names a date. */
export function readOrderReply(reply: GatewayReply, wallClock: number): OrderVerdict {
  if (reply.kind === 'no-answer') {
    const wayAway = failedRoutes[reply.reason];
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
    // A captive portal or a proxy answers 200 with a page of its own: this is not an answer of HiPay.
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

/**
 * Reads Retry-After (seconds or an HTTP date) into ms. The maximum is one day, so that a wrong header cannot delay a
 * notification for ever.
 */
export function readRetryAfter(header: string | undefined, wallClock: number): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - wallClock;
  if (!Number.isFinite(ms) || ms < 0) return undefined;
  return Math.min(ms, 24 * 3600 * 1000);
}

/** The raw reply; `readOrderReply` decides its meaning. */
export type GatewayReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: string;
      /** The `Date` header, unchanged. Absent if the browser hides it from a page of another origin. */
      readonly date?: string;
    }
  /**
   * `timeout` and `network`: HiPay may or may not have the order. `refused-url`: nothing was sent. `no-sidecar`: the
   * sidecar that relays the order was not reachable or does not know this page.
   */
  | {
      readonly kind: 'no-answer';
      readonly reason: 'timeout' | 'network' | 'redirect' | 'aborted' | 'refused-url' | 'no-sidecar';
    };
