import { packagePath } from './package-path.ts';

export type TarEvent =
  | { readonly is: 'file'; readonly path: string; readonly size: number; readonly isExecutable: boolean }
  /** A piece of the file that the last `file` event named. */
  | { readonly is: 'data'; readonly bytes: Uint8Array }
  | { readonly is: 'file-end' };

export interface TarLimits {
  readonly files: number;
  /** Bytes of all files together. */
  readonly bytes: number;
}

/** A package that must not be unpacked. The message says why. */
export class PackageFault extends Error {
  override readonly name = 'PackageFault';
}

const blockBytes = 512;
const maxHeaderBytes = 65_536;
/** Most bytes after the end of the archive: programs fill it up to a multiple of 10 240. */
const maxFillBytes = 65_536;
/** Most entries for each file: its folders and its extended headers. */
const maxEntriesPerFile = 4;

/** Reads packages of npm: the formats ustar and pax, plain files and folders only. Refuses everything else. */
export class TarReader {
  #unread = new Uint8Array(0);
  /** Remaining bytes of the entry's content, and of its padding. */
  #contentLeft = 0;
  #paddingLeft = 0;
  #contentOf: 'file' | 'header' | 'nothing' = 'nothing';
  #header: Uint8Array[] = [];
  /** Path and size of the next entry, if an extended header names them. */
  #extended: { path?: string; size?: number } = {};
  #files = 0;
  #entries = 0;
  #bytes = 0;
  #isAtEnd = false;
  #fillBytes = 0;
  readonly #knownPaths = new Set<string>();
  readonly #folders = new Set<string>();

  constructor(private readonly limits: TarLimits) {}

