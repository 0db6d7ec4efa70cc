import type { Plugin } from 'vite';

/** A module of Node that a package of the sidecar loads at its start, but needs only for features that are rarely used. */
interface Tie {
  readonly file: RegExp;
  /** Patterns and their replacements: the module is then loaded where it is used, at the first use. */
  readonly cuts: readonly (readonly [RegExp, string])[];
}

const ties: readonly Tie[] = [
  {
    // HTTP/2, which the sidecar's server does not speak.
    file: /\/@hono\/node-server\/dist\/index\.mjs$/,
    cuts: [
      [
        /^import \{ Http2ServerRequest, constants \} from "node:http2";$/m,
        'class Http2ServerRequest {}\nconst constants = { NGHTTP2_NO_ERROR: 0 };',
      ],
    ],
  },
  {
    // WebSocket clients that connect to `wss:`.
    file: /\/ws\/lib\/websocket\.js$/,
    cuts: [
      [/^const https = require\('https'\);$/m, ''],
      [/\bhttps\.request\b/g, "require('https').request"],
      [/^const tls = require\('tls'\);$/m, ''],
      [/\btls\.connect\(/g, "require('tls').connect("],
    ],
  },
  {
    // Compressed messages.
    file: /\/ws\/lib\/permessage-deflate\.js$/,
    cuts: [
      [/^const zlib = require\('zlib'\);$/m, ''],
      [/\bzlib\.(?=create\w+Raw\(|Z_)/g, "require('zlib')."],
    ],
  },
  {
    // Logs that are written by a separate thread.
    file: /\/pino\/lib\/transport\.js$/,
    cuts: [
      [/^const ThreadStream = require\('thread-stream'\)$/m, ''],
      [/\bnew ThreadStream\(/g, "new (require('thread-stream'))("],
    ],
  },
  {
    file: /\/pino\/lib\/tools\.js$/,
    cuts: [
      [/^const \{ isMainThread \} = require\('worker_threads'\)$/m, ''],
      [/\bisMainThread\b/g, "require('worker_threads').isMainThread"],
    ],
  },
];

/**
 * Loading these modules of Node costs each start some 30 ms and some megabytes, for features that a till never uses. The
 * plugin defers the loading; all features but HTTP/2 still work. See `src/decisions/0028`. Throws if a pattern does not match.
 */
export const builtinsWhenUsed = (): Plugin => ({
  name: 'builtins-when-used',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'sidecar',
  transform: {
    filter: { id: ties.map(({ file }) => file) },
    handler: (code, id) =>
      ties
        .filter(({ file }) => file.test(id))
        .flatMap(({ cuts }) => cuts)
        .reduce((left, [part, instead]) => {
          const cut = left.replace(part, instead);
          if (cut === left) throw new Error(`${id} has changed: nothing matches ${part}`);
          return cut;
        }, code),
  },
});
