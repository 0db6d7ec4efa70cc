import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { orAbsent } from '../system/held-files.ts';

export type FileDamage = 'deleted' | 'replaced' | 'emptied' | 'cut' | 'overwritten';

/** Where the written part of a file ends, and the digest of its last bytes. */
export interface FileMark {
  readonly size: number;
  readonly tail: string;
}

/** A `FileMark` in a stored form. */
export const storedMark = z.object({ size: z.int().check(z.minimum(0)), tail: z.string() });

/** Number of bytes at the end that are compared. */
export const tailLength = 256;

/** The mark of the first `size` bytes of a file. */
export async function markOf(file: FileHandle, size: number): Promise<FileMark> {
  const length = Math.min(size, tailLength);
  const { buffer, bytesRead } = await file.read({
    buffer: Buffer.alloc(tailLength),
    length,
    position: size - length,
  });
  return { size, tail: tailOf(buffer.subarray(0, bytesRead)) };
}

export const tailOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const isSameMark = (a: FileMark, b: FileMark): boolean => a.size === b.size && a.tail === b.tail;

/** True if the file has the bytes of this mark at their place. Rejects if they cannot be read: that is no damage. */
export async function hasMark(file: FileHandle, mark: FileMark): Promise<boolean> {
  return (await markOf(file, mark.size)).tail === mark.tail;
}

/** True if the file ends at this mark. */
export const endsAt = async (file: FileHandle, mark: FileMark): Promise<boolean> =>
  (await file.stat()).size === mark.size && (await hasMark(file, mark));

/** What has happened to the file since it ended at this mark. A longer file is no damage. */
export async function damageOf(file: FileHandle, mark: FileMark): Promise<FileDamage | undefined> {
  const { size } = await file.stat();
  if (size < mark.size) return size === 0 ? 'emptied' : 'cut';
  return (await hasMark(file, mark)) ? undefined : 'overwritten';
}

/** What has happened to a file while no program had it open. */
export async function damageSince(path: string, mark: FileMark): Promise<FileDamage | undefined> {
  if (mark.size === 0) return undefined;
  const file = await open(path, 'r').catch(orAbsent);
  if (!file) return 'deleted';
  return damageOf(file, mark).finally(() => file.close());
}
