import { z } from 'zod';

/** A decimal of the basket: a JSON number on the wire (HiPay's type), read and added up by digits before. */
const decimal = z.number();

/** A line of the basket as HiPay takes it; `JSON.stringify` of the list is the wire form. */
export const cartItem = z.object({
  european_article_numbering: z.string().optional(),
  product_reference: z.string(),
  type: z.enum(['good', 'discount', 'fee']),
  quantity: z.int().min(1),
  name: z.string(),
  unit_price: decimal,
  tax_rate: decimal,
  /** 0 or negative. */
  discount: decimal,
  total_amount: decimal,
});
export type CartItem = z.infer<typeof cartItem>;

/** HiPay's page names no limit; a till's request body ends at 64 KB anyway. */
export const largestCart = 500;
