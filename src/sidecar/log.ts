import pino from 'pino';

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

/** JSON lines on stderr; stdout belongs to the `ready` line. Level by HIPAY_ECR_LOG. */
export const openLog = (level: string): Log =>
  pino(
    {
      level: pino.levels.values[level] === undefined && level !== 'silent' ? 'info' : level,
      base: null,
      redact: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
    },
    pino.destination({ fd: 2, sync: true }),
  );

/** For tests and for callers that want none. */
export const silentLog = (): Log => pino({ level: 'silent' });
