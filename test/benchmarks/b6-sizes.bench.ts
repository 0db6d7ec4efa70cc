import { it } from 'vitest';
import { isLanguage } from '../../src/core/language.ts';
import { Built } from './b6-sizes/built.ts';
import { publishedSizes } from './b6-sizes/published.ts';
import { report } from './figures.ts';
import { keepSheet } from './report/keep.ts';
import type { Row } from './report/sheet.ts';

const row = (name: string, p50: number, note?: string): Row => ({ name, p50, ...(note && { note }) });

/** The texts that every screen needs in one language, for example `fr-Xr3x_2ab.js`. */
const isLanguageChunk = (name: string) => isLanguage(name.split('-')[0]);

function firstLoad() {
  const pwa = new Built('pwa/assets');
  const [page = ''] = pwa.named('index-');
  const [worker = ''] = pwa.named('connector-worker');
  const pageFiles = pwa.withImports(page);
  const own = pwa.sum(pageFiles);
  const language = Math.max(...pwa.names.filter(isLanguageChunk).map((name) => pwa.beyond(name, pageFiles)));
  const screens = pwa.names
    .filter((name) => /^ecr-.*-(screen|dialog|guide)-/.test(name))
    .map((name) =>
      row(
        name.replace(/-[\w-]{8}\.js$/, ''),
        pwa.beyond(name, pageFiles),
        'loaded when it is opened; its texts are not counted',
      ),
    );
  return {
    all: own + language,
    rows: [
      row('the pay screen', own),
      row('one language', language),
      row(
        'the connector’s worker',
        pwa.sum(pwa.withImports(worker)),
        'loaded in parallel; does not delay the first paint',
      ),
      row('service worker', new Built('pwa').sum(['service-worker.js']), 'loaded after the page'),
      ...screens,
    ],
  };
}

function sdk() {
  const built = new Built('sdk');
  const client = built.withImports('index.js');
  const languages = built.named('till-client-');
  const language = Math.max(...languages.map((name) => built.beyond(name, client)));
  const [embedded = ''] = built.named('embedded-way');
  return {
    all: built.sum(client) + language,
    rows: [
      row('embedded connector', built.beyond(embedded, client), 'only for tills that use it'),
      row(
        'the embedded connector’s worker as a file',
        built.sum(['embedded-worker.js']),
        'only for tills with a strict content security policy',
      ),
      row('<hipay-pay>', built.beyond('element.js', client), 'only for tills that use it'),
      row('testing', built.beyond('testing.js', client), 'only for tests'),
    ],
  };
}

it('sizes', async () => {
  const page = firstLoad();
  const till = sdk();
  const sidecar = new Built('sidecar');
  const ours: Row[] = [
    row(
      'our SDK client and one language',
      till.all,
      'connects to a window or the sidecar, or loads the embedded connector',
    ),
    ...till.rows,
    row('sidecar, the files that it loads to listen', sidecar.sum(sidecar.withImports('main.js')), 'Node'),
    row('sidecar, all files', sidecar.sum(sidecar.names), 'Node, with all dependencies'),
  ];
  const others = (await publishedSizes()).map(({ name, what, size }) =>
    row(name, size ?? Number.NaN, size === undefined ? 'cannot be bundled for a browser' : what),
  );
  report('first load JavaScript', { all: page.all }, 'kB gz', '<= 70');
  report('SDK client', { all: till.all }, 'kB gz', '<= 7');
  keepSheet({
    id: 'b6',
    title: 'Sizes',
    method: [
      'kB of the built files after gzip at level 9; a file counts with the files that it needs to start. Other packages: all their exports, bundled and minified by the same bundler. Packages that are not installed in this checkout are measured with `npm run bench -- --only b6 --registry`.',
    ],
    tables: [
      { title: 'The page', unit: 'kB', rows: page.rows },
      { title: 'For tills and the sidecar', unit: 'kB', rows: ours },
      { title: 'What others publish', unit: 'kB', rows: others },
    ],
    budgets: [
      { what: 'first load JavaScript', budget: 70, measured: page.all, unit: 'kB', better: 'less' },
      { what: 'SDK client', budget: 7, measured: till.all, unit: 'kB', better: 'less' },
    ],
  });
});
