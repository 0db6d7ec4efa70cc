import * as z from 'zod/mini';

/**
 * The part of the route to HiPay that may not work on this side: the network, or the sidecar that relays notifications.
 */
export const hipayRoute = z.enum(['network', 'sidecar']);
export type HipayRoute = z.infer<typeof hipayRoute>;
