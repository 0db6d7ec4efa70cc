import {
  closeSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import pino from 'pino';
import { maskNumbers } from '../../core/masking.ts';

export type Log = pino.Logger;

/** What must never reach a log, should somebody log a whole request or configuration one day. */
const secrets = [
  'authorization',
  'x-authorization',
  'cookie',
  'set-cookie',
  'password',
  'api_password',
  'token',
];

/** A till may have any number for its orders, a card's too: a log shows as much of one as a receipt does. */
const masked = (line: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskNumbers(value) : value,
    ]),
  );

/** JSON lines, on stderr or in a file; stdout belongs to the `ready` line. Level by HIPAY_ECR_LOG. */
export const openLog = (level: string, file?: LogFile): Log =>
  pino(
    {
      level: pino.levels.values[level] === undefined && level !== 'silent' ? 'info' : level,
      base: null,
      formatters: { log: masked },
      redact: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    },
    file ?? pino.destination({ fd: 2, sync: true }),
  );

/** For tests and for callers that want none. */
export const silentLog = (): Log => pino({ level: 'silent' });

/** A log that ends in a file, as pino writes to it. */
export interface LogFile {
  write(line: string): void;
  /** Another program has moved the file: the next line begins a new one. */
  reopen(): void;
}

export interface LogLimits {
  readonly bytes: number;
  /** Of the file itself and those before it, `.1` the youngest. */
  readonly files: number;
}

export const defaultLogLimits: LogLimits = { bytes: 10_000_000, files: 5 };

/**
 * A file for its owner alone that cannot fill a disk. Never throws: a line that finds no place goes to `otherwise`, and the
 * next one tries the file again. Synchronous like the log on stderr, so that the last line before a crash is there; the
 * libraries for this write later, and give up for good with the first error.
 */
export function openLogFile(
  path: string,
  otherwise: (line: string) => void,
  limits: LogLimits = defaultLogLimits,
): LogFile {
  let open: { readonly fd: number; size: number } | undefined;
  const close = () => {
    const { fd } = open ?? {};
    open = undefined;
    if (fd !== undefined) closeSync(fd);
  };
  const write = (line: string) => {
    const bytes = Buffer.byteLength(line);
    open ??= openPrivate(path);
    if (open.size > 0 && open.size + bytes > limits.bytes) {
      close();
      const moved = moveOn(path, limits.files);
      open = openPrivate(path);
      // One that another program holds is tried again when as much has come once more.
      if (!moved) open.size = 0;
    }
    writeFileSync(open.fd, line);
    open.size += bytes;
  };
  return {
    write(line) {
      if (attempt(() => write(line))) return;
      attempt(close);
      otherwise(line);
    },
    reopen: () => void attempt(close),
  };
}

function attempt(step: () => void): boolean {
  try {
    step();
    return true;
  } catch {
    return false;
  }
}

function openPrivate(path: string): { fd: number; size: number } {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fd = openSync(path, 'a', 0o600);
  const stat = fstatSync(fd);
  // One that was there keeps its old mode otherwise.
  if (stat.isFile()) fchmodSync(fd, 0o600);
  return { fd, size: stat.size };
}

/** `log.3` becomes `log.4`, and so on; the oldest is overwritten. */
function moveOn(path: string, files: number): boolean {
  const names = [path, ...Array.from({ length: files - 1 }, (_, n) => `${path}.${n + 1}`)];
  if (files === 1) return attempt(() => rmSync(path));
  for (let n = names.length - 2; n > 0; n--) attempt(() => renameSync(names[n] ?? '', names[n + 1] ?? ''));
  return attempt(() => renameSync(path, names[1] ?? ''));
}
