import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkout } from './packed-install.ts';

// The build has only known packages, under licenses without obligations for a shop.
interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: { license: { id: string } }[];
  readonly hashes?: { alg: string; content: string }[];
}

const read = (path: string) => readFileSync(join(checkout, path), 'utf8');
const bill = JSON.parse(read('dist/sbom.cdx.json')) as {
  bomFormat: string;
  specVersion: string;
  components: Component[];
};
const texts = read('dist/THIRD-PARTY-LICENSES');

/** A person checks each new license before it is added here. */
const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT'];

/** The packages that our own code imports, read from the sources. */
function importedPackages(): string[] {
  const sources = readdirSync(join(checkout, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('build/'))
    .map((path) => read(join('src', path)));
  const statement = /^(?:import|[^'\n]*\bfrom) '((?:@[^/']+\/)?[^./'@:][^/':]*)(?:\/[^':]*)?';$/gm;
  const names = sources.flatMap((source) => [...source.matchAll(statement)].map(([, name = '']) => name));
  return [...new Set(names)].sort();
}

describe('the program', () => {
  const files = readdirSync(join(checkout, 'dist/sidecar'));
  const imports = (name: string) =>
    [...read(join('dist/sidecar', name)).matchAll(/\b(?:from|import)\s*["'`]([^"'`]+)["'`]/g)].map(
      ([, from = '']) => from,
    );
  const loadedAtStart = (name: string, seen = new Set<string>()): Set<string> => {
    for (const from of imports(name)) {
      if (seen.has(from)) continue;
      seen.add(from);
      if (from.startsWith('./')) loadedAtStart(from.slice(2), seen);
    }
    return seen;
  };
  it('loads the dialogue of the set-up only for the set-up', () => {
    const loaded = [
      ...loadedAtStart('main.js'),
      ...loadedAtStart(files.find((name) => name.startsWith('app-')) ?? ''),
    ];
    expect(loaded).toContain('node:http');
    expect(loaded).not.toContain('node:readline');
  });
  it('is started without V8 options, because Node would then recompile its built-in modules', () => {
    expect(read('dist/sidecar/main.js').split('\n')[0]).toBe('#!/usr/bin/env node');
  });
});

describe('the list of bundled packages', () => {
  const names = bill.components.map(({ name }) => name);

  it('is CycloneDX, and names each package once, with its file’s digest', () => {
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(new Set(names).size).toBe(names.length);
    for (const { name, version, purl, hashes } of bill.components) {
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(hashes, name).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
    }
  });
  it('has every package that our code imports', () => {
    const imported = importedPackages();
    expect(imported).toEqual(expect.arrayContaining(['@hono/node-server', 'hono', 'lit', 'zod']));
    expect(names).toEqual(expect.arrayContaining(imported));
  });
  it('has the dependencies of these packages, for the program, the page, the worker and the service worker', () => {
    const dependencies = [
      'sonic-boom',
      'tdigest',
      '@clack/core',
      'lit-html',
      'workbox-core',
      'vite',
      'rolldown',
    ];
    expect(names).toEqual(expect.arrayContaining(dependencies));
  });
  it.each(bill.components)('$name is free to use in a shop, and its licence is in the package', (one) => {
    const { name, version, licenses } = one;
    const [license] = licenses.map(({ license: { id } }) => id);
    expect(allowed).toContain(license);
    const [, after = ''] = texts.split(`${name} ${version}: ${license}\n`);
    const [, text = ''] = after.split(/^-{80}$/m);
    expect(text.length, 'a licence text').toBeGreaterThan(400);
    expect(text).toMatch(/permi|licen[cs]e/i);
  });
});
