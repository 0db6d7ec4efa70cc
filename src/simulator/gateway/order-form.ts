import * as z from 'zod/mini';

/** An order in the form of HiPay's passive POS order, parsed from its form fields. */
export interface PassiveOrder {
  readonly orderid: string;
  readonly amount: string;
  readonly currency: string;
  readonly mid: string;
  readonly basket: readonly unknown[];
  readonly customData: Readonly<Record<string, unknown>>;
  readonly paymentProductParameters: Readonly<Record<string, unknown>>;
}

/** HiPay's validation error: code 1010101 names a missing field, 10102xx a wrong format (its error page). */
export interface FormError {
  readonly code: string;
  readonly message: string;
  readonly description: string;
}

export type OrderReading =
  | { readonly ok: true; readonly order: PassiveOrder }
  | { readonly ok: false; readonly error: FormError };

const jsonText = <T extends z.ZodMiniType>(inside: T) =>
  z.pipe(
    z.transform((raw, context) => {
      try {
        return raw === undefined || raw === '' ? undefined : JSON.parse(String(raw));
      } catch {
        context.issues.push({ code: 'custom', message: 'is no JSON', input: raw });
        return z.NEVER;
      }
    }),
    inside,
  );

const dictionary = z.record(z.string(), z.unknown());

/** Mandatory fields and their forms, hipay.md 3.2 (a). */
const passiveOrder = z.object({
  orderid: z.string().check(z.minLength(1), z.maxLength(32)),
  eci: z.literal('10'),
  description: z.string().check(z.minLength(1), z.maxLength(255)),
  currency: z.string().check(z.regex(/^[A-Z]{3}$/)),
  amount: z.string().check(z.regex(/^\d+(\.\d+)?$/)),
  payment_product: z.literal('tpe'),
  initialize_payment_terminal: z.literal('0'),
  operation: z.optional(z.enum(['Sale', 'Authorization', 'Credit'])),
  payment_product_parameters: jsonText(
    z.looseObject({ mid: z.string().check(z.minLength(1)), code: z.coerce.string() }),
  ),
  basket: jsonText(z.optional(z.array(z.unknown()))),
  custom_data: jsonText(z.optional(dictionary)),
});

/** Reads and validates the form fields of POST /rest/v1/order like HiPay. */
export function readOrderForm(fields: Readonly<Record<string, string>>): OrderReading {
  const missing = Object.keys(passiveOrder.shape).find(
    (name) => !optionalFields.has(name) && (fields[name] ?? '') === '',
  );
  if (missing) return formError('1010101', missing, 'is missing');
  const read = passiveOrder.safeParse(fields);
  if (!read.success) {
    const issue = read.error.issues[0];
    return formError('1010201', String(issue?.path[0] ?? ''), issue?.message ?? '');
  }
  const form = read.data;
  return {
    ok: true,
    order: {
      orderid: form.orderid,
      amount: form.amount,
      currency: form.currency,
      mid: form.payment_product_parameters.mid,
      basket: form.basket ?? [],
      customData: form.custom_data ?? {},
      paymentProductParameters: form.payment_product_parameters,
    },
  };
}

const optionalFields = new Set(['operation', 'basket', 'custom_data']);

const formError = (code: string, field: string, problem: string): OrderReading => ({
  ok: false,
  error: { code, message: 'Validation Error', description: `${field} ${problem}` },
});

/** The account whose calls are accepted. An empty `hashKey` means that the order hash is not checked. */
export interface TwinAccount {
  readonly login: string;
  readonly password: string;
  readonly hashKey: string;
}

/** Checks HTTP Basic: `base64(login:password)` in UTF-8. */
export function isAccount(authorization: string | undefined, { login, password }: TwinAccount): boolean {
  const bytes = new TextEncoder().encode(`${login}:${password}`);
  const expected = btoa(String.fromCharCode(...bytes));
  return /^basic +(\S+)$/i.exec(authorization ?? '')?.[1] === expected;
}

/**
 * Returns sha1(orderid + amount + currency + hashkey); undefined without a hash key. The connector's own function is
 * not used, because the simulation checks it.
 */
export async function orderHash(order: PassiveOrder, hashKey: string): Promise<string | undefined> {
  if (hashKey === '') return undefined;
  const text = new TextEncoder().encode(order.orderid + order.amount + order.currency + hashKey);
  const digest = await crypto.subtle.digest('SHA-1', text);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
