import type { PassiveOrder } from './order-form.ts';

/** Whom the twin knows. An empty `hashKey`: the order hash is not checked. */
export interface TwinAccount {
  readonly login: string;
  readonly password: string;
  readonly hashKey: string;
}

/** HTTP Basic, as `base64(login:password)` in UTF-8. */
export function isAccount(authorization: string | undefined, { login, password }: TwinAccount): boolean {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  const expected = btoa(String.fromCharCode(...bytes));
  return /^basic +(\S+)$/i.exec(authorization ?? '')?.[1] === expected;
}

/** sha1(orderid + amount + currency + hashkey), written here anew: the twin must not share the code that it checks. */
export async function orderHash(order: PassiveOrder, hashKey: string): Promise<string | undefined> {
  if (hashKey === '') return undefined;
  const text = new TextEncoder().encode(order.orderid + order.amount + order.currency + hashKey);
  const digest = await crypto.subtle.digest('SHA-1', text);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
