/** One entry of an archive. */
export interface TarEntry {
  readonly path: string;
  /** `0` a file, `5` a folder, `2` a symbolic link ... */
  readonly type?: string;
  readonly content?: string | Uint8Array;
  readonly mode?: number;
}

const padded = (length: number) => Math.ceil(length / 512) * 512;

/** An archive as npm writes it; a path that is too long for ustar gets an extended header. */
export function tarOf(entries: readonly TarEntry[]): Uint8Array {
  const blocks = entries.flatMap((entry) => {
    const long =
      Buffer.byteLength(entry.path) > 99
        ? blocksOf({ path: 'package/x', type: 'x', content: record(entry.path) })
        : [];
    return [...long, ...blocksOf(entry)];
  });
  return new Uint8Array(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

function record(path: string): string {
  const body = ` path=${path}\n`;
  const length = Buffer.byteLength(body);
  const digits = String(length + String(length + 2).length).length;
  return `${length + digits}${body}`;
}

function blocksOf({ path, type = '0', content = '', mode = 0o644 }: TarEntry): Buffer[] {
  const bytes = Buffer.from(content);
  const head = Buffer.alloc(512);
  head.write(path.slice(0, 99), 0, 'utf8');
  const octal = (value: number, at: number, length: number) =>
    head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  octal(mode, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(bytes.length, 124, 12);
  octal(0, 136, 12);
  head.write('        ', 148, 'latin1');
  head.write(type, 156, 'latin1');
  head.write('ustar\x0000', 257, 'latin1');
  octal(
    head.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  );
  const body = Buffer.alloc(padded(bytes.length));
  bytes.copy(body);
  return [head, body];
}
