import { type CurrencyCode, exponentOf } from '../money/currency.ts';
import { type CartItem, cartItem, maxCartItems } from './payment-request.ts';

/**
 * Reads a decimal into integer thousandths, digit by digit. HiPay keeps three decimals of a price, and sums of floats
 * would differ from the amount. Digits after the third (a till's float noise: 8.990000000000001) are rounded half up.
 * Returns undefined if the value is not a decimal.
 */
export function readThousandths(raw: unknown): bigint | undefined {
  if (typeof raw !== 'number' && typeof raw !== 'string') return undefined;
  const digits = /^([+-]?)(\d{1,9})(?:[.,](\d{1,20}))?$/.exec(String(raw).trim());
  if (!digits) return undefined;
  const [, sign, whole = '', fraction = ''] = digits;
  const kept = BigInt(whole + fraction.slice(0, 3).padEnd(3, '0'));
  const magnitude = (fraction[3] ?? '0') >= '5' ? kept + 1n : kept;
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * Converts thousandths to a JSON number. This is exact: the quotient is the number whose shortest decimal has the given
 * three digits.
 */
export const decimalOf = (thousandths: bigint): number => Number(thousandths) / 1000;

/** Converts minor units of a currency to thousandths of its major unit; undefined for a currency with four decimals. */
export const thousandthsOfMinor = (minor: number, exponent: number): bigint | undefined =>
  exponent > 3 ? undefined : BigInt(minor) * 10n ** BigInt(3 - exponent);

/** The cart to send to HiPay. If a cart of the till was rejected, `items` is empty and `reason` says why. */
export interface CartJudgement {
  readonly items: CartItem[];
  readonly reason?: string;
}

/** Totals may differ by this, in thousandths: HiPay compares them to within one cent. */
const oneCent = 10n;

/** True if two totals differ by at most one cent, or by at most the rounding of the unit prices if that is more. */
const isNear = (a: bigint, b: bigint, rounding: bigint): boolean =>
  distance(a, b) <= (rounding > oneCent ? rounding : oneCent);

type Line = { readonly item: CartItem; readonly money: LineMoney } | { readonly reason: string };

/**
 * HiPay's rule: an invalid cart, or one whose total differs from the amount, is replaced by an empty cart. The payment
 * goes on, so this function never throws. `raw`: one item, a list, or `{items: [...]}`.
 */
export function judgeCart(raw: unknown, amountMinor: number, currency: CurrencyCode): CartJudgement {
  const lines = readItems(raw);
  if (!lines) return rejectCart('the cart must be an item, a list of items or {"items": [...]}');
  if (lines.length === 0) return { items: [] };
  if (lines.length > maxCartItems) return rejectCart(`the cart has more than ${maxCartItems} items`);
  const items: CartItem[] = [];
  const exponent = exponentOf(currency);
  let sum = 0n;
  let rounding = 0n;
  for (const [index, rawLine] of lines.entries()) {
    const line = readLine(rawLine, exponent);
    if ('reason' in line) return rejectCart(`cart item ${index + 1}: ${line.reason}`);
    items.push(line.item);
    sum += line.money.total;
    // A till may multiply a price with three decimals and then charge whole minor units.
    if (!line.money.isPricedInMinor) rounding += line.money.rounding + half(minorUnitOf(exponent));
  }
  const amount = thousandthsOfMinor(amountMinor, exponent);
  // The difference must be below the sum of all possible roundings, not equal to it.
  if (amount === undefined || !isNear(sum, amount, rounding - 1n)) {
    return rejectCart(`the items add up to ${decimalOf(sum)}, which is not the amount`);
  }
  return { items };
}

const rejectCart = (reason: string): CartJudgement => ({ items: [], reason });

const half = (thousandths: bigint): bigint => (thousandths + 1n) / 2n;

const minorUnitOf = (exponent: number): bigint => thousandthsOfMinor(1, exponent) ?? 1n;

/** True if a text writes more decimals than the currency has: PrestaShop's `10.990` may stand for 10.9904. */
const writesMoreDecimals = (raw: unknown, exponent: number): boolean =>
  typeof raw === 'string' && (/[.,](\d+)\s*$/.exec(raw)?.[1]?.length ?? 0) > exponent;

const distance = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a);

