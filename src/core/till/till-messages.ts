import * as z from 'zod/mini';
import type { Failure, Phase, Status } from './till-api.ts';

/**
 * What a web till and the connector say to each other, over a MessagePort or a WebSocket. A language of its own beside the
 * relay's: a till can pay and ask, and never read a setting, a list of payments or a secret.
 */
export const tillVersions = [1] as const;

const callId = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));
const call = <Name extends string, Params extends z.ZodMiniType>(name: Name, params: Params) =>
  z.object({ kind: z.literal('call'), id: callId, name: z.literal(name), params });

const nothing = z.optional(z.object({}));
const ofOrder = z.object({ orderId: z.string().check(z.minLength(1), z.maxLength(64)) });

/** Each end's first message is `hello`; the till names every version that it speaks, the connector picks. */
export const tillHello = z.object({
  kind: z.literal('hello'),
  versions: z.array(z.int()).check(z.minLength(1), z.maxLength(32)),
  program: z.string().check(z.maxLength(128)),
  language: z.catch(z.enum(['en', 'fr', 'it', 'pt']), 'en'),
});
export type TillHello = z.infer<typeof tillHello>;

export const tillCall = z.discriminatedUnion('name', [
  /** The request in any spelling: core/pos-api reads it. */
  call('pay', z.object({ request: z.record(z.string(), z.unknown()) })),
  /** A running payment is waited for. Null: the connector knows none of this number. */
  call('find', ofOrder),
  /** Calls the terminal, never with an amount. */
  call('check', nothing),
  call('cancel', nothing),
  /** A person at the connector's own surface chooses the terminal. */
  call('requestTerminal', nothing),
  /** A token for the way by the sidecar: only the connector's own page can have one made. */
  call('token', nothing),
  call('version', nothing),
  call('config', nothing),
]);
export type TillCall = z.infer<typeof tillCall>;

/** What the connector says. The till's end reads it without zod (sdk/client), so it is plain types here. */
export type TillReply =
  | { readonly kind: 'welcome'; readonly version: number; readonly program: string }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'phase'; readonly phase: Phase }
  /** The connector goes, on purpose: its window closes. */
  | { readonly kind: 'bye' };
