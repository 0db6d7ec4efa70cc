import pino from 'pino';
import { maskNumbers } from '../core/recorder/masked-text.ts';
import type { LogFile } from './log-file.ts';

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
