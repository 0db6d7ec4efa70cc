import { type Remark, type RemarkValues, remark } from './remark.ts';

// Faults of pasted values that a person cannot see on the screen.

/** Control and formatting characters, every kind of space and line end, and letters that are drawn as nothing. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\u115f\u1160\u2800\u3164\uffa0]/u;

/** Finds the first invisible character: its code, and its place from 1. Plain spaces, tabs and line ends are allowed. */
export function findInvisible(
  text: string,
): (RemarkValues & { character: string; place: string }) | undefined {
  const letters = [...text];
  const index = letters.findIndex((letter) => !/[ \t\r\n]/.test(letter) && invisible.test(letter));
  if (index < 0) return undefined;
  const code = letters[index]?.codePointAt(0) ?? 0;
  return { character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, place: String(index + 1) };
}

/** Remarks about texts with an invisible character. They are warnings only, because the shop may work with such a text. */
export const invisibleRemarks = (values: Readonly<Record<string, unknown>>): Remark[] =>
  Object.entries(values).flatMap(([key, value]) => {
    const found = typeof value === 'string' ? findInvisible(value) : undefined;
    return found ? [remark('invisible', key, found)] : [];
  });

/** A secret without quotes, up to a `#` at which YAML begins a comment. */
const cutSecret =
  /^[ \t]*["']?(hipay_password|api_password|hash_key)["']?[ \t]*:[ \t]+(?:(?!["'|>&*![{#])[^\n]*?[ \t])?#/gm;

/** Remarks about secrets of a configuration file that YAML has cut at a `#`. `text`: the whole file. */
export const cutRemarks = (text: string): Remark[] =>
  [...text.matchAll(cutSecret)].map(([, key = '']) => remark('cut-at-comment', key));
