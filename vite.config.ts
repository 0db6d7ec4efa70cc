import { cpSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { bundledPackages } from './src/build/bundled-packages.ts';
import { galleryInDev, pagesOfBuild } from './src/build/html-pages.ts';
import { sdkEntries, writeSdkDeclarations } from './src/build/sdk-declarations.ts';
import {
  manifestDescription,
  manifestIcons,
  manifestScreenshots,
  manifestShortcuts,
} from './src/pwa/manifest.ts';
import { recordDigests } from './src/sidecar/program/build-digests.ts';
import { LongestFirst } from './test/longest-first.ts';
import { isolatedPool } from './test/rig/isolated-pool.ts';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Limits plugins to the page's build: vite-plugin-pwa would also write a manifest into the sidecar's folder. */
const forBrowserOnly = (plugins: Plugin[]): Plugin[] =>
  plugins.map((plugin) => ({
    ...plugin,
    applyToEnvironment: (environment) => environment.name === 'client',
  }));

/**
 * Removes Vite's preload helper. It would look for the SDK's chunks at the root of the till's site. The page does not need
 * it either: chunks that are loaded later come from the service worker, and the first load becomes smaller.
 */
const importAsItIs: Plugin = {
  name: 'import-as-it-is',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'sdk' || name === 'client',
  load: {
    filter: { id: /^\0vite\/preload-helper/ },
    handler: () => 'export const __vitePreload = (load) => load();',
  },
};

const firstLoad = new Set<string>();

/** Is a file needed before the page shows anything? Those are one chunk: many small ones are larger together. */
function isFirstLoad(
  id: string,
  graph: { getModuleInfo(id: string): { importedIds: string[] } | null },
): boolean {
  const collect = (one: string): void => {
    if (firstLoad.has(one)) return;
    firstLoad.add(one);
    for (const imported of graph.getModuleInfo(one)?.importedIds ?? []) collect(imported);
  };
  const main = at('src/pwa/main.ts');
  collect(main);
  return id !== main && firstLoad.has(id);
}

const bundled = bundledPackages(at('.'));

/** Time limits of tests, in milliseconds. They only stop tests that never end, so that a busy machine causes no failure. */
const isLong = process.env['HIPAY_ECR_TESTS'] === 'long';
const timeLimits = {
  testTimeout: isLong ? 1_800_000 : 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 20_000 } },
};

/** Chromium without windows, which needs half the processor time to open a page. */
const headlessShell = process.env['CHROMIUM_HEADLESS_SHELL'] ?? '/usr/bin/chromium-headless-shell';