/**
 * Returns the raw items; undefined if the cart has another form. An empty object is an empty cart, as in HiPay's sample
 * answer.
 */
function readItems(raw: unknown): readonly unknown[] | undefined {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw)) return raw;
  if (typeof raw !== 'object') return undefined;
  if (Object.keys(raw).length === 0) return [];
  if (!Object.hasOwn(raw, 'items')) return [raw];
  const { items } = raw as { items: unknown };
  return Array.isArray(items) ? items : undefined;
}

function readLine(raw: unknown, exponent: number): Line {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return { reason: 'must be an object' };
  const fields = new Map<string, unknown>(Object.entries(raw));
  const money = readMoney(fields, exponent);
  if ('reason' in money) return money;
  const ean = textOf(fields.get('european_article_numbering'));
  const item = cartItem.safeParse({
    ...(ean && { european_article_numbering: ean }),
    product_reference: textOf(fields.get('product_reference')),
    type: fields.get('type'),
    quantity: money.quantity,
    name: textOf(fields.get('name')),
    unit_price: decimalOf(money.unitPrice),
    tax_rate: decimalOf(money.taxRate),
    discount: decimalOf(money.discount),
    total_amount: decimalOf(money.total),
  });
  if (!item.success) return { reason: `${item.error.issues[0]?.path.join('.')} is missing or not valid` };
  return { item: item.data, money };
}

/** An EAN or a reference may be a number or a text; HiPay gets a text. */
function textOf(raw: unknown): string | undefined {
  const text = typeof raw === 'number' || typeof raw === 'string' ? String(raw).trim() : '';
  return text === '' ? undefined : text;
}

interface LineMoney {
  readonly quantity: number;
  readonly unitPrice: bigint;
  readonly taxRate: bigint;
  readonly discount: bigint;
  readonly total: bigint;
  /** True if the unit price has no more decimals than the currency, and is written without more. */
  readonly isPricedInMinor: boolean;
  /** How far the rounding of the unit price can move the total: half of its last digit for each piece. */
  readonly rounding: bigint;
}

function readMoney(
  fields: ReadonlyMap<string, unknown>,
  exponent: number,
): LineMoney | { readonly reason: string } {
  // Databases of shops write a number of pieces as a decimal: "2.000".
  const quantity = Number(/^([0-9]{1,6})(?:[.,]0+)?$/.exec(String(textOf(fields.get('quantity'))))?.[1]);
  if (!(quantity >= 1)) return { reason: 'quantity must be a whole number above zero' };
  const unitPrice = readThousandths(fields.get('unit_price'));
  const taxRate = readThousandths(fields.get('tax_rate'));
  const discount = readThousandths(fields.get('discount') ?? 0);
  const total = readThousandths(fields.get('total_amount'));
  if (unitPrice === undefined) return { reason: 'unit_price must be a decimal' };
  if (taxRate === undefined) return { reason: 'tax_rate must be a decimal' };
  if (discount === undefined) return { reason: 'discount must be a decimal' };
  if (total === undefined) return { reason: 'total_amount must be a decimal' };
  // HiPay's pages say "minus discount" and show negative discounts; one SDK sends positive ones. Both reduce the total.
  const deduction = distance(discount, 0n);
  const minorUnit = minorUnitOf(exponent);
  const isPricedInMinor =
    unitPrice % minorUnit === 0n && !writesMoreDecimals(fields.get('unit_price'), exponent);
  const rounding = half(BigInt(quantity) * (isPricedInMinor ? minorUnit : 1n));
  if (!isNear(unitPrice * BigInt(quantity) - deduction, total, rounding)) {
    return { reason: 'total_amount is not unit_price x quantity - discount' };
  }
  return { quantity, unitPrice, taxRate, discount: -deduction, total, isPricedInMinor, rounding };
}
