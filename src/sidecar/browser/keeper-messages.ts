import * as z from 'zod/mini';
import { browserReport } from '../../core/rest/rest-messages.ts';

/** Path for the requests of the program that keeps the screen's browser. Request and answer have the body `{"sealed"}`. */
export const keeperPath = '/browser-keeper';

export const sealedMessage = z.object({ sealed: z.string().check(z.maxLength(8192)) });

/** What the keeper asks for: the state of the sidecar, a pairing token for its browser, or the end of that token. */
export const keeperRequest = z.object({
  /** Epoch ms. An old message is not valid: another program may have kept it. */
  at: z.number(),
  /** Random. Each message is answered once, and its answer repeats the id. */
  id: z.string().check(z.minLength(16), z.maxLength(64)),
  wants: z.enum(['state', 'token', 'withdraw']),
  report: browserReport,
});
export type KeeperRequest = z.infer<typeof keeperRequest>;

export const keeperAnswer = z.object({
  id: z.string(),
  /** Number of connected pages. A page that hangs counts only while a payment runs. */
  pages: z.int(),
  isPaying: z.boolean(),
  /** True while the last token waits to be used. */
  isTokenOpen: z.boolean(),
  token: z.optional(z.string()),
});
export type KeeperAnswer = z.infer<typeof keeperAnswer>;
