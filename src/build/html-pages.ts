import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const galleryPages: Readonly<Record<string, string>> = {
  '/gallery': 'index.html',
  '/gallery/': 'index.html',
  '/gallery/stage': 'stage.html',
};

/**
 * Vite's development server shows the gallery of all screens at /gallery. The build leaves the gallery out, because it is
 * made of test scenarios.
 */
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
 * Adds two pages to the top folder of the build. `till.html` is a copy of `index.html` for web tills: search engines do not
 * list it, and the sidecar serves it with another framing policy. `example.html` comes from `src/sdk/example`.
 */
export const pagesOfBuild = (): Plugin => ({
  name: 'pages-of-build',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const indexPage = bundle['index.html'];
      if (indexPage?.type === 'asset') {
        const text = textOf(indexPage);
        const source = text.replace(
          '<meta name="viewport"',
          '<meta name="robots" content="noindex">\n    $&',
        );
        if (source === text) throw new Error('index.html has no viewport line: till.html would be listed');
        this.emitFile({ type: 'asset', fileName: 'till.html', source });
      }
      const example = bundle['src/sdk/example/example.html'];
      if (example?.type === 'asset') example.fileName = 'example.html';
    },
  },
});
