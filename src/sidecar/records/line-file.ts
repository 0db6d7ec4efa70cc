import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';

/** A file of lines that is only appended to. The place of a line is the offset of its first byte. */
export interface LineFile {
  /** Size of the file when it was opened, in bytes. */
  readonly sizeAtOpen: number;
  /** Resolves with the line's place once it is on disk. If the disk fails, the line is written with the next one. */
  append(text: string): Promise<number>;
  /** Reads the line at a place, without its line end. */
  read(place: number): Promise<string>;
  /** The lines that the file had when it was opened, oldest first, without a last line that has no line end. */
  lines(): AsyncGenerator<Line>;
  /** The whole file as it is now. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** Tries to write all waiting lines, then closes the file. */
  close(): Promise<void>;
}

export interface Line {
  readonly place: number;
  readonly text: string;
}

/** Opens a file that only its owner can read. Rejects if the folder or file cannot be made. Calls `onFailure` when a write fails. */
export async function openLineFile(path: string, onFailure: (error: unknown) => void): Promise<LineFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  const { size } = await file.stat();
  const writer = appender(file, size, onFailure);
  return {
    sizeAtOpen: size,
    append: writer.append,
    read: (place) => readLine(file, place),
    lines: () => linesOf(path, size),
    async stream() {
      const { size: now } = await file.stat();
      const bytes = now === 0 ? Readable.from([]) : createReadStream(path, { end: now - 1 });
      return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
    },
    async close() {
      await writer.settled();
      await file.close();
    },
  };
}

interface Waiting {
  readonly text: string;
  readonly written: (place: number) => void;
}

/** Collects the lines that arrive while the disk is busy, and then writes them together, with one flush. */
function appender(file: FileHandle, sizeAtOpen: number, onFailure: (error: unknown) => void) {
  let waiting: Waiting[] = [];
  let isScheduled = false;
  let last: Promise<void> = Promise.resolve();
  // After a power cut or a failed write the file may end within a line: the next write then begins with a line end.
  let mayBeTorn = sizeAtOpen > 0;
  const write = async () => {
    isScheduled = false;
    const lines = waiting;
    waiting = [];
    try {
      const { size } = await file.stat();
      const { text, places } = joinLines(lines, mayBeTorn ? '\n' : '', size);
      mayBeTorn = true;
      await file.appendFile(text);
      await file.datasync();
      mayBeTorn = false;
      for (const [i, { written }] of lines.entries()) written(places[i] ?? size);
    } catch (error) {
      waiting = [...lines, ...waiting];
      onFailure(error);
    }
  };
  return {
    append: (text: string): Promise<number> =>
      new Promise((written) => {
        waiting.push({ text, written });
        if (isScheduled) return;
        isScheduled = true;
        last = last.then(write);
      }),
    settled: () => last,
  };
}

function joinLines(lines: readonly Waiting[], before: string, begin: number) {
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

/** Splits by bytes, not by characters: a chunk of the file may end within a character. */
async function* linesOf(path: string, size: number): AsyncGenerator<Line> {
  if (size === 0) return;
  let place = 0;
  /** Parts of the line that the next chunk continues. */
  let parts: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: size - 1 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(lineEnd); end >= 0; end = chunk.indexOf(lineEnd, from)) {
      const line = Buffer.concat([...parts, chunk.subarray(from, end)]);
      yield { place, text: line.toString('utf8') };
      parts = [];
      place += line.length + 1;
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
}
