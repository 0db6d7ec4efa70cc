import { z } from 'zod';

// The values of a configuration file as people write them: with or without quotes, and as texts throughout when the
// file's reader keeps them so. Each says what it expects.

const trimmed = (raw: unknown): unknown =>
  typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : raw;

/** A text, or a number where the file's reader has made one. */
export const text = (expected: RegExp = /^.{0,1024}$/s, message = 'expected a text') =>
  z.preprocess(trimmed, z.string(message).regex(expected, message));

/** A key that may be missing, empty or null. */
export const optional = <T extends z.ZodType>(value: T) =>
  z.preprocess((raw) => (raw === null || raw === '' ? undefined : raw), value.optional());

/** A whole number within limits, e.g. `local_port: "8888"`. */
export const wholeNumber = (smallest: number, largest: number) => {
  const message = `expected a whole number from ${smallest} to ${largest}`;
  return text(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= smallest && value <= largest, message);
};

/** One of a few words, in any case. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.preprocess(
    (raw) => (typeof raw === 'string' ? raw.trim().toLowerCase() : raw),
    z.enum(words, `expected ${words.join(', ')}`),
  );

/** true or false, however written. */
export const yesOrNo = z.union([z.boolean(), z.stringbool()], 'expected true or false');
