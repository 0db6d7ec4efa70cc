import * as z from 'zod/mini';

/** What a notification goes by to HiPay and what may be away on this side: the network, or the sidecar that passes it on. */
export const way = z.enum(['network', 'sidecar']);
export type Way = z.infer<typeof way>;
