import type { OrderVerdict } from './order-answer.ts';
import type { HeldOrder, ParkedReason } from './parked-reason.ts';

/** The end of one try of a notification. */
export type TryVerdict =
  | Exclude<OrderVerdict, { kind: 'duplicate' }>
  /** HiPay has this payment under its other contract, and takes no second order with the same number. */
  | { readonly kind: 'covered-by-sibling' }
  /** HiPay calls the order a duplicate, and says that it has no order with this number. */
  | { readonly kind: 'contradiction' }
  | {
      readonly kind: 'parked';
      readonly as: ParkedReason;
      readonly detail: string;
      readonly held?: HeldOrder;
    };
