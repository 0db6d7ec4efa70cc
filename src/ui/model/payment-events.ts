import type { PaymentRow, Snapshot } from '../../core/connector-api/snapshot.ts';
import type { CurrencyCode } from '../../core/money/currency.ts';
import type { TransactionType } from '../../core/payment/payment-request.ts';

export interface ReceiptOf {
  readonly paymentId: string;
  readonly orderId: string;
}

/** Requests the receipt of a payment. The root element handles it. */
export class ReceiptEvent extends CustomEvent<ReceiptOf> {
  static readonly type = 'receipt';
  constructor({ paymentId, orderId }: ReceiptOf) {
    super(ReceiptEvent.type, { detail: { paymentId, orderId }, bubbles: true, composed: true });
  }
}

/** Requests the terminal's panel. The top bar handles it. */
export class OpenTerminalEvent extends Event {
  static readonly type = 'open-terminal';
  constructor() {
    super(OpenTerminalEvent.type, { bubbles: true, composed: true });
  }
}

/** A payment whose outcome is unknown, with the data by which a person finds its ticket. */
export interface DoubtfulPayment {
  readonly paymentId: string;
  readonly orderId: string;
  readonly transactionType: TransactionType;
  readonly amountMinor: number;
  readonly currency: CurrencyCode;
  /** When the payment began, epoch milliseconds. */
  readonly at: number;
  /** The time of the decision that is to be corrected, epoch ms. Absent: the payment is in doubt. */
  readonly corrects?: number | undefined;
  /** True if HiPay has been notified of it, or will be. */
  readonly isNotified?: boolean;
}

/** Requests the dialog in which a person enters what the ticket shows. The root element handles it. */
export class ResolveEvent extends CustomEvent<DoubtfulPayment> {
  static readonly type = 'resolve';
  constructor(detail: DoubtfulPayment) {
    super(ResolveEvent.type, { detail, bubbles: true, composed: true });
  }
}

export const toDoubtfulPayment = (row: PaymentRow): DoubtfulPayment => ({
  paymentId: row.paymentId,
  orderId: row.orderId,
  transactionType: row.transactionType,
  amountMinor: row.amountMinor,
  currency: row.currency,
  at: row.createdAt,
  ...(row.state === 'resolved' && { corrects: row.resolution?.at }),
  ...(row.notification.count + row.notification.pending > 0 && { isNotified: true }),
});

export const isRunning = ({ payment }: Snapshot): boolean =>
  payment !== undefined && payment.phase !== 'finished';

/** Payments that a person must resolve, newest first. */
export const unresolved = ({ payments }: Snapshot): PaymentRow[] =>
  payments.filter(({ state }) => state === 'unknown').sort((a, b) => b.createdAt - a.createdAt);
