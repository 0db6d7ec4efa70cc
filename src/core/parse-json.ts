import type * as z from 'zod/mini';

/** The value of a JSON text; undefined if `text` is not a string or not valid JSON. */
export function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a JSON text checked by `schema`; undefined if the text is not valid JSON or does not match. */
export const parseJsonAs = <T extends z.ZodMiniType>(schema: T, text: unknown): z.output<T> | undefined =>
  schema.safeParse(parseJson(text)).data;
