import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const built = at('../../dist/sdk');
/** The SDK of an old till: test/sdk/skew. */
export const earlierSdk = at('../sdk/skew/2026-11-26/sdk');

/** The site of a web till: another origin than the connector's, with the built SDK under /sdk. */
export interface TillSite {
  readonly origin: string;
  close(): Promise<void>;
}

const page = (script: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Till</title><body><script type="module">${script}</script></body></html>`;

/** Every page has the SDK as `window.sdk`, so that a test can act as a till. `headers` are sent with the page. */
export async function openTillSite(
  host = '127.0.0.1',
  headers: Record<string, string> = {},
  sdk = built,
): Promise<TillSite> {
  const server = createServer((request, reply) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const file = join(sdk, normalize(path.replace(/^\/sdk\//, '/')));
    if (path.startsWith('/sdk/') && existsSync(file)) {
      reply.writeHead(200, { 'content-type': 'text/javascript' }).end(readFileSync(file));
    } else if (path === '/') {
      reply.writeHead(200, { 'content-type': 'text/html', ...headers });
      reply.end(page("import * as sdk from '/sdk/index.js'; window.sdk = sdk;"));
    } else reply.writeHead(404).end();
  }).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
