import type { GatewayReply } from '../hipay/order-answer.ts';

/** Where and as whom to send an order. The password goes into the Authorization header and nowhere else. */
export interface GatewayAccount {
  readonly url: string;
  /** `relay`: by way of the sidecar, which knows the rest. Absent: `direct`. */
  readonly route?: 'direct' | 'relay';
  readonly login: string;
  readonly password: string;
}

/** HiPay's order call. Never throws: a failure is a reply too. */
export interface Gateway {
  sendOrder(
    account: GatewayAccount,
    fields: readonly (readonly [string, string])[],
    signal?: AbortSignal,
  ): Promise<GatewayReply>;
}
