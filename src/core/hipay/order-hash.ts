type Fields = readonly (readonly [string, string])[];

/**
 * HiPay's order hash: SHA-1 over order id, amount, currency and passphrase. `amount` must be the same text that is
 * sent.
 */
export const orderHash = (
  order: { readonly orderId: string; readonly amount: string; readonly currency: string },
  passphrase: string,
  digest: Digest,
): Promise<string> => digest.sha1(order.orderId + order.amount + order.currency + passphrase);

/**
 * Returns the fields with a new order hash. In relay mode only the sidecar has the passphrase, and the hash of the page was
 * made without it. If the passphrase is empty, the fields stay unchanged.
 */
export const withOrderHash = async (fields: Fields, passphrase: string, digest: Digest): Promise<Fields> =>
  passphrase === '' ? fields : withNewHash(fields, passphrase, digest);

/** Returns the fields with the order hash of their number, amount and currency. */
export async function withNewHash(
  fields: Fields,
  passphrase: string,
  digest: Digest,
): Promise<[string, string][]> {
  const value = new Map(fields);
  const order = {
    orderId: value.get('orderid') ?? '',
    amount: value.get('amount') ?? '',
    currency: value.get('currency') ?? '',
  };
  const hash = await orderHash(order, passphrase, digest);
  return fields.map(([name, text]) => [
    name,
    name === 'payment_product_parameters' ? replaceHash(text, hash) : text,
  ]);
}

function replaceHash(text: string, hash: string): string {
  try {
    return JSON.stringify({ ...JSON.parse(text), hash });
  } catch {
    // This text is not from this connector. HiPay gets it unchanged and reports what is wrong with it.
    return text;
  }
}

/** SHA-1 for HiPay's order hash: lower-case hexadecimal of the UTF-8 text. */
export interface Digest {
  sha1(text: string): Promise<string>;
}
