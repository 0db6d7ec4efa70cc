import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Built JavaScript in one folder of dist/. Sizes are kB, gzipped. */
export class Built {
  readonly #folder: string;
  readonly names: readonly string[];

  constructor(path: string) {
    this.#folder = fileURLToPath(new URL(`../../../dist/${path}/`, import.meta.url));
    this.names = readdirSync(this.#folder).filter((name) => name.endsWith('.js'));
  }

  #codeOf = (name: string): string => readFileSync(this.#folder + name, 'utf8');
  #zipped = (name: string): number => gzipSync(this.#codeOf(name), { level: 9 }).length / 1000;

  named = (start: string): string[] => this.names.filter((name) => name.startsWith(start));

  /** A file and its static imports: the bundler shares chunks with files that are loaded later. */
  withImports(name: string, seen = new Set<string>()): Set<string> {
    if (seen.has(name)) return seen;
    seen.add(name);
    const imports = this.#codeOf(name).matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
    for (const [, imported = ''] of imports) this.withImports(imported, seen);
    return seen;
  }

  sum = (names: Iterable<string>): number => [...names].reduce((kB, name) => kB + this.#zipped(name), 0);

  /** The size that a file adds to the files that are loaded already. */
  beyond = (name: string, loaded: ReadonlySet<string>): number =>
    this.sum([...this.withImports(name)].filter((each) => !loaded.has(each)));
}
