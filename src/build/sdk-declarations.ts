import { join } from 'node:path';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

/** Sources of the entries that a till may import: `hipay-ecr-connector` (index) and `hipay-ecr-connector/…`. */
export const sdkEntries = {
  index: 'src/sdk/index.ts',
  testing: 'src/sdk/testing/index.ts',
  element: 'src/sdk/element/index.ts',
} as const;

/** The main entry exports all types of these files. The other entries import them from there, so that no type exists twice. */
const sharedSources = ['src/sdk/api.ts', 'src/sdk/client/connector-failure.ts'];

/**
 * Writes dist/sdk/*.d.ts, one file for each entry: the types that a till may import, and the types that they refer to. Throws
 * if a type comes from another package, because each till would have to install that package.
 */
export async function writeSdkDeclarations(top: string): Promise<void> {
  const shared = sharedSources.map((path) => join(top, path));
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
      // Rollup logs an import that it cannot put into the bundle, such as one from another package.
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
