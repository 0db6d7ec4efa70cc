import { z } from 'zod';

/** A line of the basket as HiPay takes it. Decimals stay texts: they are sent on, never calculated with as floats. */
export const cartItem = z.object({
  european_article_numbering: z.string().optional(),
  product_reference: z.string(),
  type: z.enum(['good', 'discount', 'fee']),
  quantity: z.int().min(1),
  name: z.string(),
  unit_price: z.string(),
  tax_rate: z.string(),
  discount: z.string(),
  total_amount: z.string(),
});
export type CartItem = z.infer<typeof cartItem>;
