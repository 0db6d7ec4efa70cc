import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

async function bundle(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, lib: { entry: at(entry), formats: ['es'] }, target: 'es2022' },
  });
  const [{ output }] = result as unknown as [{ output: { code?: string }[] }];
  return output.map(({ code = '' }) => code).join('\n');
}

/** Serves a page for each of the two other contestants, written as their documentation shows. */
export async function servePeers(port: number): Promise<() => Promise<void>> {
  const files: Record<string, string> = {
    '/dexie.js': await bundle('dexie-page.ts'),
    '/workbox.js': await bundle('workbox-page.ts'),
    '/workbox-worker.js': await bundle('workbox-worker.ts'),
  };
  const server = createServer((asked, reply) => {
    const path = new URL(asked.url ?? '/', 'http://localhost').pathname;
    const code = files[path];
    if (code !== undefined) return reply.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
    reply.writeHead(200, { 'content-type': 'text/html' });
    return reply.end(`<!doctype html><title>outbox</title><script type="module" src="${path}.js"></script>`);
  });
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}
