import * as z from 'zod/mini';

const pattern = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(?:-([0-9a-z]+(?:\.[0-9a-z]+)*))?$/;

/** A semantic version without build metadata, as in `0.2.0` or `1.0.0-rc.1`. It is also the name of a folder. */
export const programVersion = z.string().check(z.maxLength(40), z.regex(pattern));

export const isProgramVersion = (text: string): boolean => programVersion.safeParse(text).success;

/** Negative if `one` is lower than `other`, 0 if they are the same, by the rules of semantic versions. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [partsOf(one), partsOf(other)];
  for (let i = 0; i < 3; i++) {
    const difference = (first.numbers[i] ?? 0) - (second.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePreviews(first.preview, second.preview);
}

function partsOf(version: string): { numbers: number[]; preview: string[] } {
  const [, major, minor, patch, preview = ''] = pattern.exec(version) ?? [];
  return { numbers: [major, minor, patch].map(Number), preview: preview === '' ? [] : preview.split('.') };
}

/** A version with a preview part, as in `-rc.1`, is lower than the one without. */
function comparePreviews(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return other.length - one.length;
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    const difference = compareWords(one[i] ?? '', other[i] ?? '');
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function compareWords(one: string, other: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
  if (isNumber && isOtherNumber) return Number(one) - Number(other);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
