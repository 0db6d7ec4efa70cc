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
import { mayConsoleBlock } from '../system/console.ts';

export type Log = pino.Logger;

/** Fields whose values are hidden in each log line, in case code logs a whole request or configuration. */
const secrets = [
  'authorization',
  'x-authorization',
  'cookie',
  'set-cookie',
  'password',
  'api_password',
  'token',
];

/** Masks card numbers as a receipt does, because a till may use any number as its order number, even a card number. */
const maskLine = (line: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskNumbers(value) : value,
    ]),
  );

/** Opens a log of JSON lines, on stderr or in a file. Stdout is reserved for the `ready` line. HIPAY_ECR_LOG sets the level. */
export const openLog = (level: string, file?: LogFile): Log =>
  pino(
    {
      level: pino.levels.values[level] === undefined && level !== 'silent' ? 'info' : level,
      base: null,
      formatters: { log: maskLine },
      redact: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    },
    file ?? logOnScreen(),
  );

/**
 * The log on stderr. On Windows, a click into the console stops every write to it until a key is pressed: there the log is
 * written by another thread, so that payments go on. A screen that has gone stops nothing either.
 */
function logOnScreen(): pino.DestinationStream {
  const screen = pino.destination({ fd: 2, sync: !mayConsoleBlock() });
  screen.on('error', () => {});
  return screen;
}

/** A log without output, for tests and for commands. */
export const silentLog = (): Log => pino({ level: 'silent' });

/** A log file, as a destination of pino. */
export interface LogFile {
  write(line: string): void;
  /** Call this after another program has moved the file: the next line begins a new file. */
  reopen(): void;
}

export interface LogLimits {
  readonly bytes: number;
  /** Number of files: the file itself and the older files, of which `.1` is the newest. */
  readonly files: number;
}

export const defaultLogLimits: LogLimits = { bytes: 10_000_000, files: 5 };

/**
 * Opens a log file that only its owner can read, limited in size. Writing never throws: a line that cannot be written goes
 * to `fallback`, and the next line tries the file again. Writing is synchronous, as on stderr, so that the last line before
 * a crash is written. Libraries for log files are not used, because they write later and stop at the first error.
 */
export function openLogFile(
  path: string,
  fallback: (line: string) => void,
  limits: LogLimits = defaultLogLimits,
): LogFile {
  let openFile: { readonly fd: number; size: number } | undefined;
  const close = () => {
    const { fd } = openFile ?? {};
    openFile = undefined;
    if (fd !== undefined) closeSync(fd);
  };
  const write = (line: string) => {
    const bytes = Buffer.byteLength(line);
    openFile ??= openPrivate(path);
    if (openFile.size > 0 && openFile.size + bytes > limits.bytes) {
      close();
      const hasMoved = rotate(path, limits.files);
      openFile = openPrivate(path);
      // If another program holds the file, the file stays in place. The next try comes after `limits.bytes` more bytes.
      if (!hasMoved) openFile.size = 0;
    }
    writeFileSync(openFile.fd, line);
    openFile.size += bytes;
  };
  return {
    write(line) {
      if (succeeds(() => write(line))) return;
      succeeds(close);
      fallback(line);
    },
    reopen: () => void succeeds(close),
  };
}

function succeeds(step: () => void): boolean {
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
  // `openSync` sets the mode of new files only.
  if (stat.isFile()) fchmodSync(fd, 0o600);
  return { fd, size: stat.size };
}

/** Renames `log.3` to `log.4`, and so on; the oldest is overwritten. False: the file itself could not be moved. */
function rotate(path: string, files: number): boolean {
  const names = [path, ...Array.from({ length: files - 1 }, (_, n) => `${path}.${n + 1}`)];
  if (files === 1) return succeeds(() => rmSync(path));
  for (let n = names.length - 2; n > 0; n--) succeeds(() => renameSync(names[n] ?? '', names[n + 1] ?? ''));
  return succeeds(() => renameSync(path, names[1] ?? ''));
}
