import type { CartItem, PaymentRequest, PaymentResult, Receipt } from '../index.ts';
import { node } from './dom.ts';

/** A product. Prices are whole cents, because numbers with decimals would have rounding errors. */
export interface Product {
  readonly name: string;
  readonly reference: string;
  readonly priceMinor: number;
}

export const products: readonly Product[] = [
  { name: 'Espresso', reference: 'P-1', priceMinor: 190 },
  { name: 'Croissant', reference: 'P-2', priceMinor: 235 },
  { name: 'Sandwich', reference: 'P-3', priceMinor: 650 },
  { name: 'Coffee beans, 1 kg', reference: 'P-4', priceMinor: 2490 },
];

/** The sale at the till. It is stored with its order number, so that it survives a reload. */
export interface Sale {
  readonly orderId: string;
  readonly items: readonly { readonly reference: string; readonly quantity: number }[];
  /** Amount still to be paid after a partial approval, under a new order number. */
  readonly restMinor?: number;
  /** True once the payment was handed to the connector: after a reload, query it before anything is charged. */
  readonly handedOver: boolean;
}

/** The order number is made before the payment and kept with the sale, so that the sale cannot be charged twice. */
export const newSale = (): Sale => ({
  orderId: `Till_${crypto.randomUUID().slice(0, 18)}`,
  items: [],
  handedOver: false,
});

export const productOf = (reference: string): Product => {
  const found = products.find((each) => each.reference === reference);
  if (!found) throw new Error(`no product ${reference}`);
  return found;
};

export function withOneMore(sale: Sale, reference: string): Sale {
  const isInBasket = sale.items.some((each) => each.reference === reference);
  const items = isInBasket
    ? sale.items.map((each) =>
        each.reference === reference ? { ...each, quantity: each.quantity + 1 } : each,
      )
    : [...sale.items, { reference, quantity: 1 }];
  return { ...sale, items };
}

export const totalMinor = ({ items, restMinor }: Sale): number =>
  restMinor ??
  items.reduce((sum, { reference, quantity }) => sum + productOf(reference).priceMinor * quantity, 0);

/** Formats an amount in cents: 1023 is `10.23 €`. */
export const euros = (minor: number): string => `${(minor / 100).toFixed(2)} €`;

const cartItem = (reference: string, quantity: number): CartItem => {
  const { name, priceMinor } = productOf(reference);
  return {
    type: 'good',
    name,
    quantity,
    unit_price: priceMinor / 100,
    total_amount: (priceMinor * quantity) / 100,
    product_reference: reference,
  };
};

/** Undefined if there is nothing to pay. */
export function requestOf(sale: Sale): PaymentRequest | undefined {
  const amountMinor = totalMinor(sale);
  if (amountMinor === 0) return undefined;
  const { orderId, items, restMinor } = sale;
  const cart = items.map(({ reference, quantity }) => cartItem(reference, quantity));
  // HiPay requires that the sum of the cart is the paid amount. So a payment of the rest has no cart.
  return { amountMinor, currency: 'EUR', orderId, ...(restMinor === undefined && { cart }) };
}

/** Amount still to be paid after a partial approval; zero after any other result. */
export const dueMinor = ({ outcome, askedMinor = 0, amountMinor }: PaymentResult): number =>
  outcome === 'PARTIALLY_APPROVED' ? askedMinor - amountMinor : 0;

/** The same sale with the amount that is still due, under a new order number. */
export const saleOfRest = (sale: Sale, result: PaymentResult): Sale => ({
  ...sale,
  orderId: newSale().orderId,
  restMinor: dueMinor(result),
  handedOver: false,
});

const names = { customer: 'For the customer', merchant: 'For the shop', both: 'Receipt' } as const;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"' };

/** The text of a receipt, without its HTML. It becomes a text node, so remaining markup is harmless. */
const textOf = ({ form, content }: Receipt): string =>
  form === 'text'
    ? content
    : content
        .replace(/<(?:br|\/(?:p|div|tr|h\d))[^>]*>/gi, '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&(\w+);/g, (all, name: string) => entities[name] ?? all);

/** All receipts of a payment, as text. */
export const receiptsOf = ({ receipts }: PaymentResult): HTMLElement[] =>
  receipts.map((each) =>
    node('section', 'receipt', node('h3', '', names[each.for]), node('pre', '', textOf(each))),
  );
