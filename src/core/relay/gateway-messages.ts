import { z } from 'zod';

/** A notification for HiPay as the page hands it to the sidecar, which has the credentials. */
export const relayedOrder = z.object({ fields: z.array(z.tuple([z.string(), z.string()])).max(100) });

/**
 * What the sidecar's call came to. In an envelope, because an answer of HiPay's (401: the credentials are wrong) and one
 * of the sidecar's own (401: this page is not paired) must not be taken for each other.
 */
export const relayedReply = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    status: z.int(),
    body: z.string(),
    retryAfter: z.string().optional(),
    date: z.string().max(64).optional(),
  }),
  z.object({
    kind: z.literal('no-answer'),
    reason: z.enum(['timeout', 'network', 'redirect', 'aborted', 'refused-url', 'no-sidecar']),
  }),
]);

/** Where the sidecar takes it: below the connector's path, for the pairing cookie is sent there alone. */
export const gatewayRelayPath = '/connector/gateway';
