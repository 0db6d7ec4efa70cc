import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sdkEntries } from '../../src/build/sdk-declarations.ts';

// A till's compiler must read only the public API of the package, and no other package.
const folder = fileURLToPath(new URL('../../dist/sdk', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.d.ts'));

describe('the built types', () => {
  it('are one file for each entry', () => {
    expect(files.sort()).toEqual(
      Object.keys(sdkEntries)
        .map((name) => `${name}.d.ts`)
        .sort(),
    );
  });
  it.each(files)('%s imports no module except the main entry, and uses no type of Zod', (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    // Names the module of `from '...'`. An `import()` or a `reference` counts as a module of this name.
    const modules = [...text.matchAll(/\bfrom\s*['"]([^'"]+)|\bimport\(|\breference\s/g)].map(
      ([all, path]) => path ?? all,
    );
    expect(modules.filter((path) => path !== './index.js')).toEqual([]);
    expect(text).not.toMatch(/\bz\.\w|ZodType|\$Zod/);
  });
});
