import * as z from 'zod/mini';

/**
 * Makes the schema of a stored object keep the fields that this version does not know, so that the fields of a newer
 * program are not lost. The type names the known fields only: a misspelled field must not compile.
 */
export const keepUnknownFields = <Schema extends z.ZodMiniObject>(schema: Schema): Schema =>
  z.catchall(schema, z.unknown()) as unknown as Schema;

/** An object of a stored form. See `keepUnknownFields`. */
export const storedObject = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  keepUnknownFields(z.object(shape));

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value if the schema accepts it, else `otherwise`. */
export const readOr = <Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  otherwise: z.output<Schema>,
): z.output<Schema> => {
  const read = schema.safeParse(value);
  return read.success ? read.data : otherwise;
};

/** A schema for the values that `read` understands. `read` returns undefined for any other value. */
export const schemaOf = <Value>(read: (raw: unknown) => Value | undefined, problem: string) =>
  z.transform((raw: unknown, context): Value => {
    const value = read(raw);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', input: raw, message: problem });
    return z.NEVER;
  });