export default defineConfig({
  define: { __VERSION__: JSON.stringify(version) },
  worker: { format: 'es', plugins: () => [bundled.plugin()] },
  plugins: [
    bundled.plugin(),
    galleryInDev(at('.')),
    pagesOfBuild(),
    importAsItIs,
    forBrowserOnly(
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src/pwa',
        filename: 'service-worker.ts',
        injectRegister: false,
        outDir: at('dist/pwa'),
        manifest: {
          name: 'HiPay ECR Connector',
          short_name: 'HiPay ECR',
          ...manifestDescription,
          id: '/',
          start_url: '/',
          display: 'standalone',
          display_override: ['window-controls-overlay', 'standalone'],
          shortcuts: manifestShortcuts,
          background_color: '#f6f7f9',
          theme_color: '#0b3d5c',
          // A second start shows the window that is open: a second tab could not use the terminal.
          launch_handler: { client_mode: 'focus-existing' },
          icons: manifestIcons,
          screenshots: manifestScreenshots,
        },
        injectManifest: {
          buildPlugins: { vite: [bundled.plugin()] },
          globDirectory: at('dist/pwa'),
          globPatterns: ['**/*.{js,css,html,svg,webmanifest}'],
          // Never cached: the list of origins that may frame it changes.
          globIgnores: ['till.html'],
        },
      }) as Plugin[],
    ),
  ],
  environments: {
    client: {
      build: {
        outDir: 'dist/pwa',
        target: 'es2022',
        // For `index.html` only: see `importAsItIs`.
        modulePreload: {
          polyfill: false,
          resolveDependencies: (_file, needed, { hostType }) => (hostType === 'html' ? needed : []),
        },
        rollupOptions: {
          input: { index: at('index.html') },
          output: {
            // In one chunk, so that zod's setting against `new Function` is loaded before any schema.
            codeSplitting: {
              groups: [
                { name: 'zod', test: /node_modules\/zod\/|zod-config/ },
                { name: (id, graph) => (isFirstLoad(id, graph) ? 'first' : null) },
              ],
            },
          },
        },
      },
    },
    sdk: {
      consumer: 'client',
      build: {
        outDir: 'dist/sdk',
        target: 'es2022',
        copyPublicDir: false,
        minify: true,
        // As a library: a till's own bundler does preloading and splitting.
        modulePreload: false,
        lib: { entry: sdkEntries, formats: ['es'] },
        rollupOptions: {
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: '[name]-[hash].js',
            minify: true,
            codeSplitting: {
              groups: [
                // For the client and the element, which must not bring the client along.
                { name: 'till-shared', test: /till-order-id|money-text|charge-of-result/, priority: 1 },
                {
                  name: 'client',
                  test: /src\/sdk\/client\/|src\/texts\/load-client-texts|src\/core\/language|preload-helper/,
                },
                { name: 'zod', test: /node_modules\/zod\/|zod-config/ },
              ],
            },
          },
        },
      },
    },
    // One file, for pages whose policy forbids workers from `blob:`.
    sdkWorker: {
      consumer: 'client',
      build: {
        outDir: 'dist/sdk',
        emptyOutDir: false,
        target: 'es2022',
        copyPublicDir: false,
        minify: true,
        lib: { entry: { 'embedded-worker': 'src/sdk/embedded/embedded-worker.ts' }, formats: ['es'] },
        rollupOptions: { output: { entryFileNames: '[name].js', minify: true } },
      },
    },
    // The example till, in its own folder: the sidecar serves it only in environment `dev`.
    example: {
      consumer: 'client',
      build: {
        outDir: 'dist/sdk/example',
        assetsDir: 'example',
        target: 'es2022',
        copyPublicDir: false,
        rollupOptions: {
          input: { example: at('src/sdk/example/example.html') },
          output: {
            codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-config/ }] },
          },
        },
      },
    },
    sidecar: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        outDir: 'dist/sidecar',
        ssr: true,
        // Smaller files to read and compile at each start.
        minify: true,
        target: 'node20',
        copyPublicDir: false,
        rollupOptions: {
          input: { main: at('src/sidecar/main.ts') },
          external: ['bufferutil', 'utf-8-validate'],
          output: {
            chunkFileNames: '[name]-[hash].js',
            banner: ({ isEntry }) => (isEntry ? '#!/usr/bin/env node' : ''),
            codeSplitting: { groups: [{ name: 'zod', test: /node_modules\/zod\/|zod-config/ }] },
          },
        },
      },
    },
  },
  builder: {
    // Otherwise the configuration is read again for each environment, and the packages found by earlier builds are lost.
    sharedConfigBuild: true,
    // By default Vite would also build its empty `ssr` environment, and fail.
    async buildApp(builder) {
      for (const name of ['client', 'sdk', 'sdkWorker', 'example', 'sidecar']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      bundled.write();
      cpSync(at('src/launcher'), at('dist/launcher'), { recursive: true });
      await writeSdkDeclarations(at('.'));
      await recordDigests({ page: at('dist/pwa'), sidecar: at('dist/sidecar') });
    },
  },
  test: {
    // Three workers for two processors, because test files with a browser wait a third of their time.
    maxWorkers: 3,
    // A failure shows the whole answer that was not expected.
    chaiConfig: { truncateThreshold: 2000 },
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          ...timeLimits,
          pool: 'forks',
          isolate: false,
          setupFiles: ['test/property-runs.ts', 'test/leave-no-trace.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.browser.test.ts', 'test/end-to-end/**', 'test/rig/**'],
        },
      },
      {
        extends: true,
        // If Vite found these during a test, it would reload the page.
        optimizeDeps: { include: ['yaml', 'zod/mini', 'zod/locales'] },
        // Settings of the run for browser tests.
        define: { __EXAMINE_EVERYTHING__: JSON.stringify(isLong) },
        test: {
          name: 'browser',
          ...timeLimits,
          include: ['test/**/*.browser.test.ts'],
          setupFiles: ['test/fresh-page.ts'],
          browser: {
            enabled: true,
            fileParallelism: false,
            isolate: false,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: headlessShell,
                args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: ['test/end-to-end/**/*.test.ts', 'test/rig/**/*.test.ts'],
          ...timeLimits,
          pool: isolatedPool,
          // Files share a worker: its start and the import of Playwright cost as much as a small file.
          isolate: false,
          setupFiles: ['test/leave-no-trace.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'long',
          include: ['test/long/*.long.ts'],
          ...timeLimits,
          testTimeout: 1_800_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'long-end-to-end',
          include: ['test/long/end-to-end/*.long.ts'],
          ...timeLimits,
          testTimeout: 1_800_000,
          pool: isolatedPool,
          isolate: false,
          setupFiles: ['test/leave-no-trace.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'peers',
          include: ['test/peers/**/*.peers.ts'],
          fileParallelism: false,
          ...timeLimits,
        },
      },
      {
        extends: true,
        test: {
          name: 'upgrade',
          include: ['test/upgrade/**/*.upgrade.ts'],
          ...timeLimits,
          testTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'windows',
          include: ['test/windows/**/*.wine.ts'],
          ...timeLimits,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'benchmarks',
          include: ['test/benchmarks/**/*.bench.ts'],
          globalSetup: ['test/benchmarks/report/write-report.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
