/** Where and as whom to send an order. The password goes into the Authorization header and nowhere else. */
export interface GatewayAccount {
  readonly url: string;
  /** `relay`: by way of the sidecar, which knows the rest. Absent: `direct`. */
  readonly route?: 'direct' | 'relay';
  readonly login: string;
  readonly password: string;
}

/** What came back, unread: `core/gateway/order-answer.ts` says what it means. */
export type GatewayReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: string;
      /** The header as it came. Absent where the browser keeps it from a page of another origin. */
      readonly date?: string;
    }
  /**
   * `timeout` and `network`: HiPay may or may not have the order. `refused-url`: nothing was sent.
   * `no-sidecar`: it should have relayed the order, and was not there or does not know this page.
   */
  | {
      readonly kind: 'no-answer';
      readonly reason: 'timeout' | 'network' | 'redirect' | 'aborted' | 'refused-url' | 'no-sidecar';
    };

/** HiPay's order call. Never throws: a failure is a reply too. */
export interface Gateway {
  sendOrder(
    account: GatewayAccount,
    fields: readonly (readonly [string, string])[],
    signal?: AbortSignal,
  ): Promise<GatewayReply>;
}
