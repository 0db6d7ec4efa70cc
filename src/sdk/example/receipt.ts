import type { PaymentResult, Receipt } from '../index.ts';
import { node } from './dom.ts';

const names = { customer: 'For the customer', merchant: 'For the shop', both: 'Receipt' } as const;

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', nbsp: ' ', quot: '"' };

/** The words of a receipt that came as HTML. Put on the page as a text, whatever is left in it is harmless. */
const textOf = ({ form, content }: Receipt): string =>
  form === 'text'
    ? content
    : content
        .replace(/<(?:br|\/(?:p|div|tr|h\d))[^>]*>/gi, '\n')
        .replace(/<[^>]*>/g, '')
        .replace(/&(\w+);/g, (all, name: string) => signs[name] ?? all);

/** Every ticket of a payment, as text. */
export const receiptsOf = ({ receipts }: PaymentResult): HTMLElement[] =>
  receipts.map((each) =>
    node('section', 'receipt', node('h3', '', names[each.for]), node('pre', '', textOf(each))),
  );
