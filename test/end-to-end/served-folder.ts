import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface ServedFolder {
  readonly origin: string;
  /** The path of each request, in the order of the requests. */
  readonly requestedPaths: readonly string[];
  close(): Promise<void>;
}

/** A folder on a plain web server, on its own origin. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const requestedPaths: string[] = [];
  const server = createServer((request, reply) => {
    const path = normalize((request.url ?? '/').split('?')[0] ?? '/');
    requestedPaths.push(path);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!existsSync(file) || !statSync(file).isFile()) reply.writeHead(404).end();
    else reply.writeHead(200, { 'content-type': types[extname(file)] ?? '' }).end(readFileSync(file));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestedPaths,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
