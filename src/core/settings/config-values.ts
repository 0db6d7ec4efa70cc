import { z } from 'zod';
import { asMessage, type RemarkCode } from './remark.ts';

// The values of a configuration file as people write them: with or without quotes, and as texts throughout when the
// file's reader keeps them so. Each says what it expects, by a code.

const trimmed = (raw: unknown): unknown =>
  typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? raw.trim() : raw;

/** A text, or a number where the file's reader has made one. */
export const text = (expected: RegExp = /^.{0,1024}$/s, code: RemarkCode = 'text') =>
  saying(expected, asMessage(code));

const saying = (expected: RegExp, message: string) =>
  z.preprocess(trimmed, z.string(message).regex(expected, message));

/** A key that may be missing, empty or null. */
export const optional = <T extends z.ZodType>(value: T) =>
  z.preprocess((raw) => (raw === null || raw === '' ? undefined : raw), value.optional());

/** A whole number within limits, e.g. `local_port: "8888"`. */
export const wholeNumber = (smallest: number, largest: number) => {
  const message = asMessage('whole', { min: String(smallest), max: String(largest) });
  return saying(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= smallest && value <= largest, message);
};

/** One of a few words, in any case. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.preprocess(
    (raw) => (typeof raw === 'string' ? raw.trim().toLowerCase() : raw),
    z.enum(words, asMessage('one-of', { words: words.join(', ') })),
  );

/** true or false, however written. */
export const yesOrNo = z.union([z.boolean(), z.stringbool()], asMessage('yes-or-no'));
