import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';

/** A file of lines that is only ever appended to. A line is found again by the place where it begins, in bytes. */
export interface LineFile {
  /** How long it was when it was opened, bytes. */
  readonly sizeAtOpen: number;
  /** Resolves with its place when the line is on disk. While the disk fails it waits, and goes down with the next one. */
  append(text: string): Promise<number>;
  /** The line at a place, without its end. */
  read(place: number): Promise<string>;
  /** What was in it when it was opened, oldest first; a last line without an end is left out. */
  lines(): AsyncGenerator<Line>;
  /** The whole file as it is now. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** What can be written is on disk then. */
  close(): Promise<void>;
}

export interface Line {
  readonly place: number;
  readonly text: string;
}

/** For its owner alone. Rejects where folder or file cannot be made; `failed` hears of writings that failed. */
export async function openLineFile(path: string, failed: (error: unknown) => void): Promise<LineFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  const { size } = await file.stat();
  const appending = appender(file, size, failed);
  return {
    sizeAtOpen: size,
    append: appending.append,
    read: (place) => readLine(file, place),
    lines: () => linesOf(path, size),
    async stream() {
      const { size: now } = await file.stat();
      const bytes = now === 0 ? Readable.from([]) : createReadStream(path, { end: now - 1 });
      return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
    },
    async close() {
      await appending.settled();
      await file.close();
    },
  };
}

interface Waiting {
  readonly text: string;
  readonly written: (place: number) => void;
}

/** Lines that come while the disk is busy go down together: one flush for all of them. */
function appender(file: FileHandle, sizeAtOpen: number, failed: (error: unknown) => void) {
  let waiting: Waiting[] = [];
  let coming = false;
  let last: Promise<void> = Promise.resolve();
  // A line torn by a power cut or a failed writing must not swallow the next one.
  let torn = sizeAtOpen > 0;
  const write = async () => {
    coming = false;
    const lines = waiting;
    waiting = [];
    try {
      const { size } = await file.stat();
      const { text, places } = joined(lines, torn ? '\n' : '', size);
      torn = true;
      await file.appendFile(text);
      await file.datasync();
      torn = false;
      for (const [i, { written }] of lines.entries()) written(places[i] ?? size);
    } catch (error) {
      waiting = [...lines, ...waiting];
      failed(error);
    }
  };
  return {
    append: (text: string): Promise<number> =>
      new Promise((written) => {
        waiting.push({ text, written });
        if (coming) return;
        coming = true;
        last = last.then(write);
      }),
    settled: () => last,
  };
}

function joined(lines: readonly Waiting[], before: string, begin: number) {
  const places: number[] = [];
  let text = before;
  let end = begin + before.length;
  for (const line of lines) {
    places.push(end);
    text += `${line.text}\n`;
    end += Buffer.byteLength(line.text) + 1;
  }
  return { text, places };
}

const lineEnd = 0x0a;

async function readLine(file: FileHandle, place: number): Promise<string> {
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

/** By bytes, not by characters: a piece may end within one. */
async function* linesOf(path: string, size: number): AsyncGenerator<Line> {
  if (size === 0) return;
  let place = 0;
  let begun: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, from)) {
      const line = Buffer.concat([...begun, chunk.subarray(from, end)]);
      yield { place, text: line.toString('utf8') };
      begun = [];
      place += line.length + 1;
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
  }
}