  /** Reads the next piece of the archive. Throws a PackageFault. */
  push(piece: Uint8Array): TarEvent[] {
    const events: TarEvent[] = [];
    this.#unread = joined(this.#unread, piece);
    while (this.#readOne(events));
    return events;
  }

  /** Throws a PackageFault if the archive is cut off. */
  end(): void {
    if (!this.#isAtEnd || this.#contentLeft > 0) throw new PackageFault('it is cut off');
  }

  #readOne(events: TarEvent[]): boolean {
    if (this.#contentLeft > 0) return this.#readContent(events);
    if (this.#paddingLeft > 0) return this.#skipPadding();
    if (this.#unread.length < blockBytes) return false;
    const head = this.#take(blockBytes);
    // A block of zeros ends the archive. Fill after the block is skipped, up to a limit.
    if (this.#isAtEnd) return this.#skipFill();
    if (head.every((byte) => byte === 0)) this.#isAtEnd = true;
    else this.#readHead(head, events);
    return true;
  }

  #readContent(events: TarEvent[]): boolean {
    if (this.#unread.length === 0) return false;
    const bytes = this.#take(Math.min(this.#contentLeft, this.#unread.length));
    this.#contentLeft -= bytes.length;
    if (this.#contentOf === 'file') events.push({ is: 'data', bytes });
    if (this.#contentOf === 'header') this.#header.push(bytes);
    if (this.#contentLeft === 0) this.#endContent(events);
    return true;
  }

  #skipPadding(): boolean {
    if (this.#unread.length === 0) return false;
    this.#paddingLeft -= this.#take(Math.min(this.#paddingLeft, this.#unread.length)).length;
    return true;
  }

  #skipFill(): boolean {
    this.#fillBytes += blockBytes;
    if (this.#fillBytes > maxFillBytes) throw new PackageFault('it goes on after its end');
    return true;
  }

  #endContent(events: TarEvent[]): void {
    if (this.#contentOf === 'file') events.push({ is: 'file-end' });
    if (this.#contentOf === 'header')
      this.#extended = readExtended(this.#header.reduce(joined, new Uint8Array(0)));
    this.#header = [];
  }

  #readHead(head: Uint8Array, events: TarEvent[]): void {
    this.#entries += 1;
    if (this.#entries > maxEntriesPerFile * this.limits.files)
      throw new PackageFault('it has too many entries');
    verifyChecksum(head);
    const type = String.fromCharCode(head[156] ?? 0);
    const { path: longPath, size: longSize } = this.#extended;
    const size = longSize ?? octal(head, 124, 12);
    if (type === 'x' || type === 'g') {
      if (size > maxHeaderBytes) throw new PackageFault('a header in it is too long');
      this.#expect(type === 'x' ? 'header' : 'nothing', size, events);
      return;
    }
    this.#extended = {};
    const raw = longPath ?? nameOf(head);
    const path = packagePath(raw);
    if (path === undefined) throw new PackageFault(`the path ${JSON.stringify(raw)} is not allowed`);
    if (type === '5') {
      this.#enterFolder(path.toLowerCase(), path);
      this.#expect('nothing', 0, events);
      return;
    }
    if (type !== '0' && type !== '\0')
      throw new PackageFault(`${path} is neither a file nor a folder (type ${JSON.stringify(type)})`);
    this.#countFile(path, size);
    events.push({ is: 'file', path, size, isExecutable: (octal(head, 100, 8) & 0o100) !== 0 });
    this.#expect('file', size, events);
  }

  #countFile(path: string, size: number): void {
    // Windows and macOS do not distinguish upper and lower case.
    const key = path.toLowerCase();
    if (path === '' || this.#knownPaths.has(key)) throw new PackageFault(`${path} is in it twice`);
    const isFolder = this.#folders.has(key);
    this.#knownPaths.add(key);
    for (let end = key.indexOf('/'); end >= 0; end = key.indexOf('/', end + 1))
      this.#enterFolder(key.slice(0, end), path);
    if (isFolder) throw fileAndFolder(path);
    this.#files += 1;
    this.#bytes += size;
    if (this.#files > this.limits.files)
      throw new PackageFault(`it has more than ${this.limits.files} files`);
    if (this.#bytes > this.limits.bytes)
      throw new PackageFault(`it is larger than ${this.limits.bytes} bytes once unpacked`);
  }

  #enterFolder(key: string, path: string): void {
    if (this.#knownPaths.has(key)) throw fileAndFolder(path);
    this.#folders.add(key);
  }

  #expect(into: 'file' | 'header' | 'nothing', size: number, events: TarEvent[]): void {
    this.#contentOf = into;
    this.#contentLeft = size;
    this.#paddingLeft = (blockBytes - (size % blockBytes)) % blockBytes;
    if (size === 0) this.#endContent(events);
  }

  #take(length: number): Uint8Array {
    const taken = this.#unread.subarray(0, length);
    this.#unread = this.#unread.subarray(length);
    return taken;
  }
}

const fileAndFolder = (path: string): PackageFault =>
  new PackageFault(`${path} needs a folder where it has a file`);

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function textAt(head: Uint8Array, from: number, length: number): string {
  const field = head.subarray(from, from + length);
  const end = field.indexOf(0);
  return new TextDecoder('latin1').decode(end < 0 ? field : field.subarray(0, end));
}

function octal(head: Uint8Array, from: number, length: number): number {
  const text = textAt(head, from, length).trim();
  if (!/^[0-7]{1,11}$/.test(text)) throw new PackageFault('a size in it cannot be read');
  return Number.parseInt(text, 8);
}

/** Throws if the header's checksum is wrong. In the sum, the field of the checksum itself counts as spaces. */
function verifyChecksum(head: Uint8Array): void {
  const sum = head.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (octal(head, 148, 8) !== sum) throw new PackageFault('it is damaged');
}

function nameOf(head: Uint8Array): string {
  const prefix = textAt(head, 257, 5) === 'ustar' ? textAt(head, 345, 155) : '';
  return prefix === '' ? textAt(head, 0, 100) : `${prefix}/${textAt(head, 0, 100)}`;
}

/** Reads records of the form `30 path=package/...\n`, where the number is the length of the record. */
function readExtended(bytes: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  let rest = bytes;
  while (rest.length > 0) {
    const [, digits = '', body] =
      /^(\d{1,5}) ([\s\S]*)$/.exec(new TextDecoder('latin1').decode(rest.subarray(0, maxHeaderBytes))) ?? [];
    const length = Number(digits);
    if (body === undefined || length <= digits.length + 2 || length > rest.length)
      throw new PackageFault('a header in it cannot be read');
    const record = new TextDecoder('utf-8').decode(rest.subarray(digits.length + 1, length - 1));
    const [key, ...value] = record.split('=');
    if (key === 'path') found.path = value.join('=');
    if (key === 'size') {
      if (!/^\d{1,12}$/.test(value.join('='))) throw new PackageFault('a size in it cannot be read');
      found.size = Number(value[0]);
    }
    rest = rest.subarray(length);
  }
  return found;
}
