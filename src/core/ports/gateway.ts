/** Address and login for an order. The password goes only into the Authorization header. */
export interface GatewayAccount {
  readonly url: string;
  /** `relay`: through the sidecar, which has the credentials. Absent: `direct`. */
  readonly route?: 'direct' | 'relay';
  readonly login: string;
  readonly password: string;
}

/** The raw reply; `core/hipay/order-answer.ts` decides its meaning. */
export type GatewayReply =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter?: string;
      /** The `Date` header, unchanged. Absent if the browser hides it from a page of another origin. */
      readonly date?: string;
    }
  /**
   * `timeout` and `network`: HiPay may or may not have the order. `refused-url`: nothing was sent. `no-sidecar`: the
   * sidecar that relays the order was not reachable or does not know this page.
   */
  | {
      readonly kind: 'no-answer';
      readonly reason: 'timeout' | 'network' | 'redirect' | 'aborted' | 'refused-url' | 'no-sidecar';
    };

/** Sends orders to HiPay. Never throws: a failure is also a reply. */
export interface Gateway {
  sendOrder(
    account: GatewayAccount,
    fields: readonly (readonly [string, string])[],
    signal?: AbortSignal,
  ): Promise<GatewayReply>;
}
