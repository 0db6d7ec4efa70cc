import * as z from 'zod/mini';
import { terminalLanguages } from '../settings/setting-defs.ts';
import { serialSettings } from '../settings/settings.ts';

/**
 * What the sidecar's terminal bridge tells the page, as JSON texts. Bytes of the line go as binary messages, both ways.
 * The page says nothing but bytes: whom to call only the sidecar's configuration says.
 */
export const bridgeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected'), address: z.string() }),
  z.object({ kind: z.literal('refused'), failure: z.enum(['away', 'in-use', 'failed']), detail: z.string() }),
  /** So many bytes of this connection have been taken by the computer's network. */
  z.object({ kind: z.literal('taken'), total: z.int().check(z.minimum(0)) }),
  z.object({ kind: z.literal('closed'), reason: z.string() }),
]);
export type BridgeMessage = z.infer<typeof bridgeMessage>;

/** The path of the bridge: below the connector's, for the pairing cookie is sent there alone. */
export const bridgePath = '/connector/terminal';

/** A notification for HiPay as the page hands it to the sidecar, which has the credentials. */
export const relayedOrder = z.object({
  fields: z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(100)),
});

/**
 * What the sidecar's call came to. In an envelope, because an answer of HiPay's (401: the credentials are wrong) and one
 * of the sidecar's own (401: this page is not paired) must not be taken for each other.
 */
export const relayedReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    status: z.int(),
    body: z.string(),
    retryAfter: z.optional(z.string()),
    date: z.optional(z.string().check(z.maxLength(64))),
  }),
  z.object({
    kind: z.literal('no-answer'),
    reason: z.enum(['timeout', 'network', 'redirect', 'aborted', 'refused-url', 'no-sidecar']),
  }),
]);

/** Where the sidecar takes it: below the connector's path, for the pairing cookie is sent there alone. */
export const gatewayRelayPath = '/connector/gateway';

/** What *Find my terminal* found, for the sidecar's configuration file. A terminal on the network has no line. */
export const foundTerminal = z.object({
  language: z.enum(terminalLanguages),
  serial: z.optional(serialSettings),
});
export type FoundTerminal = z.infer<typeof foundTerminal>;

/** Whether the file says so now. */
export const terminalKept = z.object({ kept: z.boolean() });

/** Where the sidecar takes it: below the connector's path, for the pairing cookie is sent there alone. */
export const terminalKeepPath = '/connector/terminal';

/** Where the page tells the sidecar which web tills a person has allowed: below the path that has the pairing cookie. */
export const tillListPath = '/connector/tills';

/** Where a web till's SDK finds out whether anybody is here, and opens its line. Says nothing to anybody. */
export const tillLinePath = '/till';

/** The page's own document for tills: the one that other pages may hold a handle of, or show in a frame once allowed. */
export const tillPagePath = '/till.html';

const names: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A page under one of this computer's own names: a sidecar may have served it. `hostname` as `location` has it. */
export const isOnThisComputer = (hostname: string): boolean => names.has(hostname);
