import { z } from 'zod';

const id = z.string().min(1).max(64);

/** What tabs say to each other. Everybody hears everything, so each message names whom it is for. */
export const tabMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('who-owns') }),
  z.object({ kind: z.literal('owner'), owner: id }),
  z.object({ kind: z.literal('open'), owner: id, channel: id }),
  z.object({ kind: z.literal('data'), channel: id, to: z.enum(['owner', 'guest']), body: z.unknown() }),
  z.object({ kind: z.literal('close'), channel: id }),
]);
export type TabMessage = z.infer<typeof tabMessage>;
