/** One notification for the two other contestants: the address, the headers, and HiPay's form. */
export interface Order {
  readonly orderId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: string;
}

declare global {
  interface Window {
    /** Adds orders to the queue; resolves when they are stored. */
    enqueue(orders: readonly Order[]): Promise<void>;
  }
}
