import { z } from 'zod';

/**
 * What the sidecar's terminal bridge tells the page, as JSON texts. Bytes of the line go as binary messages, both ways.
 * The page says nothing but bytes: whom to call only the sidecar's configuration says.
 */
export const bridgeMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('connected'), address: z.string() }),
  z.object({ kind: z.literal('refused'), failure: z.enum(['away', 'in-use', 'failed']), detail: z.string() }),
  /** So many bytes of this connection have been taken by the computer's network. */
  z.object({ kind: z.literal('taken'), total: z.int().min(0) }),
  z.object({ kind: z.literal('closed'), reason: z.string() }),
]);
export type BridgeMessage = z.infer<typeof bridgeMessage>;

/** The path of the bridge: below the connector's, for the pairing cookie is sent there alone. */
export const bridgePath = '/connector/terminal';
