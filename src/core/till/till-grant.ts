import { z } from 'zod';

/** What a person said of a web page that asked to use this connector. */
export const tillGrant = z.object({
  /** As browsers spell it: `https://till.example`. */
  origin: z.string(),
  /** A refusal is remembered too: a page that is told no does not get to ask again and again. */
  allowed: z.boolean(),
  /** Epoch milliseconds. */
  at: z.number(),
});
export type TillGrant = z.infer<typeof tillGrant>;

/** What is stored; a list that cannot be read is an empty one. */
export const storedTillGrants = z.array(tillGrant).catch([]);
