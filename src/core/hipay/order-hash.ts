type Fields = readonly (readonly [string, string])[];

/** HiPay's order hash. It covers the very amount text that is sent. */
export const orderHash = (
  order: { readonly orderId: string; readonly amount: string; readonly currency: string },
  passphrase: string,
  digest: Digest,
): Promise<string> => digest.sha1(order.orderId + order.amount + order.currency + passphrase);

/**
 * The fields of an order with the hash made anew: where the sidecar keeps the passphrase, the page has made it without.
 * An account without a passphrase needs no other hash.
 */
export async function withOrderHash(fields: Fields, passphrase: string, digest: Digest): Promise<Fields> {
  if (passphrase === '') return fields;
  const value = new Map(fields);
  const order = {
    orderId: value.get('orderid') ?? '',
    amount: value.get('amount') ?? '',
    currency: value.get('currency') ?? '',
  };
  const hash = await orderHash(order, passphrase, digest);
  return fields.map(([name, text]) => [
    name,
    name === 'payment_product_parameters' ? rehashed(text, hash) : text,
  ]);
}

function rehashed(text: string, hash: string): string {
  try {
    return JSON.stringify({ ...JSON.parse(text), hash });
  } catch {
    // No notification of ours: HiPay may say what is wrong with it.
    return text;
  }
}

/** SHA-1 as HiPay's order hash wants it: lower-case hexadecimal of the UTF-8 text. */
export interface Digest {
  sha1(text: string): Promise<string>;
}
