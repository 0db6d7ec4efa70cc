import type * as z from 'zod/mini';

/** The value of a JSON text; undefined if `text` is no text or no JSON. */
export function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a JSON text in the form of `schema`; undefined if the text is no JSON or has another form. */
export const parseJsonAs = <T extends z.ZodMiniType>(schema: T, text: unknown): z.output<T> | undefined =>
  schema.safeParse(parseJson(text)).data;
