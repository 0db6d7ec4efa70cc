import * as z from 'zod/mini';
import type { FileMark } from './file-damage.ts';

/**
 * A digest of the lines of a file: the sum of the order keys of all its lines, modulo 2^64. The sequence of the lines does not
 * count, and a new line needs only an addition. Two files with the same digest have the same orders, each with the same number of
 * lines.
 */
export type LinesDigest = bigint;

export const addToDigest = (digest: LinesDigest, added: bigint): LinesDigest =>
  BigInt.asUintN(64, digest + added);

export const digestText = (digest: LinesDigest): string => digest.toString(16).padStart(16, '0');

/** 64 bits as text, in a stored form. */
export const hex64 = z.string().check(z.regex(/^[0-9a-f]{16}$/));

export const readHex64 = (text: string): bigint => BigInt(`0x${text}`);

/** What is known of a file: its lines, and its end. Files of two tills may have the same order numbers, but not the same end. */
export interface KnownOrders {
  readonly orders: number;
  /** Undefined: an older program has written this, so only the number of orders is known. */
  readonly digest?: LinesDigest | undefined;
  /** Where a month file ends. Undefined: an older program has written this. */
  readonly end?: FileMark | undefined;
}
