/**
 * The spellings under which a field of the call may come. First HiPay's table, then the misspelling of its own sample
 * (`transation_type`), then the camelCase of its answers and of its Unattended sister product, whose `basket` is the cart.
 */
export const fieldNames = {
  amount: ['amount'],
  currency: ['currency'],
  orderId: ['order_id', 'orderId'],
  transactionType: ['transaction_type', 'transation_type', 'transactionType', 'transationType'],
  paymentMeans: ['payment_means', 'paymentMeans'],
  forceAuthorization: ['force_authorization', 'forceAuthorization'],
  receiptSendingOption: ['receipt_sending_option', 'receiptSendingOption'],
  cart: ['cart', 'basket'],
  customer: ['customer'],
  customData: ['custom_data', 'customData'],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type CallField = keyof typeof fieldNames;

/** The call's fields under one name each, or the spellings that say different things. */
export type CallFields =
  | { readonly ok: true; readonly field: (name: CallField) => unknown }
  | { readonly ok: false; readonly contradicting: readonly string[] };

/** Sorts a JSON object's fields. Null and the empty text are what tills write for "nothing": they count as not sent. */
export function sortFields(raw: object): CallFields {
  const sent = new Map<string, unknown>(
    Object.entries(raw).filter(([, value]) => value !== null && value !== ''),
  );
  const sorted = new Map<string, unknown>();
  for (const [name, spellings] of Object.entries(fieldNames)) {
    const used = spellings.filter((spelling) => sent.has(spelling));
    const texts = new Set(used.map((spelling) => JSON.stringify(sent.get(spelling))));
    if (texts.size > 1) return { ok: false, contradicting: used };
    if (used[0] !== undefined) sorted.set(name, sent.get(used[0]));
  }
  return { ok: true, field: (name) => sorted.get(name) };
}
