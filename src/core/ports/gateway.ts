import type { GatewayReply } from '../hipay/order-answer.ts';

/** Address and login for an order. The password goes only into the Authorization header. */
export interface GatewayAccount {
  readonly url: string;
  /** `relay`: through the sidecar, which has the credentials. Absent: `direct`. */
  readonly route?: 'direct' | 'relay';
  readonly login: string;
  readonly password: string;
}

/** Sends orders to HiPay. Never throws: the reply also reports a failure. */
export interface Gateway {
  sendOrder(
    account: GatewayAccount,
    fields: readonly (readonly [string, string])[],
    signal?: AbortSignal,
  ): Promise<GatewayReply>;
}
