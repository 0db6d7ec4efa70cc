import * as z from 'zod/mini';
import { languages } from '../language.ts';
import type { Failure, Phase, Status } from './till-api.ts';

/**
 * The messages between a web till and the connector, over a MessagePort or a WebSocket. This protocol is separate from
 * the relay's: a till can start payments and ask for their results, but it can never read a list of payments or a
 * secret. Of the settings it can read only `config`.
 */
export const tillVersions = [1] as const;

const callId = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const call = <Name extends string, Params extends z.ZodMiniType>(name: Name, params: Params) =>
  z.object({ kind: z.literal('call'), id: callId, name: z.literal(name), params });

const noParams = z.optional(z.object({}));
const orderParams = z.object({ orderId: z.string().check(z.minLength(1), z.maxLength(64)) });

/** The first message of each end. The till sends every version that it supports, and the connector selects one. */
export const tillHello = z.object({
  kind: z.literal('hello'),
  versions: z.array(z.int()).check(z.minLength(1), z.maxLength(32)),
  program: z.string().check(z.maxLength(128)),
  language: z.catch(z.enum(languages), 'en'),
  /** The till answers requests for a permit (`leave-asked`). Absent: an open channel is the permit. */
  leave: z.optional(z.literal(true)),
});
export type TillHello = z.infer<typeof tillHello>;

export const tillCall = z.discriminatedUnion('name', [
  /** The request in any spelling; core/rest reads it. */
  call('pay', z.object({ request: z.record(z.string(), z.unknown()) })),
  /** Waits for a running payment. Null: the connector knows no payment of this order. */
  call('find', orderParams),
  /** Probes the terminal, never with an amount. */
  call('check', noParams),
  call('cancel', noParams),
  /** A person chooses the terminal in the connector's own window. */
  call('requestTerminal', noParams),
  /** Requests a token for the connection through the sidecar; only the connector's own page can get one. */
  call('token', noParams),
  call('version', noParams),
  call('config', noParams),
]);
export type TillCall = z.infer<typeof tillCall>;

/** The till's answer to `leave-asked`: whether its call still waits for this payment. */
export const tillPermitAnswer = z.object({
  kind: z.literal('leave-answered'),
  id: callId,
  paymentId: z.string().check(z.maxLength(64)),
  given: z.boolean(),
});

/** The till asks whether the connector runs. Its answer is `alive`. */
export const tillHeartbeat = z.object({ kind: z.literal('heartbeat') });

/** The connector's messages. The till's end reads them without zod (sdk/client), so they are plain types here. */
export type TillReply =
  | { readonly kind: 'welcome'; readonly version: number; readonly program: string }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'phase'; readonly phase: Phase }
  /** The connector asks before the first byte goes to the terminal. `id`: the call `pay`. */
  | { readonly kind: 'leave-asked'; readonly id: number; readonly paymentId: string }
  | { readonly kind: 'alive' }
  /** The connector closes on purpose: its window closes, or a person has refused this till (`failure`). */
  | { readonly kind: 'bye'; readonly failure?: Failure };
