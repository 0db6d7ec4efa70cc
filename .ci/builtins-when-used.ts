import type { Plugin } from 'vite';

/** What a package of the sidecar loads as it starts and needs for what the sidecar never does, or seldom. */
interface Tie {
  readonly file: RegExp;
  /** What is looked for, and what stands there instead: where it is used it is loaded, at the first time. */
  readonly cuts: readonly (readonly [RegExp, string])[];
}

const ties: readonly Tie[] = [
  {
    // HTTP/2: the sidecar's server speaks HTTP/1 alone, so no request of it is one.
    file: /\/@hono\/node-server\/dist\/index\.mjs$/,
    cuts: [
      [
        /^import \{ Http2ServerRequest, constants \} from "node:http2";$/m,
        'class Http2ServerRequest {}\nconst constants = { NGHTTP2_NO_ERROR: 0 };',
      ],
    ],
  },
  {
    // A WebSocket that calls out, to `wss:`.
    file: /\/ws\/lib\/websocket\.js$/,
    cuts: [
      [/^const https = require\('https'\);$/m, ''],
      [/\bhttps\.request\b/g, "require('https').request"],
      [/^const tls = require\('tls'\);$/m, ''],
      [/\btls\.connect\(/g, "require('tls').connect("],
    ],
  },
  {
    // Messages that are compressed.
    file: /\/ws\/lib\/permessage-deflate\.js$/,
    cuts: [
      [/^const zlib = require\('zlib'\);$/m, ''],
      [/\bzlib\.(?=create\w+Raw\(|Z_)/g, "require('zlib')."],
    ],
  },
  {
    // A log that is written by a thread of its own.
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
 * Loading these parts of Node takes some 30 ms of each start and some megabytes, for nothing that a till ever asks. Cut here;
 * all but HTTP/2 still work, and load them then. See `src/decisions/0028`.
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
