import * as z from 'zod/mini';

/**
 * The part of the way to HiPay that can fail on our side: the network, or the sidecar that relays notifications.
 */
export const hipayRoute = z.enum(['network', 'sidecar']);
export type HipayRoute = z.infer<typeof hipayRoute>;
