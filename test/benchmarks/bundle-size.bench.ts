import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { it } from 'vitest';
import { report } from './figures.ts';

/** Built JavaScript in one folder. */
class Built {
  readonly #folder: string;
  readonly names: readonly string[];

  constructor(path: string) {
    this.#folder = fileURLToPath(new URL(`../../dist/${path}/`, import.meta.url));
    this.names = readdirSync(this.#folder).filter((name) => name.endsWith('.js'));
  }

  #codeOf = (name: string): string => readFileSync(this.#folder + name, 'utf8');
  #zipped = (name: string): number => gzipSync(this.#codeOf(name), { level: 9 }).length / 1000;

  named = (start: string): string[] => this.names.filter((name) => name.startsWith(start));

  /** A file and all that it cannot start without: the bundler shares chunks with what is loaded later. */
  withImports(name: string, seen = new Set<string>()): Set<string> {
    if (seen.has(name)) return seen;
    seen.add(name);
    const imports = this.#codeOf(name).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
    for (const [, imported = ''] of imports) this.withImports(imported, seen);
    return seen;
  }

  sum = (names: Iterable<string>): number => [...names].reduce((kB, name) => kB + this.#zipped(name), 0);

  /** What a file brings beyond what is there already. */
  beyond = (name: string, there: ReadonlySet<string>): number =>
    this.sum([...this.withImports(name)].filter((each) => !there.has(each)));
}

it('first load JavaScript', () => {
  const pwa = new Built('pwa/assets');
  const [page = ''] = pwa.named('main');
  const [worker = ''] = pwa.named('connector-worker');
  const pageFiles = pwa.withImports(page);
  const figures = {
    page: pwa.sum(pageFiles),
    'one language': Math.max(...pwa.named('texts').map((name) => pwa.beyond(name, pageFiles))),
  };
  const all = figures.page + figures['one language'];
  report('first load JavaScript', { ...figures, all }, 'kB gz', '<= 70');
  // It is loaded beside the page and delays no paint: the screens say "Starting…" until it answers.
  report('worker, beside it', { worker: pwa.sum(pwa.withImports(worker)) }, 'kB gz');
  const screens = ['ecr-payments-screen', 'ecr-settings-screen', 'ecr-resolve-dialog', 'ecr-receipt-dialog'];
  const later = screens.map((name) => [name, pwa.beyond(pwa.named(`${name}-`)[0] ?? '', pageFiles)]);
  report('screens, when they are opened', Object.fromEntries(later), 'kB gz');
});

it('SDK', () => {
  const sdk = new Built('sdk');
  const client = sdk.withImports('index.js');
  const languages = sdk.names.filter((name) => /^(en|fr|it|pt)-/.test(name));
  const language = Math.max(...languages.map((name) => sdk.beyond(name, client)));
  const all = sdk.sum(client) + language;
  report('SDK client', { client: sdk.sum(client), 'one language': language, all }, 'kB gz', '<= 5');
  const [embedded = ''] = sdk.named('embedded-way');
  const later = {
    'embedded connector': sdk.beyond(embedded, client),
    'its worker as a file': sdk.sum(['embedded-worker.js']),
    'hipay-pay': sdk.beyond('element.js', client),
    testing: sdk.beyond('testing.js', client),
  };
  report('SDK, loaded when it is used', later, 'kB gz');
});
