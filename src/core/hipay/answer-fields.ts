import * as z from 'zod/mini';
import { isObject } from '../stored-object.ts';

// HiPay sends texts where its specification says numbers, so both are read (hipay.md 3.6, 3.7).
export const scalarText = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

/** HiPay's calls spell one field in several ways: `orderid`, `orderId`, `order_id`. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** An empty text or object stands for a missing value (hipay.md 3.6). */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** The values of an object under a plain name, in every spelling; without empty ones. */
export const valuesOf = (raw: unknown, name: string): unknown[] =>
  isObject(raw)
    ? Object.entries(raw).flatMap(([key, value]) =>
        plainName(key) === name && !isEmpty(value) ? [value] : [],
      )
    : [];

/** The JSON of a value that cannot be read. So a person sees it, and it never equals the value of the sale. */
export const unreadable = (raw: unknown): string => JSON.stringify(raw) || String(raw);
