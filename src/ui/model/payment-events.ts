import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { TransactionType } from '../../core/payment/payment-request.ts';

export interface StoryOf {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Somebody wants to see what happened to a payment. Taken by the screen of payments. */
export class StoryEvent extends CustomEvent<StoryOf> {
  static readonly type = 'story';
  constructor({ paymentId, orderId }: StoryOf) {
    super(StoryEvent.type, { detail: { paymentId, orderId }, bubbles: true, composed: true });
  }
}

export interface ReceiptOf {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Somebody wants to see the receipt of a payment. Taken by the root element. */
export class ReceiptEvent extends CustomEvent<ReceiptOf> {
  static readonly type = 'receipt';
  constructor({ paymentId, orderId }: ReceiptOf) {
    super(ReceiptEvent.type, { detail: { paymentId, orderId }, bubbles: true, composed: true });
  }
}

/** A payment of which nobody knows whether it was made: what a person needs to find its ticket. */
export interface DoubtfulPayment {
  readonly paymentId: string;
  readonly orderId: string;
  readonly transactionType: TransactionType;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  /** When it was begun, epoch milliseconds. */
  readonly at: number;
}

/** Somebody wants to say what the ticket shows. Taken by the root element, wherever on the page it comes from. */
export class ResolveEvent extends CustomEvent<DoubtfulPayment> {
  static readonly type = 'resolve';
  constructor(detail: DoubtfulPayment) {
    super(ResolveEvent.type, { detail, bubbles: true, composed: true });
  }
}

export const doubtfulOf = (row: PaymentRow): DoubtfulPayment => ({
  paymentId: row.paymentId,
  orderId: row.orderId,
  transactionType: row.transactionType,
  amountMinor: row.amountMinor,
  currency: row.currency,
  at: row.createdAt,
});

/** Those that wait for a person, oldest first. */
export const unresolved = ({ payments }: Snapshot): DoubtfulPayment[] =>
  payments
    .filter(({ state }) => state === 'unknown')
    .map(doubtfulOf)
    .sort((a, b) => a.at - b.at);
