import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const pages: Readonly<Record<string, string>> = {
  '/gallery': 'index.html',
  '/gallery/': 'index.html',
  '/gallery/stage': 'stage.html',
};

/** Vite's development server shows a gallery of all screens at /gallery, made from the tests' scenarios. It is never built. */
export const galleryInDev = (top: string): Plugin => ({
  name: 'gallery-in-dev',
  apply: 'serve',
  configureServer(server) {
    server.middlewares.use(async (request, response, next) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const page = pages[path];
      if (page === undefined) return next();
      const text = await readFile(join(top, 'test/ui/gallery', page), 'utf8');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(await server.transformIndexHtml(path, text));
    });
  },
});
