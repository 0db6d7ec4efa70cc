/** One notification as the two others are given it: an address, the headers, and the form that HiPay takes. */
export interface Order {
  readonly orderId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: string;
}

declare global {
  interface Window {
    /** Takes orders into the queue; resolves when they are kept. */
    enqueue(orders: readonly Order[]): Promise<void>;
  }
}
