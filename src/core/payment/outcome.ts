import { z } from 'zod';

/**
 * How a payment ended, as tills and screens see it.
 * `NOT_SENT`: the terminal never got the amount, the customer was not charged.
 * `UNKNOWN`: the terminal may have charged; somebody has to look.
 * `OTHER_PAYMENT`: the terminal answered for another amount, currency or register.
 */
export const outcome = z.enum(['APPROVED', 'DECLINED', 'CANCELLED', 'NOT_SENT', 'UNKNOWN', 'OTHER_PAYMENT']);
export type Outcome = z.infer<typeof outcome>;
