import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const top = fileURLToPath(new URL('../../../', import.meta.url));

/** Published packages for similar purposes. `here`: installed in this checkout; `--registry` fetches the others. */
export const published = [
  { name: '@stripe/terminal-js', what: 'a loader; the SDK itself comes from Stripe', here: false },
  { name: '@mx51/spi-client-js', what: 'terminal SDK', here: false },
  { name: 'remote-pay-cloud', what: 'Clover’s terminal SDK', here: false },
  { name: 'qz-tray', what: 'client of a local service', here: false },
  { name: 'dexie', what: 'IndexedDB', here: true },
  { name: 'idb', what: 'IndexedDB, as we use it', here: true },
  { name: 'workbox-background-sync', what: 'an outbox', here: true },
] as const;

function installFromRegistry(): string | undefined {
  if (process.env['HIPAY_ECR_BENCH_REGISTRY'] !== 'yes') return undefined;
  const folder = join(top, 'node_modules/.cache/bench/published');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const names = published.filter(({ here }) => !here).map(({ name }) => name);
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...names], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

/** All exports of the package, bundled, minified and gzipped, kB. */
async function kilobytes(name: string, root: string): Promise<number> {
  const entry = join(root, 'bench-entry.js');
  writeFileSync(entry, `export * from '${name}'; import * as all from '${name}'; globalThis.all = all;`);
  const result = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, lib: { entry, formats: ['es'] }, target: 'es2022' },
  });
  const [{ output }] = result as unknown as [{ output: { code?: string }[] }];
  return gzipSync(output.map(({ code = '' }) => code).join(''), { level: 9 }).length / 1000;
}

export interface Published {
  readonly name: string;
  readonly what: string;
  /** kB, gzipped; absent if it cannot be bundled for a browser. */
  readonly size?: number;
}

export async function publishedSizes(): Promise<Published[]> {
  const registryFolder = installFromRegistry();
  const cache = join(top, 'node_modules/.cache/bench');
  mkdirSync(cache, { recursive: true });
  const found: Published[] = [];
  for (const { name, what, here } of published) {
    const root = here ? cache : registryFolder;
    if (!root || (!here && !existsSync(join(root, 'node_modules', name)))) continue;
    const size = await kilobytes(name, root).catch(() => undefined);
    found.push({ name, what, ...(size !== undefined && { size }) });
  }
  return found;
}
