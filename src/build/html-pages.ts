import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const galleryPages: Readonly<Record<string, string>> = {
  '/gallery': 'index.html',
  '/gallery/': 'index.html',
  '/gallery/stage': 'stage.html',
};

/** Vite's own server shows the gallery of all screens at /gallery. The build leaves it out: it is made of the tests' scenarios. */
export const galleryInDev = (top: string): Plugin => ({
  name: 'gallery-in-dev',
  apply: 'serve',
  configureServer(server) {
    server.middlewares.use(async (request, response, next) => {
      const path = new URL(request.url ?? '/', 'http://localhost').pathname;
      const page = galleryPages[path];
      if (page === undefined) return next();
      const text = await readFile(join(top, 'test/ui/gallery', page), 'utf8');
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(await server.transformIndexHtml(path, text));
    });
  },
});

const textOf = (page: Rolldown.OutputAsset): string => String(page.source);

/**
 * The pages that have no file of their own at the top. `till.html` is the start page for web tills, which no search engine
 * lists; the sidecar serves it with another framing policy. `example.html` stands at the top of its folder.
 */
export const pagesOfBuild = (): Plugin => ({
  name: 'pages-of-build',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const start = bundle['index.html'];
      if (start?.type === 'asset') {
        const source = textOf(start).replace(
          '<meta name="viewport"',
          '<meta name="robots" content="noindex">\n    $&',
        );
        this.emitFile({ type: 'asset', fileName: 'till.html', source });
      }
      const example = bundle['src/sdk/example/example.html'];
      if (example?.type === 'asset') example.fileName = 'example.html';
    },
  },
});
