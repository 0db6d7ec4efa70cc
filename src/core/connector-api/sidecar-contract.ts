import * as z from 'zod/mini';
import { storedEntry } from '../hipay/stored-entry.ts';
import { serialSettings } from '../settings/settings.ts';
import { terminalLanguages } from '../terminal/terminal-languages.ts';

/**
 * Messages of the sidecar's terminal bridge to the page, as JSON texts. Bytes of the line are binary messages in both
 * directions. The page sends only bytes: the address comes from the sidecar's configuration alone.
 */
export const bridgeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected'), address: z.string() }),
  z.object({ kind: z.literal('refused'), failure: z.enum(['away', 'in-use', 'failed']), detail: z.string() }),
  /** Number of bytes of this connection that the operating system has accepted for sending so far. */
  z.object({ kind: z.literal('taken'), total: z.int().check(z.minimum(0)) }),
  z.object({ kind: z.literal('closed'), reason: z.string() }),
]);
export type BridgeMessage = z.infer<typeof bridgeMessage>;

/** Path of the bridge, below the connector's path because the pairing cookie is sent only there. */
export const bridgePath = '/connector/terminal';

/** The account that the page means (`accountMark`), by its settings. Absent in calls of an older page. */
const meantAccount = { account: z.optional(z.string()) };

/** A notification that the page passes to the sidecar, which has the credentials. */
export const relayedOrder = z.object({
  ...meantAccount,
  fields: z.array(z.tuple([z.string(), z.string()])).check(z.maxLength(100)),
});

/** The look-up of an order at HiPay. The page sends it to the same path as `relayedOrder`. */
export const relayedLookUp = z.object({
  ...meantAccount,
  lookUp: z.string().check(z.minLength(1), z.maxLength(100)),
});

/**
 * The result of the sidecar's call to HiPay. It is wrapped, because HiPay's 401 (wrong credentials) and the sidecar's
 * own 401 (page not paired) must not be confused.
 */
export const relayedReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    status: z.int(),
    body: z.string(),
    isCut: z.optional(z.literal(true)),
    retryAfter: z.optional(z.string()),
    date: z.optional(z.string().check(z.maxLength(64))),
  }),
  z.object({
    kind: z.literal('no-answer'),
    reason: z.enum(['timeout', 'network', 'redirect', 'aborted', 'refused-url', 'no-sidecar', 'unreadable']),
    beforeSending: z.optional(z.literal(true)),
  }),
]);

/** Path of the gateway relay, below the connector's path because the pairing cookie is sent only there. */
export const gatewayRelayPath = '/connector/gateway';

/** A notification as the service worker has just written it into this journal, for the second copy. */
export const writtenNotification = z.object({
  journal: z.string().check(z.minLength(1), z.maxLength(64)),
  entry: storedEntry,
});
export type WrittenNotification = z.infer<typeof writtenNotification>;

/** Path for written notifications, below the connector's path because the pairing cookie is sent only there. */
export const writtenNotificationPath = '/connector/notification';

/**
 * The result of *Find my terminal*, for the sidecar's configuration file. A terminal on the network has no line
 * settings.
 */
export const foundTerminal = z.object({
  language: z.enum(terminalLanguages),
  serial: z.optional(serialSettings),
});
export type FoundTerminal = z.infer<typeof foundTerminal>;

/** True if the configuration file now contains the found settings. */
export const terminalKept = z.object({ kept: z.boolean() });

/** Path for found settings, below the connector's path because the pairing cookie is sent only there. */
export const terminalKeepPath = '/connector/terminal';
