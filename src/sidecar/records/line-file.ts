import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { damageOf, type FileDamage, type FileMark, hasMark, markOf } from './file-damage.ts';
import { type Line, linesOf, readLine } from './file-lines.ts';

/** A file of lines that is only appended to. The place of a line is the offset of its first byte. */
export interface LineFile {
  /** Size of the file when it was opened, in bytes. */
  readonly sizeAtOpen: number;
  /**
   * Resolves with the line's place once it is on disk. If the disk fails, the line is written with the next one. `placed` is
   * called with the place before any other write, and before `afterWrite`.
   */
  append(text: string, placed?: (place: number) => void): Promise<number>;
  /** Tries to write the lines that wait after a write that has failed. */
  writeWaiting(): void;
  /** Reads the line at a place, without its line end. */
  read(place: number): Promise<string>;
  /**
   * The lines from one place to another, without a last line that has no line end. If no places are given: the lines that the
   * file had when it was opened.
   */
  lines(from?: number, to?: number): AsyncGenerator<Line>;
  /** The mark of the first `size` bytes. */
  markAt(size: number): Promise<FileMark>;
  /** The whole file as it is now. */
  stream(): Promise<ReadableStream<Uint8Array>>;
  /** What another program has done to the file. Undefined if the file has all that was written, or is being written now. */
  damage(): Promise<FileDamage | undefined>;
  /** Where the file ends now, if another program has added to it. Undefined if none has, or if the file is being written now. */
  grownTo(): Promise<number | undefined>;
  /** Treats lines that another program has added up to this place as written; only in `runExclusively`. */
  include(end: number): Promise<void>;
  /** Runs a task while no write runs. */
  runExclusively(task: () => Promise<void>): Promise<void>;
  /**
   * Opens the file again after damage; only in `beforeWrite` or `runExclusively`. If the file was replaced or deleted, and the
   * earlier one can still be read, copies its lines. Then calls `index`, before any waiting line is written.
   *
   * @param index `hasEarlier`: true if all earlier lines were copied
   */
  reopen(index: (hasEarlier: boolean) => Promise<void>): Promise<void>;
  /** Closes the file, lets `exchange` put another one in its place, and opens that one; only in `runExclusively`. */
  replace(exchange: () => Promise<void>): Promise<void>;
  /** Lets `task` overwrite parts of the file by the same number of bytes; only in `runExclusively`. */
  overwrite(task: () => Promise<void>): Promise<void>;
  /** The end of what was written. */
  mark(): FileMark;
  /** Tries to write all waiting lines, then closes the file. */
  close(): Promise<void>;
}

export interface LineFileParts {
  /** Called with the error when a write fails. */
  readonly onFailure: (error: unknown) => void;
  /** Called before each write, while no other write runs. Its error makes the write fail. */
  readonly beforeWrite?: () => Promise<void>;
  /** Called after each write, with the places between which it has written. */
  readonly afterWrite?: (begin: number, end: number) => void;
}

/** Opens a file that only its owner can read. Rejects if the folder or file cannot be made. */
export async function openLineFile(path: string, parts: LineFileParts): Promise<LineFile> {
  let opened = await openFile(path);
  let written = opened.mark;
  let isWriting = false;
  let isClosed = false;
  /** Number of writes that have ended. */
  let writes = 0;
  /** The result of a check of the file. Undefined if the file is closed, or was written meanwhile. */
  const checkBetweenWrites = async <Result>(check: () => Promise<Result>): Promise<Result | undefined> => {
    if (isClosed || isWriting) return undefined;
    const writesBefore = writes;
    const result = await check();
    return isWriting || writes !== writesBefore ? undefined : result;
  };
  const writer = appender(opened.mark.size, {
    ...parts,
    async write(makeText) {
      isWriting = true;
      try {
        const { size } = await opened.file.stat();
        const text = makeText(size);
        await opened.file.appendFile(text);
        await opened.file.datasync();
        written = await markOf(opened.file, size + Buffer.byteLength(text));
        return [size, written.size];
      } finally {
        writes += 1;
        isWriting = false;
      }
    },
  });
  return {
    sizeAtOpen: opened.mark.size,
    append: writer.append,
    writeWaiting: writer.writeWaiting,
    read: (place) => readLine(opened.file, place),
    lines: (from, to) => linesOf(path, to ?? opened.mark.size, from),
    markAt: (size) => markOf(opened.file, size),
    async stream() {
      const { size: now } = await opened.file.stat();
      const bytes = now === 0 ? Readable.from([]) : createReadStream(path, { end: now - 1 });
      return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
    },
    damage: () => checkBetweenWrites(() => findDamage(path, opened, written)),
    grownTo: () =>
      checkBetweenWrites(async () => {
        const { size } = await opened.file.stat();
        return size > written.size ? size : undefined;
      }),
    async include(end) {
      written = await markOf(opened.file, end);
      writer.reset(end);
    },
    runExclusively: async (task) => {
      // A check of the file may end after the close.
      if (!isClosed) await writer.runExclusively(task);
    },
    async reopen(index) {
      let hasEarlier = false;
      opened = await openAgain(path, opened, written, () => {
        hasEarlier = true;
      });
      written = opened.mark;
      writer.reset(opened.mark.size);
      await index(hasEarlier);
    },
    async replace(exchange) {
      isWriting = true;
      try {
        await opened.file.close();
        await exchange().finally(async () => {
          opened = await openFile(path);
          written = opened.mark;
          writer.reset(opened.mark.size);
        });
      } finally {
        writes += 1;
        isWriting = false;
      }
    },
    async overwrite(task) {
      isWriting = true;
      try {
        await task();
      } finally {
        written = await markOf(opened.file, written.size);
        writes += 1;
        isWriting = false;
      }
    },
    mark: () => written,
    async close() {
      writer.writeWaiting();
      await writer.settled();
      isClosed = true;
      await opened.file.close();
    },
  };
}

