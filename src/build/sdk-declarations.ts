import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** What a till may import of the package, as `hipay-ecr-connector` and `hipay-ecr-connector/…`. */
export const sdkEntries = {
  index: 'src/sdk/index.ts',
  testing: 'src/sdk/testing/index.ts',
  element: 'src/sdk/element/index.ts',
} as const;

/** The main entry exports all of these, so the other entries take them from there: they are the same types in all of them. */
const inMainEntry = ['src/sdk/api.ts', 'src/sdk/client/connector-failure.ts'];

/**
 * Writes dist/sdk/*.d.ts, one file an entry: the types that a till may name, and the types that those are made of. Throws if a
 * type of another package gets in: a till's compiler would have to install it.
 */
export async function writeSdkDeclarations(top: string): Promise<void> {
  const shared = inMainEntry.map((path) => join(top, path));
  for (const [name, source] of Object.entries(sdkEntries)) {
    const bundle = await rollup({
      input: { [name]: join(top, source) },
      external: name === 'index' ? [] : shared,
      plugins: [
        dts({
          tsconfig: join(top, 'src/sdk/tsconfig.json'),
          compilerOptions: { composite: false, incremental: false, noCheck: true, declarationMap: false },
        }),
      ],
      onLog(_level, { message }) {
        throw new Error(message);
      },
    });
    await bundle.write({
      dir: join(top, 'dist/sdk'),
      entryFileNames: '[name].d.ts',
      paths: Object.fromEntries(shared.map((path) => [path, './index.js'])),
    });
    await bundle.close();
  }
}
