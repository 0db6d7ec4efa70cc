/** The HTTP request of one notification, for the two other programs that are measured: the address, the headers, and HiPay's form. */
export interface NotificationRequest {
  readonly orderId: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly form: string;
}

declare global {
  interface Window {
    /** Adds requests to the queue; resolves when they are stored. */
    enqueue(requests: readonly NotificationRequest[]): Promise<void>;
  }
}
