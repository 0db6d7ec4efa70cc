import type { GatewayReply } from '../hipay/gateway-reply.ts';

/** Addresses and login for orders. The password goes only into the Authorization header. */
export interface GatewayAccount {
  readonly url: string;
  /** Address of the look-up, without the order number. */
  readonly lookUpUrl: string;
  /** Which HiPay it is (`hipayEnvironment`). Absent: not known. */
  readonly environment?: string;
  /** `relay`: through the sidecar, which has the credentials. Absent: `direct`. */
  readonly route?: 'direct' | 'relay';
  readonly login: string;
  readonly password: string;
  /** Passphrase of the order hash. Only known to be hidden in answers. */
  readonly hashKey?: string;
}

/** Sends orders to HiPay, and looks them up there. Never throws: the reply also reports a failure. */
export interface Gateway {
  sendOrder(
    account: GatewayAccount,
    fields: readonly (readonly [string, string])[],
    signal?: AbortSignal,
  ): Promise<GatewayReply>;
  /** `orderId`: the number as sent in the order. */
  lookUpOrder(account: GatewayAccount, orderId: string, signal?: AbortSignal): Promise<GatewayReply>;
}
