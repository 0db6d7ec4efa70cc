import * as z from 'zod/mini';

/**
 * What is known about the customer's money. Only the ledger makes the first three, from all known payments of an order.
 * `not-charged`: proven for this order. `charged`: an amount has moved. `unknown`: the terminal may have charged the
 * customer, so the order must not be charged again. `nothing-sent`: this request did nothing, and the order was not looked
 * up, or its records are kept elsewhere.
 */
export const chargeStatement = z.enum(['not-charged', 'charged', 'unknown', 'nothing-sent']);
export type ChargeStatement = z.infer<typeof chargeStatement>;
