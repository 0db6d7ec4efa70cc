import { it } from 'vitest';
import { isLanguage } from '../../src/core/language.ts';
import { Built } from './b6-sizes/built.ts';
import { publishedSizes } from './b6-sizes/published.ts';
import { report } from './figures.ts';
import { keepSheet } from './report/keep.ts';
import type { Row } from './report/sheet.ts';

const row = (name: string, p50: number, note?: string): Row => ({ name, p50, ...(note && { note }) });

/** `fr-Xr3x_2ab.js`: what every screen says in one language. */
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
        'when it is opened; its texts come beside it',
      ),
    );
  return {
    all: own + language,
    rows: [
      row('the pay screen', own),
      row('one language', language),
      row('the connector’s worker', pwa.sum(pwa.withImports(worker)), 'beside it; delays no paint'),
      row('service worker', new Built('pwa').sum(['service-worker.js']), 'after the first load'),
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
      row('embedded connector', built.beyond(embedded, client), 'where it is used'),
      row('its worker as a file', built.sum(['embedded-worker.js']), 'for strict policies'),
      row('<hipay-pay>', built.beyond('element.js', client), 'where it is used'),
      row('testing', built.beyond('testing.js', client), 'for tests'),
    ],
  };
}

it('sizes', async () => {
  const page = firstLoad();
  const till = sdk();
  const sidecar = new Built('sidecar');
  const ours: Row[] = [
    row('our SDK client and one language', till.all, 'a window, the sidecar, or loads the connector'),
    ...till.rows,
    row('sidecar, to listen', sidecar.sum(sidecar.withImports('main.js')), 'Node'),
    row('sidecar, all its files', sidecar.sum(sidecar.names), 'Node, all dependencies in them'),
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
      'kB after gzip at level 9 of what was built; a file counts with all that it cannot start without. Other packages: all that they export, bundled and minified by the same bundler; those that are not of this checkout come with `npm run bench -- --only b6 --registry`.',
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
