import * as z from 'zod/mini';
import { findInvisible } from './pasted-values.ts';
import { asMessage, type RemarkCode } from './remark.ts';

// Schemas for the values of a configuration file as people write them, with or without quotes. The file's reader may give
// each value as a string. The error message of a schema is the code of a remark that says what is expected.

const trimmed = (raw: unknown): unknown =>
  typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : raw;

/** A text, or a number if the file's reader converted it. */
export const text = (expected: RegExp = /^.{0,1024}$/s, code: RemarkCode = 'text') =>
  textMatching(expected, asMessage(code));

/**
 * A password or a passphrase, exactly as it is written between the quotes, with its spaces. Only line ends at the end are
 * removed, because a block of YAML ends with one.
 */
export const secretText = (expected: RegExp = /^.{0,1024}$/s, code: RemarkCode = 'text') =>
  prepared(
    (raw) =>
      typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.replace(/[\r\n]+$/, '') : raw,
    z
      .string(asMessage(code))
      .check(z.regex(expected, { error: ({ input }) => visibleFault(input) ?? asMessage(code) })),
  );

const textMatching = (expected: RegExp, message: string) =>
  prepared(
    trimmed,
    z.string(message).check(z.regex(expected, { error: ({ input }) => visibleFault(input) ?? message })),
  );

/** An invisible character is the likely fault of a text that looks right. */
export function visibleFault(input: unknown): string | undefined {
  const found = typeof input === 'string' ? findInvisible(input) : undefined;
  return found && asMessage('invisible', found);
}

/** Transforms a value before the schema reads it. */
export const prepared = <T extends z.ZodMiniType>(prepare: (raw: unknown) => unknown, schema: T) =>
  z.pipe(z.transform(prepare), schema) as z.ZodMiniPipe<z.ZodMiniTransform, T>;

/** Allows a key that is missing, empty or null. */
export const optional = <T extends z.ZodMiniType>(value: T) =>
  prepared((raw) => (raw === null || raw === '' ? undefined : raw), z.optional(value));

/** A whole number within limits, e.g. `local_port: "8888"`. */
export const wholeNumber = (smallest: number, largest: number) => {
  const message = asMessage('whole', { min: String(smallest), max: String(largest) });
  return z
    .pipe(textMatching(/^\d{1,9}$/, message), z.transform(Number))
    .check(z.refine((value) => value >= smallest && value <= largest, message));
};

/** One of a few words, case-insensitive. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  prepared(
    (raw) => (typeof raw === 'string' ? raw.trim().toLowerCase() : raw),
    z.enum(words, asMessage('one-of', { words: words.join(', ') })),
  );

/** A boolean, or a text that means one. */
export const yesOrNo = z.union([z.boolean(), z.stringbool()], asMessage('yes-or-no'));
