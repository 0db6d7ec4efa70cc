import { remembered } from '../texts/remembered.ts';

const formatOf = remembered((locale: string) => new Intl.NumberFormat(locale));

/** `12,345` as the language writes it. */
export const countText = (count: number, locale: string): string => formatOf(locale).format(count);
