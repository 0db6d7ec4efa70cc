import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { markOf } from './file-damage.ts';

/** A line of a file. Its place is the offset of its first byte. */
export interface Line {
  readonly place: number;
  readonly text: string;
}

const lineEnd = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads the line at a place, without its line end. */
export async function readLine(file: FileHandle, place: number): Promise<string> {
  const pieces: Buffer[] = [];
  for (let at = place; ; ) {
    const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(4096), position: at });
    const piece = buffer.subarray(0, bytesRead);
    const end = piece.indexOf(lineEnd);
    pieces.push(end < 0 ? piece : piece.subarray(0, end));
    if (end >= 0 || bytesRead === 0) return Buffer.concat(pieces).toString('utf8');
    at += bytesRead;
  }
}

/** True if an editor has saved the file: with a byte order mark, or with the line ends of Windows. */
export async function hasOtherLineEnds(file: FileHandle): Promise<boolean> {
  const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(65_536), position: 0 });
  const bytes = buffer.subarray(0, bytesRead);
  const end = bytes.indexOf(lineEnd);
  return bytes.subarray(0, 3).equals(byteOrderMark) || (end > 0 && bytes[end - 1] === 0x0d);
}

/** Up to this distance between the first and the last line of an order, one reading gets all of them, bytes. */
const longestReading = 131_072;
/** Usual length of a line, bytes. */
const usualLine = 4096;
/** Bytes that are read at once from the end of a file. */
const backwardsReading = 65_536;
/**
 * Lines that are longer are skipped, bytes: no record is so long. A file that is being copied may have its whole length at once,
 * filled with zeros, and so without a line end.
 */
const longestLine = 16_777_216;

/** Reads the lines at these sorted places. */
export async function readLines(file: FileHandle, places: readonly number[]): Promise<string[]> {
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  if (last - first > longestReading) return Promise.all(places.map((place) => readLine(file, place)));
  const { bytesRead, buffer } = await file.read({
    buffer: Buffer.alloc(last - first + usualLine),
    position: first,
  });
  const bytes = buffer.subarray(0, bytesRead);
  return Promise.all(
    places.map((place) => {
      const end = bytes.indexOf(lineEnd, place - first);
      return end < 0 ? readLine(file, place) : bytes.toString('utf8', place - first, end);
    }),
  );
}

/** Where the line begins that contains this place. */
async function lineBeginAt(file: FileHandle, place: number): Promise<number> {
  for (let end = place; end > 0; ) {
    const length = Math.min(end, usualLine);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, end - length);
    const found = buffer.subarray(0, bytesRead).lastIndexOf(lineEnd);
    if (found >= 0) return end - length + found + 1;
    end -= length;
  }
  return 0;
}

async function lineBeginIn(file: string | FileHandle, place: number): Promise<number> {
  if (place === 0) return 0;
  if (typeof file !== 'string') return lineBeginAt(file, place);
  const opened = await open(file, 'r');
  return lineBeginAt(opened, place).finally(() => opened.close());
}

/**
 * The lines between two places. Leaves out a last line without a line end, because its rest may still come. If `from` is inside a
 * line, this whole line is the first one. Splits by bytes, not by characters, because a chunk of the file may end within a
 * character.
 */
export async function* linesOf(file: string | FileHandle, size: number, from = 0): AsyncGenerator<Line> {
  if (size <= from) return;
  let place = await lineBeginIn(file, from);
  /** Parts of the line that the next chunk continues. */
  let parts: Buffer[] = [];
  let length = 0;
  const span = { start: place, end: size - 1 };
  const chunks: AsyncIterable<Buffer> =
    typeof file === 'string'
      ? createReadStream(file, span)
      : file.createReadStream({ ...span, autoClose: false });
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, begin)) {
      length += end - begin;
      if (length <= longestLine)
        yield { place, text: Buffer.concat([...parts, chunk.subarray(begin, end)]).toString('utf8') };
      parts = [];
      place += length + 1;
      length = 0;
      begin = end + 1;
    }
    length += chunk.length - begin;
    if (length > longestLine) parts = [];
    else if (begin < chunk.length) parts.push(chunk.subarray(begin));
  }
}

/** The lines of the first `size` bytes, last line first, without a last line that has no line end. */
export async function* linesBackwards(file: FileHandle, size: number): AsyncGenerator<string> {
  /** Parts of the line whose begin is not read yet, first part first. Undefined: no line end was read. */
  let parts: Buffer[] | undefined;
  for (let end = size; end > 0; ) {
    const position = Math.max(0, end - backwardsReading);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(end - position), position });
    if (bytesRead < buffer.length) return;
    let until = buffer.length;
    for (
      let at = buffer.lastIndexOf(lineEnd);
      at >= 0;
      at = at > 0 ? buffer.lastIndexOf(lineEnd, at - 1) : -1
    ) {
      if (parts) yield Buffer.concat([buffer.subarray(at + 1, until), ...parts]).toString('utf8');
      parts = [];
      until = at;
    }
    parts?.unshift(buffer.subarray(0, until));
    end = position;
  }
  if (parts) yield Buffer.concat(parts).toString('utf8');
}

/** Reads the lines of an open file for an index. */
export const readerOf = (file: FileHandle, path: string) => ({
  lines: (from = 0, to = 0) => linesOf(path, to, from),
  markAt: (size: number) => markOf(file, size),
});