interface OpenedFile {
  readonly file: FileHandle;
  /** The end of the file when it was opened. */
  readonly mark: FileMark;
  /** The file's number. Undefined if this file system gives a file no lasting one. */
  readonly inode: bigint | undefined;
}

async function openFile(path: string): Promise<OpenedFile> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  try {
    const [here, there] = await Promise.all([file.stat({ bigint: true }), stat(path, { bigint: true })]);
    const inode = here.ino === there.ino ? here.ino : undefined;
    return { file, mark: await markOf(file, Number(here.size)), inode };
  } catch (error) {
    // Another program may delete the file in this moment.
    await file.close();
    throw error;
  }
}

/** False also if the file is closed: an earlier attempt to open it again has failed. */
const stillHas = (file: FileHandle, mark: FileMark): Promise<boolean> =>
  hasMark(file, mark).catch(() => false);

/**
 * Opens the file again, with the lines of the earlier one if that was replaced or deleted. On Windows a deleted file keeps its name
 * until it is closed. Then its lines are lost.
 */
async function openAgain(
  path: string,
  before: OpenedFile,
  written: FileMark,
  onCopied: () => void,
): Promise<OpenedFile> {
  const next = await openFile(path).catch(() => undefined);
  if (next && next.inode !== before.inode && written.size > 0 && (await stillHas(before.file, written))) {
    const from = before.file.createReadStream({ start: 0, end: written.size - 1, autoClose: false });
    await pipeline(from, async (chunks: AsyncIterable<Buffer>) => {
      if (next.mark.size > 0) await next.file.appendFile('\n');
      for await (const chunk of chunks) await next.file.appendFile(chunk);
    });
    await next.file.datasync();
    onCopied();
  }
  await before.file.close().catch(() => {});
  await next?.file.close();
  return await openFile(path);
}

async function findDamage(
  path: string,
  { file, inode }: OpenedFile,
  written: FileMark,
): Promise<FileDamage | undefined> {
  const there = await stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : 'not-known',
  );
  if (there === 'not-known') return undefined;
  if (!there) return 'deleted';
  if (inode !== undefined && there.ino !== inode) return 'replaced';
  // EBADF: an earlier attempt to open the file again has closed it and failed. Another error says nothing about the file.
  return await damageOf(file, written).catch(({ code }: NodeJS.ErrnoException) =>
    code === 'EBADF' ? ('replaced' as const) : undefined,
  );
}

interface Waiting {
  readonly text: string;
  readonly onWritten: (place: number) => void;
}

interface AppenderParts extends LineFileParts {
  /** Appends and flushes the text that `makeText` makes for a file of this size. Resolves with the places of its begin and end. */
  write(makeText: (size: number) => string): Promise<readonly [number, number]>;
}

/** Collects the lines that arrive while the disk is busy, and then writes them together, with one flush. */
function appender(sizeAtOpen: number, { onFailure, beforeWrite, afterWrite, ...parts }: AppenderParts) {
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
      await beforeWrite?.();
      let places: number[] = [];
      const [begin, end] = await parts.write((size) => {
        const joined = joinLines(lines, mayBeTorn ? '\n' : '', size);
        mayBeTorn = true;
        places = joined.places;
        return joined.text;
      });
      mayBeTorn = false;
      for (const [i, { onWritten }] of lines.entries()) onWritten(places[i] ?? 0);
      afterWrite?.(begin, end);
    } catch (error) {
      waiting = [...lines, ...waiting];
      onFailure(error);
    }
  };
  const writeWaiting = () => {
    if (isScheduled || waiting.length === 0) return;
    isScheduled = true;
    last = last.then(write);
  };
  return {
    append: (text: string, placed?: (place: number) => void): Promise<number> =>
      new Promise((resolve) => {
        const onWritten = (place: number) => {
          placed?.(place);
          resolve(place);
        };
        waiting.push({ text, onWritten });
        writeWaiting();
      }),
    writeWaiting,
    runExclusively(task: () => Promise<void>): Promise<void> {
      const done = last.then(task);
      last = done.catch(() => {});
      return done;
    },
    /** The file was opened again and has this size. */
    reset(size: number) {
      mayBeTorn = size > 0;
    },
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
