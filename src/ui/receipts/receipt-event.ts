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
