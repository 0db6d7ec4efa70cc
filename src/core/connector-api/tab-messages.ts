import * as z from 'zod/mini';

const id = z.string().check(z.minLength(1), z.maxLength(64));

/** The service worker has written these notifications: the pages of this browser read them again. */
export const notificationsWritten = z.object({ entryIds: z.array(z.string()).check(z.maxLength(1000)) });

/** Messages between tabs. Every tab gets every message, so each one names its receiver. */
export const tabMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('who-owns') }),
  z.object({ kind: z.literal('owner'), owner: id }),
  z.object({ kind: z.literal('open'), owner: id, channel: id }),
  z.object({ kind: z.literal('data'), channel: id, to: z.enum(['owner', 'guest']), body: z.unknown() }),
  z.object({ kind: z.literal('close'), channel: id }),
]);
export type TabMessage = z.infer<typeof tabMessage>;
