import { type FileMark, isSameMark, tailLength, tailOf } from './file-damage.ts';
import type { LineFile } from './line-file.ts';

/**
 * True if the file has this end. Another program may have put lines before it, or may have changed the line ends. Then the end
 * is at another place, and all lines are read to find it.
 *
 * @param size present size of the file
 */
export async function holdsEnd(
  file: Pick<LineFile, 'lines' | 'markAt'>,
  end: FileMark,
  size: number,
): Promise<boolean> {
  if (end.size <= size && isSameMark(await file.markAt(end.size), end)) return true;
  const length = Math.min(end.size, tailLength);
  let last: Buffer = Buffer.alloc(0);
  for await (const { text } of file.lines(0, size)) {
    const line = Buffer.from(`${text.replace(/^\uFEFF|\r$/g, '')}\n`);
    last = Buffer.concat([last, line]).subarray(-length);
    if (tailOf(last) === end.tail) return true;
  }
  return false;
}
